// knowledge: the shapes of the generated files in data/. Short keys and left-out fields keep them small; access turns them into types.ts.

/**
 * The release lines for which something holds, as text: runs per product, such as "redis:7.0-7.4 valkey:8.0-".
 * Both ends are inclusive; an end left out means the oldest or the newest line with facts.
 */
export type ReleaseSet = string;

/** What holds in which releases; the sets of one name do not overlap. */
export type ByRelease<T> = Readonly<Record<ReleaseSet, T>>;

export interface DirectivesFile {
	/** The version that the facts of a line were read off, by release id. */
	readonly releases: Readonly<Record<string, string>>;
	readonly directives: Readonly<Record<string, ByRelease<DirectiveRecord>>>;
}

export interface DirectiveRecord {
	readonly type: string;
	/** Least and most arguments; left out: exactly one. Most is null where there is no limit. */
	readonly args?: readonly [number, number | null];
	readonly alias?: string;
	readonly ignored?: 1;
	/** Names of an enumeration with their numbers, "no=0 yes=1", in the server's order. */
	readonly values?: string;
	/** Decimal text, since some limits do not fit a JSON number. */
	readonly min?: string;
	readonly max?: string;
	readonly cType?: string;
	readonly units?: string;
	readonly default?: string;
	readonly emptyMeansNull?: 1;
	readonly validator?: string;
	readonly apply?: string;
	/** Separated by a space. */
	readonly flags?: string;
	/** A secret without the flag that newer releases have for it. */
	readonly sensitive?: 1;
	readonly needsTls?: 1;
	readonly module?: string;
}

export interface CommandsFile {
	readonly categories: Readonly<Record<string, ReleaseSet>>;
	readonly commands: Readonly<Record<string, ByRelease<CommandRecord>>>;
}

export interface CommandRecord {
	readonly arity: number;
	/** Separated by a space, as are the categories. */
	readonly flags?: string;
	readonly categories?: string;
	readonly since?: string;
	readonly group?: string;
	readonly deprecatedSince?: string;
	readonly module?: string;
	/** See keySpecs.ts. */
	readonly keys?: string;
}

export interface SentinelFile {
	readonly directives: Readonly<Record<string, ByRelease<SentinelRecord>>>;
	/** The commands that a Sentinel has; user lines in sentinel.conf may name no others. */
	readonly commands: Readonly<Record<string, ByRelease<CommandRecord>>>;
}

export interface SentinelRecord {
	readonly args: readonly [number, number];
	readonly alias?: string;
	readonly namesPrimary?: 1;
	readonly value?: "integer" | "bool";
}
