// rules: quotes in an ACL file belong to the word that they are meant to hold together.
import type { AclUser } from "../../model/acl/types";
import type { ServerModel } from "../../model/server";
import { defineRule, type Report } from "../define";
import { replaceRules } from "../edits";
import { SILENT } from "../rights";

const QUOTED = /^([><~&]|%[rw]{1,2}~)(["'])(.+)\2$/is;

export const aclQuotes = defineRule({
	id: "acl-quotes",
	group: "authorization",
	subject: "user",
	severity: { development: "warning", production: "warning", strict: "warning" },
	title: "Quotes in an ACL file are part of the word",
	releases: { redis: "*", valkey: "*" },
	cwe: [116],
	check({ server, user }) {
		return mayHoldQuotes(server, user) ? quoted(user) : SILENT;
	},
});

function* quoted(user: AclUser): Generator<Report> {
	for (const [index, { text, start, end }] of user.tokens.entries()) {
		const [, sign = "", , inside = ""] = QUOTED.exec(text) ?? [];
		if (sign === "" || user.state.errors.some((error) => error.token === index)) continue;
		yield {
			at: { file: user.file, line: user.line, start, end },
			message: `An ACL file knows no quotes: they are part of this ${nounOf(sign)}, ${sign === ">" || sign === "<" ? "and without them it is refused" : "and it fits only names that have quotes too"}. Take them out.`,
			fixes: [
				{
					title: "Take the quotes out",
					safety: "may-refuse-clients",
					edits: () => replaceRules(user, new Map([[index, `${sign}${inside}`]])),
				},
			],
		};
	}
}

/** Most files have none, and then no rule is looked at. */
function mayHoldQuotes({ snapshot }: ServerModel, { file, line, source }: AclUser): boolean {
	const written = snapshot.files.get(file);
	return source === "line" && written?.state === "text" && written.kind === "acl" && /["']/.test(written.tree.line(line)?.text ?? "");
}

function nounOf(sign: string): string {
	return sign === ">" || sign === "<" ? "password" : sign === "&" ? "channel" : "pattern";
}
