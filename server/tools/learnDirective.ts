// tools: what one directive takes, learned from how a server refuses values.
import { refusal } from "./privateServer";

export interface Learned {
	/** `special`: refuses in words of its own. */
	readonly type: "bool" | "enum" | "numeric" | "string" | "special";
	/** More than one argument is not refused for their number. */
	readonly multiArg: boolean;
	/** Names of an enumeration, in the server's order. */
	readonly values?: readonly string[];
	/** Decimal, where a refusal names them. */
	readonly min?: string;
	readonly max?: string;
	readonly units?: string;
}

/** A line that no server takes; what comes before it was taken, then. */
const STOP = '"';

/** A name for unknown values: nothing takes it but what takes any text. */
const ODD = "no-such-value";

export async function learn(program: string, name: string): Promise<Learned> {
	const multiArg = !UNKNOWN.test((await complaint(program, `${name} ${ODD} ${ODD}`)) ?? "");
	const answer = await complaint(program, `${name} ${ODD}`);
	if (answer === undefined) return { type: "string", multiArg };
	if (/'yes' or 'no'/.test(answer)) return { type: "bool", multiArg };
	const names = /one of the following: (.*)/.exec(answer)?.[1];
	if (names !== undefined) return { type: "enum", multiArg, values: names.split(", ") };
	const units = UNITS.find(([pattern]) => pattern.test(answer))?.[1];
	if (units === undefined) return { type: "special", multiArg };
	return { type: "numeric", multiArg, units, ...(await learnLimits(program, name, units)) };
}

/** Whether the server goes on after the line, whatever it thinks of the values in it. Redis 8 does so after an unknown directive too. */
export async function isPassed(program: string, line: string): Promise<boolean> {
	return !UNKNOWN.test((await complaint(program, line)) ?? "");
}

/** Whether the server takes the line as it is. */
export async function isTaken(program: string, line: string): Promise<boolean> {
	return (await complaint(program, line)) === undefined;
}

/** Whether the server knows the directive. Where unknown ones are told of only at the very end, it has to start, or nearly so. */
export async function takes(program: string, line: string): Promise<boolean> {
	if (!(await isPassed(program, line))) return false;
	if (!(await isPassed(program, "no-such-directive 1"))) return true;
	const answer = await refusal(program, [line]);
	return answer === undefined || !UNKNOWN.test(answer.message);
}

const UNKNOWN = /Bad directive|^wrong number of arguments$|Unresolved Config|Module Config\w* detected/i;

const UNITS: readonly (readonly [RegExp, string])[] = [
	[/memory or percent value/, "memory percent"],
	[/memory value/, "memory"],
	[/octal number/, "octal"],
	[/parsed into an integer/, "integer"],
];

/** Numbers at the ends of the C types: one of them is outside of every limit. */
const EXTREMES: Readonly<Record<string, readonly string[]>> = {
	integer: ["-9223372036854775808", "9223372036854775807", "-1"],
	memory: ["18446744073709551615", "9223372036854775808", "0"],
	"memory percent": ["18446744073709551615", "9223372036854775808"],
	octal: ["777777777777777777777", "7777777777"],
};

async function learnLimits(program: string, name: string, units: string): Promise<{ min?: string; max?: string }> {
	for (const extreme of EXTREMES[units] ?? []) {
		const range = /between (-?\d+) and (-?\d+) inclusive/.exec((await complaint(program, `${name} ${extreme}`)) ?? "");
		if (range === null) continue;
		const decimal = (digits = "") => (units === "octal" ? String(Number.parseInt(digits, 8)) : digits);
		return { min: decimal(range[1]), max: decimal(range[2]) };
	}
	return {};
}

/** What the server says of the line; undefined where it goes on to the next one. */
async function complaint(program: string, line: string): Promise<string | undefined> {
	const answer = await refusal(program, [line, STOP]);
	return answer?.line === 2 ? undefined : (answer?.message ?? "");
}
