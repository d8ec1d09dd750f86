// service: what a service needs from where it runs.
import type { Knowledge } from "../knowledge/types";
import type { Files } from "../model/types";
import type { Rule } from "../rules/define";

export interface ServiceOptions {
	readonly knowledge: Knowledge;
	readonly files: Files;
	readonly rules: readonly Rule[];
	/** Text that cannot be guessed, from which new passwords are made. */
	readonly newSeed: () => string;
	/** A rule or feature that failed; the rest goes on. Never with contents of files. */
	readonly onError: (where: string, error: unknown) => void;
}
