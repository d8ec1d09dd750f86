// rules: a save line behind an include, which takes the save lines before it away.
import { say } from "../../base/say";
import { placeOf } from "../../model/settings";
import type { Statement } from "../../model/types";
import { defineRule } from "../define";
import { removeStatements } from "../shared/directiveEdits";

export const saveAfterInclude = defineRule({
	id: "save-after-include",
	group: "syntax",
	subject: "config",
	severity: { development: "info", production: "warning", strict: "warning" },
	title: say`A save line behind an include takes away the save lines before it`,
	releases: { redis: ">=7.0", valkey: "*" },
	cwe: [1164],
	*check(server) {
		const { last, lost } = lastThatTakesAway(server.reading.statements);
		if (!last || lost.length === 0) return;
		const [name] = last.words;
		const { file, lineNumber: line } = last;
		const points = new Set([...lost, last].flatMap(pointsOf));
		const start = { line, character: name?.end ?? 0 };
		const end = { line, character: last.words.at(-1)?.end ?? 0 };
		yield {
			at: placeOf(last),
			message: say`Of the save lines up to here, only this one counts: where a save line follows an include, the server forgets all points for snapshots that it read before. It takes fewer snapshots than the file says, and a crash loses more data. Write all points into this line.`,
			related: lost.map((statement) => ({ at: placeOf(statement), message: say`The server forgets this line.` })),
			fixes: lost.every((statement) => statement.file === file)
				? [
						{
							title: say`Write all points into this line`,
							safety: "safe",
							edits: () => [...removeStatements(server, lost), { file, start, end, newText: ` ${[...points].join(" ")}` }],
						},
					]
				: [],
		};
	},
});

/**
 * The last save line that takes others away, and those whose points are lost by it.
 * A server of 7.0 or later takes the end of an included file for the end of its configuration; each save line that
 * the including file has after it then begins a new list, as with CONFIG SET. Seen on Redis 7.0, 7.4 and Valkey 7.2, 8.0.
 */
function lastThatTakesAway(statements: readonly Statement[]): { last?: Statement; lost: readonly Statement[] } {
	const followsInclude: boolean[] = [];
	let last: Statement | undefined;
	let forgotten: Statement[] = [];
	let counting: Statement[] = [];
	for (const statement of statements) {
		const depth = statement.via.length;
		if (statement.name === "include") {
			followsInclude[depth] = true;
			followsInclude[depth + 1] = false;
		} else if (statement.name === "save") {
			// An empty list is there to take away what stands before it.
			const isEmpty = pointsOf(statement).length === 0;
			if (isEmpty) forgotten = [];
			else if (followsInclude[depth]) {
				last = statement;
				forgotten.push(...counting);
			}
			if (isEmpty || last === statement) counting = [];
			if (!isEmpty) counting.push(statement);
		}
	}
	const kept = new Set(counting.flatMap(pointsOf));
	return { ...(last && { last }), lost: forgotten.filter((statement) => pointsOf(statement).some((point) => !kept.has(point))) };
}

/** Each as the seconds and the number of changes; none for `save ""` and for what the server refuses. */
function pointsOf({ words }: Statement): string[] {
	const numbers = words.slice(1).map(({ value }) => value);
	if (numbers.length % 2 !== 0 || !numbers.every((number) => /^\d+$/.test(number))) return [];
	return numbers.flatMap((seconds, index) => (index % 2 === 0 ? [`${seconds} ${numbers[index + 1]}`] : []));
}
