// cli: reads the words of a command line. What the parser of options cannot express is taken out before it sees them.
import { nearest } from "../base/nearest";
import { parseRelease } from "../knowledge/release";
import { UsageError } from "./io";

/** The value of `--fix=VALUE`, which may be left out, so that a path can follow `--fix`. */
export const FIX_LEVEL = "--fix-level";

/** Words of the command line in the form that the parser of options reads. */
export interface Words {
	readonly words: readonly string[];
	/** What stands behind `--can`: a user, a command and its arguments, as they are. */
	readonly can?: readonly string[];
}

export function readWords(argv: readonly string[]): Words {
	const end = argv.indexOf("--");
	const options = end === -1 ? argv : argv.slice(0, end);
	const paths = end === -1 ? [] : argv.slice(end);
	const at = options.findIndex((word) => word === "--can" || word.startsWith("--can="));
	const head = (at === -1 ? options : options.slice(0, at)).flatMap((word) =>
		word.startsWith("--fix=") ? [FIX_LEVEL, word.slice(6)] : [word],
	);
	if (at === -1) return { words: [...head, ...paths] };
	const first = (options[at] as string).slice("--can=".length);
	return { words: head, can: [...(first === "" ? [] : [first]), ...argv.slice(at + 1)] };
}

/** Checks the value of an option against those it can have. */
export function oneOf<T extends string>(option: string, allowed: readonly T[]): (value: string) => T {
	return (value) => {
		if ((allowed as readonly string[]).includes(value)) return value as T;
		const [meant] = nearest(value, allowed, 1);
		throw new UsageError(
			`${option} cannot be "${value}". It is one of ${allowed.join(", ")}.${meant === undefined ? "" : ` Did you mean ${meant}?`}`,
		);
	};
}

/** Checks the value of --server. */
export function serverOption(value: string): string {
	if (parseRelease(value)) return value;
	throw new UsageError(
		`--server cannot be "${value}". It is a release of Redis or Valkey, such as redis-7.4, valkey-8.1 or a full version like redis-7.4.1.`,
	);
}
