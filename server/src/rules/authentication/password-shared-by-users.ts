// rules: several users log in with one password.
import { listedWithAnd, say, type Words } from "../../base/say";
import type { Place } from "../../base/span";
import type { ServerModel } from "../../model/server";
import { type PasswordHolder, sharedPasswords } from "../../model/sharedPasswords";
import { defineRule } from "../define";
import { newPasswordFix } from "../shared/newPassword";

/** Names that a message can hold. */
const NAMED = 3;

export const passwordSharedByUsers = defineRule({
	id: "password-shared-by-users",
	group: "authentication",
	subject: "server",
	severity: { development: "info", production: "warning", strict: "warning" },
	title: say`Several users have the same password`,
	releases: { redis: "*", valkey: "*" },
	cwe: [522],
	compliance: ["pci-dss:8.2.2", "iso-27001:A.5.16", "soc2:CC6.1", "gdpr:32"],
	*check(server, context) {
		for (const holders of sharedPasswords(server)) {
			const [first, ...others] = holders;
			const second = others[0];
			if (!first || !second) continue;
			const at = placeOf(second, server);
			if (!at) continue;
			const known = placeOf(first, server);
			yield {
				at,
				message: say`${names(holders)} have the same password. Whoever knows it can log in as each of them, so their different rights protect nothing, and no log tells them apart. Give each user a password of its own.`,
				related: known ? [{ at: known, message: say`${first.user.name} has it too.` }] : [],
				fixes: others.length === 1 && second.token >= 0 ? [newPasswordFix(server, second.user, [second.token], context)] : [],
			};
		}
	},
});

function names(holders: readonly PasswordHolder[]): Words {
	const all = holders.map(({ user }) => user.name);
	const shown = all.slice(0, NAMED);
	const rest = all.length - shown.length;
	return rest > 0 ? listedWithAnd([...shown, say`${rest} more`]) : listedWithAnd(shown);
}

function placeOf({ user, token }: PasswordHolder, server: ServerModel): Place | undefined {
	const { file, line, tokens } = user;
	const rule = tokens[token];
	if (rule) return { file, line, start: rule.start, end: rule.end };
	const origin = server.settings.get("requirepass")?.origin;
	return origin?.from === "line" ? origin.at : undefined;
}
