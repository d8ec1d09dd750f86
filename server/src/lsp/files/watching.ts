// lsp: asks the client to say when files change on disk.
import { type Connection, DidChangeWatchedFilesNotification, type FileSystemWatcher, WatchKind } from "vscode-languageserver";
import { isInside, nameOfUri, resolveUri } from "../../base/uri";
import { PROJECT_FILE } from "../../service/service";
import type { Abilities } from "../abilities";
import type { Faults } from "../faults";
import type { Workspace } from "../workspace";
import type { WorkspaceFiles } from "./files";

/** Files that may matter before anybody has read them: they may include an open one. */
const NAMES = /\.(?:conf(?:\.[^.]+)?|acl)$/i;
const PATTERNS = ["**/*.conf", "**/*.conf.*", "**/*.acl", `**/${PROJECT_FILE}`];

export class Watching {
	private readonly watched = new Set<string>();
	private started = false;
	private readonly waiting: (readonly [folder: string, pattern: string])[] = [];

	constructor(
		private readonly connection: Connection,
		private readonly abilities: Abilities,
		private readonly faults: Faults,
		private readonly workspace: Workspace,
	) {}

	/** Without it nobody says when a file changes, so nothing that was read may be kept for long. */
	get isPossible(): boolean {
		return this.abilities.watchesFiles;
	}

	/** May be called once the client is initialized. */
	start(): void {
		this.started = true;
		if (!this.isPossible) return;
		// Of a folder that goes, nobody names the files that go with it.
		this.register([...PATTERNS.map((globPattern) => ({ globPattern })), { globPattern: "**/*", kind: WatchKind.Delete }]);
		for (const [folder, pattern] of this.waiting.splice(0)) this.watchIn(folder, pattern);
	}

	/** A file is about to be read: it alone is watched from now on, unless the patterns cover it. */
	watch(uri: string): void {
		const name = nameOfUri(uri);
		if ((NAMES.test(name) || name === PROJECT_FILE) && this.workspace.folders.some((folder) => isInside(uri, folder))) return;
		this.watchIn(resolveUri(uri, ".."), literal(name));
	}

	/** An `include` line names files by a pattern: those that come later count too. */
	watchPattern(directory: string, pattern: string): void {
		const segments = pattern.split("/");
		const first = segments.findIndex((segment) => /[*?[\\]/.test(segment));
		if (first === -1) return;
		const folder = resolveUri(directory, segments.slice(0, first).join("/") || (pattern.startsWith("/") ? "/" : "."));
		// Only stars mean the same to everybody; what is told too often does no harm.
		this.watchIn(
			folder,
			segments
				.slice(first)
				.map((segment) => (/[?[\\{}]/.test(segment) ? "*" : segment))
				.join("/"),
		);
	}

	/** Whether it matters that a file has come or gone: others in a watched folder are nobody's business. */
	isWanted(uri: string, files: Pick<WorkspaceFiles, "isKnown" | "hasPatterns">): boolean {
		const name = nameOfUri(uri);
		return NAMES.test(name) || name === PROJECT_FILE || files.isKnown(uri) || files.hasPatterns;
	}

	private watchIn(folder: string, pattern: string): void {
		if (!this.abilities.watchesFolders) return;
		if (!this.started) {
			this.waiting.push([folder, pattern]);
			return;
		}
		const key = `${folder}\n${pattern}`;
		if (this.watched.has(key)) return;
		this.watched.add(key);
		this.register([{ globPattern: { baseUri: folder, pattern } }]);
	}

	private register(watchers: FileSystemWatcher[]): void {
		this.faults.quietly("client/registerCapability", this.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }));
	}
}

/** A pattern that means one name: signs with a meaning are left open. */
function literal(name: string): string {
	return name.replace(/[*?[\]{}!\\,]/g, "?");
}
