// lsp: asks the client to say when files change on disk.
import { type Connection, DidChangeWatchedFilesNotification, type FileSystemWatcher } from "vscode-languageserver";
import { isInside, nameOfUri, resolveUri } from "../base/uri";
import { PROJECT_FILE } from "../service/service";
import type { Abilities } from "./abilities";
import type { Faults } from "./faults";
import type { Workspace } from "./workspace";

/** Files that may matter before anybody has read them: they may include an open one. */
const NAMES = /\.(?:conf|acl)$/i;
const PATTERNS = ["**/*.conf", "**/*.acl", `**/${PROJECT_FILE}`];

export class Watching {
	private readonly watched = new Set<string>();
	private started = false;
	private readonly waiting: string[] = [];

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
		this.register(PATTERNS.map((globPattern) => ({ globPattern })));
		for (const uri of this.waiting.splice(0)) this.watch(uri);
	}

	/** A file is about to be read: its folder is watched from now on, unless the patterns cover it. */
	watch(uri: string): void {
		if (!this.abilities.watchesFolders) return;
		if (!this.started) {
			this.waiting.push(uri);
			return;
		}
		const name = nameOfUri(uri);
		if ((NAMES.test(name) || name === PROJECT_FILE) && this.workspace.folders.some((folder) => isInside(uri, folder))) return;
		const folder = resolveUri(uri, "..");
		if (this.watched.has(folder)) return;
		this.watched.add(folder);
		this.register([{ globPattern: { baseUri: folder, pattern: "*" } }]);
	}

	private register(watchers: FileSystemWatcher[]): void {
		this.faults.quietly("client/registerCapability", this.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }));
	}
}
