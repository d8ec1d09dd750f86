// tools: finds out by trial which sub-directives of `sentinel` a server takes.
import type { SentinelRecord } from "../src/knowledge/data";
import { refusal } from "./privateServer";

/** Records are kept from the nearest release that knows a name; the counts of arguments are checked one by one. */
export async function probeSentinel(
	program: string,
	neighbors: readonly ReadonlyMap<string, SentinelRecord>[],
	notes: string[],
): Promise<Map<string, SentinelRecord>> {
	const result = new Map<string, SentinelRecord>();
	const taken = new Set<string>();
	const candidates = neighbors.flatMap((neighbor) => [...neighbor]);
	const withAlias = candidates.filter(([, record]) => record.alias !== undefined);
	for (const [name, record] of [...withAlias, ...candidates]) {
		const names = record.alias === undefined ? [name] : [name, record.alias];
		const accepted = [];
		for (const known of names) if (!taken.has(known) && (await isKnown(program, known, record.args[0]))) accepted.push(known);
		const [first, second] = accepted;
		if (first === undefined) continue;
		const { alias: _, ...rest } = record;
		result.set(first, second === undefined ? rest : { ...rest, alias: second });
		for (const known of accepted) taken.add(known);
		await checkCounts(program, first, record, notes);
	}
	return result;
}

async function checkCounts(program: string, name: string, record: SentinelRecord, notes: string[]): Promise<void> {
	const [min, max] = record.args;
	for (const [count, expected] of [
		[min - 1, false],
		[max, true],
		[max + 1, false],
	] as const) {
		if ((await isKnown(program, name, count)) !== expected)
			notes.push(`sentinel ${name}: ${count} arguments are ${expected ? "refused" : "accepted"}`);
	}
}

/** Whether the server knows the name with that many arguments. What it thinks of their values does not matter. */
async function isKnown(program: string, name: string, count: number): Promise<boolean> {
	const args = Array.from({ length: count }, (_, i) => (i === 0 ? "m" : "1"));
	const lines = ["sentinel monitor m 127.0.0.1 6390 2", `sentinel ${[name, ...args].join(" ")}`, "sentinel no-such-directive"];
	const answer = await refusal(program, lines, ["--sentinel"]);
	return answer?.line !== 2 || !/Unrecognized sentinel/i.test(answer.message);
}
