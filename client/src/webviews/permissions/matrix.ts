// webviews: what the table of permissions shows, as the language server answers it.

/** A stretch of one line, counted as the editor counts. */
export interface Place {
	readonly file: string;
	readonly line: number;
	readonly start: number;
	readonly end: number;
}

export interface Matrix {
	/** "Redis 7.4". */
	readonly release: string;
	readonly groups: readonly { readonly name: string; readonly from: number; readonly count: number }[];
	readonly commands: readonly Command[];
	readonly users: readonly User[];
	/** More than `users` where there are too many to show. */
	readonly totalUsers: number;
}

export interface Command {
	/** "CONFIG GET". */
	readonly name: string;
	readonly categories: readonly string[];
	readonly dangerous: boolean;
	readonly note?: "free" | "gone" | "renamed";
}

/** y: allowed. s: by a selector only. a: with some first arguments only. n: not allowed. */
export type Cell = "y" | "s" | "a" | "n";

export interface User {
	readonly name: string;
	readonly at: Place;
	readonly login: "off" | "no-password" | "nopass" | "password";
	readonly allowed: number;
	/** Undefined: all. */
	readonly keys?: readonly string[];
	/** Undefined: all. */
	readonly channels?: readonly string[];
	readonly rules: readonly Rule[];
	/** A `Cell` for each command. */
	readonly cells: string;
	/** For each command a position in `rules`, or -1. */
	readonly deciding: readonly number[];
}

export interface Rule {
	readonly text: string;
	readonly selector?: string;
	readonly at: Place;
}
