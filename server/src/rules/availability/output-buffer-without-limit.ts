// rules: a client that does not read fills the memory.

import { say } from "../../base/say";
import { type OutputLimit, outputLimits } from "../../model/outputLimits";
import { replaceStatement } from "../../model/placement";
import { defineRule } from "../define";

/** The defaults of every release. Those for normal clients are without a limit, since they wait for each answer. */
const USUAL: Readonly<Record<string, string>> = { replica: "256mb 64mb 60", pubsub: "32mb 8mb 60" };

export const outputBufferWithoutLimit = defineRule({
	id: "output-buffer-without-limit",
	group: "availability",
	subject: "config",
	severity: { development: "off", production: "info", strict: "warning" },
	title: say`Output for slow readers is kept without a limit`,
	releases: { redis: "*", valkey: "*" },
	cwe: [770, 400],
	compliance: ["iso-27001:A.8.6", "soc2:A1.1"],
	*check(server) {
		if (!server.exposure.network) return;
		for (const limit of outputLimits(server)) {
			const usual = USUAL[limit.class];
			if (usual === undefined || limit.hard !== 0n || limit.soft !== 0n) continue;
			const { file, lineNumber: line, words } = limit.statement;
			const who = limit.class === "replica" ? say`a replica` : say`a subscriber`;
			yield {
				at: { file, line, start: words[limit.word]?.start ?? 0, end: words[limit.word + 3]?.end ?? 0 },
				message: say`The server keeps everything that ${who} does not read, without a limit: one that connects and stops reading fills the memory. Write a limit, such as the default: ${limit.class} ${usual}.`,
				fixes: [
					{
						title: say`Set the default limit: ${usual}`,
						safety: "may-refuse-clients",
						edits: () => [replaceStatement(limit.statement, written(limit, usual))],
					},
				],
			};
		}
	},
});

function written({ statement, word }: OutputLimit, usual: string): string[] {
	const values = statement.words.map(({ value }) => value);
	values.splice(word + 1, 3, ...usual.split(" "));
	return values;
}
