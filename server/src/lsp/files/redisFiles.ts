// lsp: the Redis files of the workspace, whether they are open or not: found by their names, told from others by what is in them.
import { isInside, nameOfUri, resolveUri } from "../../base/uri";
import type { Knowledge } from "../../knowledge/types";
import { kindOfName, recognize, recognizeUnnamed } from "../../model/recognize";
import type { Workspace } from "../workspace";
import type { WorkspaceFiles } from "./files";

/** Files that a search found. */
export interface FoundFiles {
	/** In the order of their addresses. */
	readonly uris: readonly string[];
	/** False: there are more files, folders or characters than a search looks at. */
	readonly isComplete: boolean;
}

/**
 * Bounds for the search through one workspace folder: a project has few configurations, and they are near the top. After so many `characters` no
 * further file is read to be told from others; those are of all folders together.
 */
export const SEARCH_LIMITS = { files: 300, folders: 1000, characters: 64_000_000 } as const;

/** What a file must be called to be looked into. */
const CONFIGURATION = /\.conf(?:\.[^.]+)?$/i;
const ACL_FILE = /\.acl$/i;
const GLOB = "**/*.{conf,conf.*,acl}";

/** Folders of other people's files and of programs. */
const SKIPPED = /^\.|^node_modules$/;

export interface RedisFilesSources {
	readonly files: Pick<WorkspaceFiles, "read" | "list" | "generation">;
	readonly workspace: Pick<Workspace, "find" | "folders">;
	knowledge(): Promise<Knowledge>;
}

/** What is known of a file as long as its generation is the same. */
interface Told {
	readonly generation: number;
	readonly isRedis: boolean;
	/** In characters; 0 where it cannot be read. */
	readonly length: number;
}

interface Search {
	readonly uris: Set<string>;
	readonly isComplete: boolean;
}

/** Searches each workspace folder once and follows what is told of files that come and go. */
export class RedisFiles {
	private readonly searches = new Map<string, Promise<Search>>();
	private readonly told = new Map<string, Told>();

	constructor(private readonly sources: RedisFilesSources) {}

	/** The Redis files of all workspace folders, or of one: those of a telling name, and others whose text leaves no doubt. */
	async in(folders: readonly string[] = this.sources.workspace.folders): Promise<FoundFiles> {
		const searches = await Promise.all(folders.map((folder) => this.search(folder)));
		const uris = new Set(searches.flatMap((search) => [...search.uris]));
		const found: string[] = [];
		let characters = 0;
		for (const uri of uris) {
			if (characters >= SEARCH_LIMITS.characters) return { uris: found.sort(), isComplete: false };
			const { isRedis, length } = await this.look(uri);
			if (isRedis) found.push(uri);
			characters += length;
		}
		return { uris: found.sort(), isComplete: searches.every(({ isComplete }) => isComplete) };
	}

	/** Every file of the workspace folders that is named like a configuration, of Redis or not. */
	async configurations(): Promise<readonly string[]> {
		const searches = await Promise.all(this.sources.workspace.folders.map((folder) => this.search(folder)));
		return searches.flatMap(({ uris }) => [...uris].filter(isConfiguration));
	}

	/** A file came or went. */
	async cameOrWent(uri: string, what: "came" | "went"): Promise<void> {
		if (!isNamedRight(nameOfUri(uri))) return;
		for (const [folder, search] of this.searches) {
			if (!isInside(uri, folder)) continue;
			const { uris } = await search;
			if (what === "came") uris.add(uri);
			else uris.delete(uri);
		}
	}

	/** Workspace folders or what may be read have changed. */
	forgetAll(): void {
		this.searches.clear();
		this.told.clear();
	}

	private search(folder: string): Promise<Search> {
		let search = this.searches.get(folder);
		if (!search) {
			search = this.below(folder);
			this.searches.set(folder, search);
		}
		return search;
	}

	private async below(root: string): Promise<Search> {
		const asked = this.sources.workspace.find(root, GLOB, SEARCH_LIMITS.files + 1);
		if (asked)
			return limited(
				(await asked).filter((uri) => !isSkipped(uri, root)),
				true,
			);
		const found: string[] = [];
		const folders = [root];
		let next = 0;
		for (; next < folders.length && next < SEARCH_LIMITS.folders && found.length <= SEARCH_LIMITS.files; next++) {
			const folder = folders[next] as string;
			for (const { name, type } of await this.sources.files.list(folder)) {
				if (type === "folder" && !SKIPPED.test(name)) folders.push(resolveUri(folder, name));
				else if (type === "file" && isNamedRight(name)) found.push(resolveUri(folder, name));
			}
		}
		return limited(found, next === folders.length);
	}

	private async look(uri: string): Promise<Told> {
		const { files } = this.sources;
		const generation = files.generation(uri);
		const known = this.told.get(uri);
		if (known?.generation === generation) return known;
		const content = await files.read(uri);
		const text = content.state === "text" ? content.text : undefined;
		const isRedis = text !== undefined && tell(uri, text, await this.sources.knowledge());
		const told = { generation, isRedis, length: text?.length ?? 0 };
		this.told.set(uri, told);
		return told;
	}
}

function tell(uri: string, text: string, knowledge: Knowledge): boolean {
	if (kindOfName(uri) === undefined) return recognizeUnnamed(text, knowledge) !== undefined;
	const kind = recognize(uri, text, knowledge);
	return kind !== undefined && kind !== "foreign";
}

/** The client's search looks everywhere. */
function isSkipped(uri: string, root: string): boolean {
	const folders = uri.slice(root.length).split("/").slice(0, -1);
	return folders.some((name) => SKIPPED.test(name));
}

function isNamedRight(name: string): boolean {
	return CONFIGURATION.test(name) || ACL_FILE.test(name);
}

export function isConfiguration(uri: string): boolean {
	return CONFIGURATION.test(nameOfUri(uri));
}

/** Those with a telling name first, where there are too many. */
function limited(found: readonly string[], isWhole: boolean): Search {
	const telling = found.filter((uri) => kindOfName(uri) !== undefined);
	const others = found.filter((uri) => kindOfName(uri) === undefined);
	const uris = new Set([...telling, ...others].slice(0, SEARCH_LIMITS.files));
	return { uris, isComplete: isWhole && found.length <= SEARCH_LIMITS.files };
}
