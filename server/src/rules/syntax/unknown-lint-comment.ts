// rules: a comment to this program that it cannot follow.
import { defineRule } from "../define";

export const unknownLintComment = defineRule({
	id: "unknown-lint-comment",
	group: "syntax",
	subject: "comment",
	severity: { development: "warning", production: "warning", strict: "error" },
	title: "A comment to this program that names nothing it knows",
	releases: { redis: "*", valkey: "*" },
	cwe: [],
	*check({ state, kind, text, at, suggestions }) {
		if (state !== "unknown") return;
		const hint = suggestions.length > 0 ? ` Did you mean ${suggestions.join(" or ")}?` : "";
		yield {
			at,
			message:
				kind === "server"
					? `"${text}" is no release of Redis or Valkey, so this comment is not followed. Write one such as redis-7.4 or valkey-8.1.${hint}`
					: `There is no rule "${text}", so this comment silences nothing.${hint || " The command redis-security-lint rules lists them all."}`,
			fixes: suggestions.map((name) => ({
				title: `Change it to ${name}`,
				safety: "safe" as const,
				edits: () => [
					{ file: at.file, start: { line: at.line, character: at.start }, end: { line: at.line, character: at.end }, newText: name },
				],
			})),
		};
	},
});
