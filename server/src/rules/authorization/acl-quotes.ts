// rules: quotes in an ACL file belong to the word that they are meant to hold together.
import { say, type Words } from "../../base/say";
import type { AclUser } from "../../model/acl/types";
import type { ServerModel } from "../../model/server";
import { defineRule, type Report } from "../define";
import { SILENT } from "../shared/rights";
import { replaceRules } from "../shared/userEdits";

const QUOTED = /^([><~&]|%[rw]{1,2}~)(["'])(.+)\2$/is;

export const aclQuotes = defineRule({
	id: "acl-quotes",
	group: "authorization",
	subject: "user",
	silentBy: "kind",
	severity: { development: "warning", production: "warning", strict: "warning" },
	title: say`Quotes in an ACL file are part of the word`,
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
			message: wrongBecause(sign),
			fixes: [
				{
					title: say`Take the quotes out`,
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

function wrongBecause(sign: string): Words {
	if (sign === ">" || sign === "<")
		return say`An ACL file knows no quotes: they are part of this password, and without them it is refused. Take them out.`;
	return sign === "&"
		? say`An ACL file knows no quotes: they are part of this channel, and it fits only names that have quotes too. Take them out.`
		: say`An ACL file knows no quotes: they are part of this pattern, and it fits only names that have quotes too. Take them out.`;
}
