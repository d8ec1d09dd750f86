// rules: a rule of a user stands twice.
import { say } from "../../base/say";
import { defineRule } from "../define";
import { mistakesOf, takeOutFixes, withOthers } from "../shared/aclMistakes";
import { placeOfRule, ruleAt, ruleInWords } from "../shared/aclRules";
import { SILENT } from "../shared/rights";

export const aclDuplicateRule = defineRule({
	id: "acl-duplicate-rule",
	group: "authorization",
	subject: "user",
	silentBy: "kind",
	severity: { development: "off", production: "hint", strict: "info" },
	title: say`A rule of a user stands twice`,
	releases: { redis: "*", valkey: "*" },
	cwe: [1041],
	check(subject) {
		const { server, user } = subject;
		const mistakes = mistakesOf(server, user, "duplicate");
		if (mistakes.length === 0) return SILENT;
		return mistakes.flatMap((mistake) => {
			const at = placeOfRule(user, mistake);
			if (!at) return [];
			const rule = ruleInWords(ruleAt(user, mistake));
			return [
				{
					at,
					message: say`${rule} stands twice, and the second time it changes nothing. Take it out.`,
					fixes: takeOutFixes(subject, mistake, {
						ofPassword: say`Take the second one out${withOthers(mistake)}`,
						ofRule: say`Take the second ${rule} out${withOthers(mistake)}`,
					}),
				},
			];
		});
	},
});
