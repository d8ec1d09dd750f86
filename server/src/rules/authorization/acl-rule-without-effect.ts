// rules: a rule of a user says what another one says already.
import { say } from "../../base/say";
import { defineRule } from "../define";
import { mistakesOf, takeOutFixes, withOthers } from "../shared/aclMistakes";
import { placeOfRule, ruleAt, ruleInWords } from "../shared/aclRules";
import { SILENT } from "../shared/rights";

export const aclRuleWithoutEffect = defineRule({
	id: "acl-rule-without-effect",
	group: "authorization",
	subject: "user",
	silentBy: "kind",
	severity: { development: "off", production: "hint", strict: "info" },
	title: say`A rule of a user changes nothing`,
	releases: { redis: "*", valkey: "*" },
	cwe: [1164],
	check(subject) {
		const { server, user } = subject;
		const mistakes = mistakesOf(server, user, "without-effect");
		if (mistakes.length === 0) return SILENT;
		return mistakes.flatMap((mistake) => {
			const at = placeOfRule(user, mistake);
			if (!at) return [];
			const rule = ruleInWords(ruleAt(user, mistake));
			const { token, inner, by } = mistake;
			const other = by === undefined ? undefined : ruleAt(user, inner === undefined ? { token: by } : { token, inner: by });
			const why = other ? say`${ruleInWords(other)} allows it already` : say`another rule says the same`;
			return [
				{
					at,
					message: say`${rule} changes nothing, since ${why}. Whoever reads it may believe that it matters. Take it out.`,
					fixes: takeOutFixes(subject, mistake, {
						ofPassword: say`Take it out${withOthers(mistake)}`,
						ofRule: say`Take ${rule} out${withOthers(mistake)}`,
					}),
				},
			];
		});
	},
});
