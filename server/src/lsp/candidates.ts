// lsp: which other files lead to a document, by an `include` or as their ACL file.
import { isInside, nameOfUri, resolveUri } from "../base/uri";
import type { Knowledge } from "../knowledge/types";
import { load } from "../model/load";
import { kindOfName, recognize } from "../model/recognize";
import type { Snapshot } from "../model/types";
import type { WorkspaceFiles } from "./files";
import type { Workspace } from "./workspace";

export interface CandidateSources {
	readonly files: WorkspaceFiles;
	knowledge(): Promise<Knowledge>;
	openUris(): readonly string[];
	readonly workspace: Pick<Workspace, "find" | "folders">;
}

/** Bounds for the search through one workspace folder: a project has few configurations, and they are near the top. */
const LIMITS = { files: 200, folders: 500 } as const;

/** What a file must be called to be looked into. */
const CONFIGURATION = /\.conf(?:\.[^.]+)?$/i;

/** Lines that lead to another file. */
const LEADS = /^[ \t]*["']?(?:include|aclfile)["']?[ \t]/im;

interface Lead {
	readonly snapshot: Snapshot;
	/** Generation of each of its files when it was loaded. */
	readonly generations: ReadonlyMap<string, number>;
}

export class Candidates {
	private readonly found = new Map<string, Promise<Set<string>>>();
	private readonly leads = new Map<string, Lead>();
	private readonly plain = new Map<string, string>();

	constructor(private readonly sources: CandidateSources) {}

	/** Files that lead to `uri`, directly or through others. */
	async leadingTo(uri: string): Promise<readonly string[]> {
		const leading: string[] = [];
		for (const candidate of await this.around(uri)) {
			if (candidate !== uri && (await this.leadsOf(candidate))?.files.has(uri)) leading.push(candidate);
		}
		return leading;
	}

	/** All files that `uri` leads to, itself included; none where it leads nowhere. */
	async reachOf(uri: string): Promise<ReadonlySet<string>> {
		return new Set((await this.leadsOf(uri))?.files.keys());
	}

	/** Every configuration of the workspace, by its name. */
	async all(): Promise<readonly string[]> {
		const { folders } = this.sources.workspace;
		const lists = await Promise.all(folders.map((folder) => this.once(folder, () => this.below(folder))));
		return [...new Set(lists.flatMap((list) => [...list]))];
	}

	/** A file came or went. */
	async changed(uri: string, exists: boolean): Promise<void> {
		if (!CONFIGURATION.test(nameOfUri(uri))) return;
		for (const [folder, set] of this.found) {
			if (!isInside(uri, folder)) continue;
			if (exists) (await set).add(uri);
			else (await set).delete(uri);
		}
	}

	/** Workspace folders or what may be read have changed. */
	forgetAll(): void {
		this.found.clear();
	}

	private async around(uri: string): Promise<Set<string>> {
		const { openUris, workspace } = this.sources;
		const own = resolveUri(uri, "..");
		const lists = await Promise.all([
			this.once(own, () => this.beside(own)),
			...workspace.folders.map((folder) => this.once(folder, () => this.below(folder))),
		]);
		return new Set([...openUris(), ...lists.flatMap((list) => [...list])]);
	}

	private once(folder: string, search: () => Promise<readonly string[]>): Promise<Set<string>> {
		let found = this.found.get(folder);
		if (!found) {
			found = search().then((uris) => new Set(uris));
			this.found.set(folder, found);
		}
		return found;
	}

	private async beside(folder: string): Promise<readonly string[]> {
		const entries = await this.sources.files.list(folder);
		const names = entries.filter((entry) => entry.type === "file" && CONFIGURATION.test(entry.name)).map((entry) => entry.name);
		return first(names).map((name) => resolveUri(folder, name));
	}

	private async below(root: string): Promise<readonly string[]> {
		const asked = this.sources.workspace.find(root, "**/*.{conf,conf.*}", LIMITS.files);
		if (asked) return asked;
		const found: string[] = [];
		const folders = [root];
		for (let next = 0; next < folders.length && next < LIMITS.folders && found.length < LIMITS.files; next++) {
			const folder = folders[next] as string;
			for (const { name, type } of await this.sources.files.list(folder)) {
				if (type === "folder" && !/^\.|^node_modules$/.test(name)) folders.push(resolveUri(folder, name));
				else if (type === "file" && CONFIGURATION.test(name)) found.push(resolveUri(folder, name));
			}
		}
		return first(found);
	}

	/** All that `uri` leads to; undefined where it leads nowhere or is not a Redis file. */
	private async leadsOf(uri: string): Promise<Snapshot | undefined> {
		const { files } = this.sources;
		if (kindOfName(uri) === "acl") return undefined;
		const known = this.leads.get(uri);
		if (known && [...known.generations].every(([file, generation]) => files.generation(file) === generation)) return known.snapshot;
		const content = await files.read(uri);
		if (content.state !== "text" || this.plain.get(uri) === content.text) return undefined;
		const kind = LEADS.test(content.text) ? recognize(uri, content.text, await this.sources.knowledge()) : undefined;
		if (kind !== "config" && kind !== "sentinel") {
			this.plain.set(uri, content.text);
			this.leads.delete(uri);
			return undefined;
		}
		const snapshot = await load(uri, kind, files, known?.snapshot);
		this.leads.set(uri, { snapshot, generations: new Map([...snapshot.files.keys()].map((file) => [file, files.generation(file)])) });
		return snapshot;
	}
}

/** Those with a telling name first, where there are too many. */
function first(names: readonly string[]): string[] {
	const telling = names.filter((name) => kindOfName(name) !== undefined);
	const others = names.filter((name) => kindOfName(name) === undefined);
	return [...telling, ...others].slice(0, LIMITS.files);
}
