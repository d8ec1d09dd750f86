// rules: a comment to this program that it cannot follow.
import { MASK } from "../../base/mask";
import { listedWithEachOr, say } from "../../base/say";
import { defineRule } from "../define";

export const unknownLintComment = defineRule({
	id: "unknown-lint-comment",
	group: "syntax",
	subject: "comment",
	severity: { development: "warning", production: "warning", strict: "error" },
	title: say`A comment to this program that names nothing it knows`,
	releases: { redis: "*", valkey: "*" },
	cwe: [],
	*check({ state, kind, text, at, suggestions }) {
		if (state !== "unknown") return;
		// Names have letters, digits and few signs; anything else got here from another line.
		const shown = /^[\w.-]+$/.test(text) ? text : MASK;
		const hint = suggestions.length > 0 ? say` Did you mean ${listedWithEachOr(suggestions)}?` : "";
		yield {
			at,
			message:
				kind === "name"
					? say`There is no comment redis-security-lint-${shown}, so this one does nothing. There are disable, disable-next-line and server.${hint}`
					: kind === "server"
						? say`"${shown}" is no release of Redis or Valkey, so this comment is not followed. Write one such as redis-7.4 or valkey-8.1.${hint}`
						: say`There is no rule "${shown}", so this comment silences nothing.${hint || say` The command redis-security-lint rules lists them all.`}`,
			fixes: suggestions.map((name) => ({
				title: say`Change it to ${name}`,
				safety: "safe" as const,
				edits: () => [
					{ file: at.file, start: { line: at.line, character: at.start }, end: { line: at.line, character: at.end }, newText: name },
				],
			})),
		};
	},
});
