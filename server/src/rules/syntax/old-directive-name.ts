// rules: a directive is called by a name that the release keeps only for old files.
import { say } from "../../base/say";
import { replaceStatement } from "../../model/placement";
import { defineRule } from "../define";

export const oldDirectiveName = defineRule({
	id: "old-directive-name",
	group: "syntax",
	subject: "config",
	severity: { development: "hint", production: "hint", strict: "info" },
	title: say`An old name of a directive`,
	releases: { redis: "*", valkey: "*" },
	cwe: [],
	*check({ reading, world }) {
		const directives = world.knowledge.directives(world.release);
		for (const statement of reading.statements) {
			const directive = directives.find(statement.name);
			const first = statement.words[0];
			if (!first || directive?.alias !== statement.name || !/slave|master|ziplist|lua-time/.test(statement.name)) continue;
			// Valkey's own names are not those of Redis, so a file for both needs the old ones.
			if (world.release.product === "valkey" && /^(?:masterauth|masteruser)$/.test(statement.name)) continue;
			yield {
				at: { file: statement.file, line: statement.lineNumber, start: first.start, end: first.end },
				message: say`${statement.name} is the old name of ${directive.name}. The server still takes it; searches and tools look for the new one. Write ${directive.name}.`,
				fixes: [
					{
						title: say`Change it to ${directive.name}`,
						safety: "safe",
						edits: () => [replaceStatement(statement, [directive.name, ...statement.words.slice(1).map((word) => word.value)])],
					},
				],
			};
		}
	},
});
