// rules: a tab in an ACL file does not end a word.
import { say } from "../../base/say";
import type { AclUser } from "../../model/acl/types";
import type { ServerModel } from "../../model/server";
import { defineRule, type Report } from "../define";
import { SILENT } from "../shared/rights";

export const aclTabs = defineRule({
	id: "acl-tabs",
	group: "authorization",
	subject: "user",
	silentBy: "kind",
	severity: { development: "error", production: "error", strict: "error" },
	title: say`A tab in an ACL file is part of the word`,
	releases: { redis: "*", valkey: "*" },
	cwe: [116],
	check({ server, user }) {
		return mayHoldTabs(server, user) ? tabbed(user) : SILENT;
	},
});

function* tabbed(user: AclUser): Generator<Report> {
	const words = [...(user.nameAt ? [{ ...user.nameAt, text: user.name }] : []), ...user.tokens];
	for (const { text, start, end } of words) {
		// At the ends of a rule it is dropped.
		if (!text.includes("\t")) continue;
		const place = { file: user.file, line: user.line, start, end };
		const isPassword = text.startsWith(">");
		const report: Report = {
			at: place,
			message: isPassword
				? say`An ACL file is split at spaces only, so the tab and all behind it belong to this password, and what looks like a rule is none. Write a space.`
				: say`An ACL file is split at spaces only, so the tab is part of this word, and the server refuses it. Write a space.`,
			fixes: [
				{
					title: say`Write a space in place of the tab`,
					safety: isPassword ? "may-refuse-clients" : "safe",
					edits: () => [
						{
							file: user.file,
							start: { line: user.line, character: start },
							end: { line: user.line, character: end },
							newText: text.replace(/\t+/g, " "),
						},
					],
				},
			],
		};
		yield isPassword ? { ...report, severity: "warning" } : report;
	}
}

function mayHoldTabs({ snapshot }: ServerModel, { file, line, source }: AclUser): boolean {
	const written = snapshot.files.get(file);
	return (
		source === "line" && written?.state === "text" && written.kind === "acl" && (written.tree.line(line)?.text.includes("\t") ?? false)
	);
}
