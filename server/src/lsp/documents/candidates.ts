// lsp: which other files lead to a document, by an `include` or as their ACL file.
import { resolveUri } from "../../base/uri";
import type { Knowledge } from "../../knowledge/types";
import { load } from "../../model/load";
import { kindOfName, recognize } from "../../model/recognize";
import type { Snapshot } from "../../model/types";
import { factOf } from "../../syntax/blocks";
import { Text, type TextBlock } from "../../syntax/text";
import type { WorkspaceFiles } from "../files/files";
import { isConfiguration, type RedisFiles, SEARCH_LIMITS } from "../files/redisFiles";
import type { Timers } from "../host";
import { Abandoned, inSlices } from "../schedule";

export interface CandidateSources {
	readonly files: WorkspaceFiles;
	readonly redisFiles: RedisFiles;
	readonly timers: Timers;
	knowledge(): Promise<Knowledge>;
	openUris(): readonly string[];
}

/** Lines that lead to another file. */
const LEADS = /^[ \t]*["']?(?:include|aclfile)["']?[ \t]/im;
const leadsOn = factOf(({ text }: TextBlock) => LEADS.test(text));

interface Lead {
	/** All files that it leads to, itself included. */
	readonly files: ReadonlySet<string>;
	/** What was read, of an open document or where it is not much. */
	readonly snapshot: Snapshot | undefined;
	/** Generation of each of its files when it was loaded. */
	readonly generations: ReadonlyMap<string, number>;
}

export class Candidates {
	/** Configurations beside a document, by their folder. */
	private readonly near = new Map<string, Promise<Set<string>>>();
	private readonly leads = new Map<string, Lead>();
	/** Those that are being read, and the generation of the file. */
	private readonly asked = new Map<string, { readonly generation: number; readonly leads: Promise<ReadonlySet<string> | undefined> }>();
	/** Characters that were read to know what a file leads to. */
	private readonly read = new Map<string, number>();
	/** The generations of files that lead nowhere. */
	private readonly plain = new Map<string, number>();

	constructor(private readonly sources: CandidateSources) {}

	/** Files that lead to `uri`, directly or through others. */
	async leadingTo(uri: string): Promise<readonly string[]> {
		const leading: string[] = [];
		let characters = 0;
		for (const candidate of await this.around(uri)) {
			if (candidate === uri) continue;
			// Open documents come first.
			if (characters >= SEARCH_LIMITS.characters) break;
			if ((await this.leadsOf(candidate))?.has(uri)) leading.push(candidate);
			characters += this.read.get(candidate) ?? 0;
		}
		return leading;
	}

	/** All files that `uri` leads to, itself included; none where it leads nowhere. */
	async reachOf(uri: string): Promise<ReadonlySet<string>> {
		return (await this.leadsOf(uri)) ?? NOTHING;
	}

	/** Every Redis file of the workspace. */
	async all(): Promise<readonly string[]> {
		return (await this.sources.redisFiles.in()).uris;
	}

	/** A file came or went. */
	async cameOrWent(uri: string, what: "came" | "went"): Promise<void> {
		await this.sources.redisFiles.cameOrWent(uri, what);
		const near = isConfiguration(uri) ? await this.near.get(resolveUri(uri, "..")) : undefined;
		if (what === "came") near?.add(uri);
		else near?.delete(uri);
	}

	/** Workspace folders or what may be read have changed. */
	forgetAll(): void {
		this.near.clear();
		this.sources.redisFiles.forgetAll();
	}

	private async around(uri: string): Promise<Set<string>> {
		const { openUris, redisFiles } = this.sources;
		const [beside, inWorkspace] = await Promise.all([this.beside(resolveUri(uri, "..")), redisFiles.configurations()]);
		return new Set([...openUris(), ...beside, ...inWorkspace]);
	}

	private beside(folder: string): Promise<Set<string>> {
		let found = this.near.get(folder);
		if (!found) {
			found = this.listed(folder);
			this.near.set(folder, found);
		}
		return found;
	}

	private async listed(folder: string): Promise<Set<string>> {
		const entries = await this.sources.files.list(folder);
		const names = entries.filter((entry) => entry.type === "file" && isConfiguration(entry.name)).map((entry) => entry.name);
		return new Set(first(names).map((name) => resolveUri(folder, name)));
	}

	/** All that `uri` leads to; undefined where it leads nowhere or is not a Redis file. */
	private async leadsOf(uri: string): Promise<ReadonlySet<string> | undefined> {
		const { files } = this.sources;
		if (kindOfName(uri) === "acl") return undefined;
		const known = this.leads.get(uri);
		if (known && [...known.generations].every(([file, generation]) => files.generation(file) === generation)) return known.files;
		const generation = files.generation(uri);
		if (this.plain.get(uri) === generation) return undefined;
		const asked = this.asked.get(uri);
		if (asked?.generation === generation) return asked.leads;
		const leads = this.readLeads(uri, generation, known?.snapshot).finally(() => {
			if (this.asked.get(uri)?.leads === leads) this.asked.delete(uri);
		});
		this.asked.set(uri, { generation, leads });
		return leads;
	}

	private async readLeads(uri: string, generation: number, previous: Snapshot | undefined): Promise<ReadonlySet<string> | undefined> {
		const { files, timers } = this.sources;
		const content = await files.read(uri);
		if (content.state !== "text") return undefined;
		const text = content.source ?? Text.of(content.text);
		this.read.set(uri, charactersOf(text));
		const kind = text.blocks.some(leadsOn) ? recognize(uri, text, await this.sources.knowledge()) : undefined;
		if (kind !== "config" && kind !== "sentinel") {
			this.plain.set(uri, generation);
			this.leads.delete(uri);
			return undefined;
		}
		const isStale = () => files.generation(uri) !== generation;
		const snapshot = await load(uri, kind, files, previous, { run: (steps) => inSlices(steps, timers, isStale) }).catch((error) => {
			if (error instanceof Abandoned) return undefined;
			throw error;
		});
		if (snapshot === undefined) return this.leadsOf(uri);
		const reached = new Set(snapshot.files.keys());
		const generations = new Map([...reached].map((file) => [file, files.generation(file)]));
		const isKept = this.sources.openUris().includes(uri) || isSmall(snapshot);
		this.read.set(uri, charactersIn(snapshot));
		this.leads.set(uri, { files: reached, snapshot: isKept ? snapshot : undefined, generations });
		return reached;
	}
}

/** A workspace may have many that lead to the same large file. */
function isSmall(snapshot: Snapshot): boolean {
	return charactersIn(snapshot) <= MOST_CHARACTERS;
}

function charactersIn({ files }: Snapshot): number {
	let characters = 0;
	for (const file of files.values()) if (file.state === "text") characters += charactersOf(file.tree.source);
	return characters;
}

function charactersOf({ blocks }: Text): number {
	return blocks.reduce((sum, { text }) => sum + text.length, 0);
}

const MOST_CHARACTERS = 1024 * 1024;
const NOTHING: ReadonlySet<string> = new Set();

/** Those with a telling name first, where there are too many. */
function first(names: readonly string[]): string[] {
	const telling = names.filter((name) => kindOfName(name) !== undefined);
	const others = names.filter((name) => kindOfName(name) === undefined);
	return [...telling, ...others].slice(0, SEARCH_LIMITS.files);
}
