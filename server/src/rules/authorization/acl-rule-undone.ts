// rules: a later rule of the same user takes back what this one says.
import { say, type Words } from "../../base/say";
import { defineRule, type Fix, type Report } from "../define";
import { type Mistake, mistakesOf, takeOutFixes, withOthers } from "../shared/aclMistakes";
import { isEditable, isPassword, moveRule, placeOfRule, ruleAt, ruleInWords } from "../shared/aclRules";
import { inWords, isJudged, SILENT, type UserOfServer } from "../shared/rights";
import { isBroad } from "../shared/takeover";

export const aclRuleUndone = defineRule({
	id: "acl-rule-undone",
	group: "authorization",
	subject: "user",
	silentBy: "kind",
	severity: { development: "info", production: "warning", strict: "warning" },
	title: say`A later rule of the same user undoes this one`,
	releases: { redis: "*", valkey: "*" },
	cwe: [670, 732],
	compliance: ["pci-dss:7.2.2", "iso-27001:A.8.3"],
	check(subject, context) {
		const mistakes = mistakesOf(subject.server, subject.user, "undone");
		// Somebody who may do everything is told of as that.
		if (mistakes.length === 0 || (isBroad(subject) && isJudged(subject, context))) return SILENT;
		return mistakes.flatMap((mistake) => [...(mistake.back ? denialUndone(subject, mistake) : grantUndone(subject, mistake))]);
	},
});

/** Somebody believes that a command is refused. */
function* denialUndone(subject: UserOfServer, mistake: Mistake): Generator<Report> {
	const { user } = subject;
	const at = placeOfRule(user, mistake);
	const rule = ruleInWords(ruleAt(user, mistake));
	const by = ruleInWords(ruleAt(user, later(mistake)));
	if (!at) return;
	yield {
		at,
		message: say`${rule} does not keep ${user.name} from ${inWords(mistake.back ?? [])}: ${by} stands behind it and grants that again. The last rule about a command decides. Move ${rule} behind ${by}.`,
		fixes: isEditable(subject.server, user, mistake) ? [moveBehind(subject, mistake, rule, by)] : [],
	};
}

/** Somebody believes that something is allowed. */
function* grantUndone(subject: UserOfServer, mistake: Mistake): Generator<Report> {
	const { user } = subject;
	const at = placeOfRule(user, mistake);
	const rule = ruleInWords(ruleAt(user, mistake));
	const by = ruleInWords(ruleAt(user, later(mistake)));
	if (!at) return;
	yield {
		at,
		message: isPassword(ruleAt(user, later(mistake)))
			? say`${rule} has no effect for ${user.name}, since a password rule stands behind it. Take it out, or move it behind that rule.`
			: say`${rule} has no effect for ${user.name}, since ${by} stands behind it. Take it out, or move it behind ${by}.`,
		fixes: takeOutFixes(subject, mistake, {
			ofPassword: say`Take it out${withOthers(mistake)}: nothing changes`,
			ofRule: say`Take ${rule} out${withOthers(mistake)}: nothing changes`,
		}),
		severity: "info",
	};
}

function later({ token, inner, by = -1 }: Mistake) {
	return inner === undefined ? { token: by } : { token, inner: by };
}

function moveBehind({ server, user }: UserOfServer, mistake: Mistake, rule: Words, by: Words): Fix {
	return {
		title: say`Move ${rule} behind ${by}`,
		safety: "may-refuse-clients",
		edits: () => moveRule(server, user, mistake, mistake.by ?? mistake.token),
	};
}
