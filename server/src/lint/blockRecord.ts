// lint: what is kept of the rules that spoke of a block of users.
import type { Rule } from "../rules/define";
import type { Fixable } from "./fixAll";
import type { ShownFinding } from "./types";

/** Which rules spoke of the users of one block, and how often. */
export interface BlockRecord {
	readonly speakers: readonly Speaker[];
	/** Findings by the position of their severity. */
	readonly counts: readonly number[];
	readonly fixable: Fixable;
	/** What kept others back, see `Suppressions.usedBy`. */
	readonly used: readonly string[];
	/** What people have seen of them, by the position of their severity. */
	readonly shown: (KeptFindings | undefined)[];
}

export interface Speaker {
	/** Position of the user in its block. */
	readonly at: number;
	readonly rules: readonly Rule[];
	readonly said: Said;
}

/** How much rules said of one user. The same object for all users of a run of whom as much was said. */
export interface Said {
	/** Findings by the position of their severity. */
	readonly counts: readonly number[];
	readonly fixable: Fixable;
}

/** Findings of one severity as they were made when the block began on the line `from` (0-based). */
export interface KeptFindings {
	readonly from: number;
	readonly findings: readonly ShownFinding[];
}
