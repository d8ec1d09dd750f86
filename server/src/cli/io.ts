// cli: what the command line needs of the process it runs in, so that tests can run it without one.
import type { Knowledge } from "../knowledge/types";

export interface Output {
	write(text: string | Uint8Array): void;
	readonly isTerminal: boolean;
	/** Width of the terminal in characters, where it is known. */
	readonly columns?: number;
}

export interface Io {
	/** Absolute path of the working directory. */
	readonly cwd: string;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly stdout: Output;
	readonly stderr: Output;
	/** Everything on standard input; undefined where that is more than is read. */
	readStdin(): Promise<Buffer | undefined>;
	/** The generated facts. @throws Trouble where they are missing. */
	knowledge(): Promise<Knowledge>;
	/** Text that cannot be guessed, from which new passwords are made. */
	newSeed(): string;
	/** The version of this program. */
	version(): string;
	/** Runs the language server over standard input and output until the client ends it; gives the exit status. */
	serve(): Promise<number>;
}

/** What this program ends with. */
export const EXIT = { clean: 0, findings: 1, trouble: 2 } as const;

/** Nothing can be done at all; the message says why and what to do. */
export class Trouble extends Error {}

/** Something is wrong with how the program was called. */
export class UsageError extends Trouble {}
