// rules: a command was hidden behind a name that is found by trying.
import { say } from "../../base/say";
import type { Place } from "../../base/span";
import { replaceStatement } from "../../model/placement";
import { defineRule } from "../define";
import { type RenameLine, renameLines, whyGuessable } from "../shared/renameLines";
import { inWords } from "../shared/rights";

export const renameCommandGuessable = defineRule({
	id: "rename-command-guessable",
	group: "authorization",
	subject: "config",
	severity: { development: "off", production: "info", strict: "warning" },
	title: say`A dangerous command has a new name that is easy to guess`,
	releases: { redis: "*", valkey: "*" },
	cwe: [656, 1391],
	compliance: ["iso-27001:A.8.2", "soc2:CC6.3"],
	*check(server) {
		for (const line of renameLines(server)) {
			const why = whyGuessable(server, line);
			if (why === undefined) continue;
			const name = inWords([line.command]);
			yield {
				at: placeOfName(line),
				message: say`The new name of ${name} ${why}, so whoever looks for it finds it. Take ${name} away altogether with an empty name, or leave it to administrators by user rules.`,
				fixes: [
					{
						title: say`Take ${name} away from everybody`,
						safety: "may-refuse-clients",
						edits: () => [replaceStatement(line.statement, ["rename-command", line.statement.words[1]?.value ?? "", ""])],
					},
				],
			};
		}
	},
});

function placeOfName({ statement, at }: RenameLine): Place {
	const word = statement.words[2];
	return word ? { ...at, start: word.start, end: word.end } : at;
}
