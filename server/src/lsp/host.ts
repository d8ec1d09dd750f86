// lsp: what a host hands to the server because the protocol and the core cannot have it.
import type { Knowledge } from "../knowledge/types";
import type { Files } from "../model/types";

/** What only some hosts can do, such as to read a disk, is an optional part: without it the answers that need it are unknown. */
export interface ServerHost {
	/** The generated facts. A host without a disk asks the client for the files that ship beside it. */
	knowledge(shipped: ShippedFile): Promise<Knowledge>;
	/**
	 * Reads `file:` addresses. Without it every file is asked of the client.
	 * @param only folders outside which nothing may be read, links followed; undefined where everything may be.
	 */
	disk?(only: readonly string[] | undefined): Disk;
	/** Text that cannot be guessed: at least 128 bits. New passwords are made of it. */
	newSeed(): string;
	/** The bundle of translations of a language, as parsed. Without it, or where it rejects, everything is said in English. */
	translations?(language: Language): Promise<unknown>;
	readonly timers: Timers;
	/** Address of the folder with the rule pages, for clients that name no better one. */
	readonly rulePages?: string;
}

/** Languages that come with the server; English stands in the source. */
export type Language = "de" | "zh-cn";

/** The text of a file of the extension's `dist` folder, by its path in there: "knowledge/commands.json". Rejects where it cannot be read. */
export type ShippedFile = (path: string) => Promise<string>;

/** Files of this machine. `list` never rejects: a folder that cannot be read is empty. */
export interface Disk extends Files {
	list(folder: string): Promise<readonly FolderEntry[]>;
	/**
	 * Addresses of the links that lead to a file, and of the place where they end; none where it is no link and stands below none. Never rejects.
	 * A host that cannot know leaves it out.
	 */
	trail?(uri: string): Promise<readonly string[]>;
}

export interface FolderEntry {
	readonly name: string;
	readonly type: "file" | "folder";
}

export interface Timers {
	/** Milliseconds; only differences mean something. */
	now(): number;
	/** Lets waiting messages be handled. */
	pause(): Promise<void>;
}
