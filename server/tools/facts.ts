// tools: all that is known about one release, before releases are laid together.
import type { CommandRecord, DirectiveRecord, SentinelRecord } from "../src/knowledge/data";
import type { Release } from "../src/knowledge/release";

export interface ReleaseFacts {
	readonly release: Release;
	/** The full version that the facts were read off, such as "7.2.6". */
	readonly version: string;
	readonly directives: ReadonlyMap<string, DirectiveRecord>;
	readonly commands: ReadonlyMap<string, CommandRecord>;
	/** Category names without "@". */
	readonly categories: readonly string[];
	readonly sentinel: ReadonlyMap<string, SentinelRecord>;
	/** In Sentinel mode; empty where nobody read them off. */
	readonly sentinelCommands: ReadonlyMap<string, CommandRecord>;
}
