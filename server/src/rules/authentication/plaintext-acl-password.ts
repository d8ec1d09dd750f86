// rules: a user's password can be read by everybody who can read the file.

import { say } from "../../base/say";
import { passwordsOf } from "../../model/acl/fileUser";
import type { AclUser } from "../../model/acl/types";
import { defineRule, type Fix, type RuleContext } from "../define";
import { newPasswordFix } from "../shared/newPassword";
import { SILENT } from "../shared/rights";
import { replaceRules } from "../shared/userEdits";
import { isPlaceholder, weaknessOf } from "../shared/weakPasswords";

export const plaintextAclPassword = defineRule({
	id: "plaintext-acl-password",
	group: "authentication",
	subject: "user",
	silentBy: "hashes",
	severity: { development: "info", production: "warning", strict: "error" },
	title: say`A user's password stands in the file in clear text`,
	releases: { redis: "*", valkey: "*" },
	cwe: [256, 312],
	compliance: ["pci-dss:8.3.2", "iso-27001:A.5.17", "soc2:CC6.1", "gdpr:32"],
	check({ server, user }, context) {
		const clear = clearPasswords(user);
		const first = clear[0];
		const token = first === undefined ? undefined : user.tokens[first];
		if (!token) return SILENT;
		const count = clear.length === 1 ? say`This password stands` : say`${clear.length} passwords of this user stand`;
		return [
			{
				at: { file: user.file, line: user.line, start: token.start, end: token.end },
				message: say`${count} in the file in clear text: everybody who can read the file, a backup or the repository can log in as ${user.name}. Write # and the SHA-256 of the password instead of > and the password; clients log in as before.`,
				// A hash of a password that can be guessed can be guessed as well, so a new one takes its place.
				fixes: [clear.some((index) => isWeak(user, index)) ? newPasswordFix(server, user, clear, context) : hash(user, clear, context)],
			},
		];
	},
});

/** Tokens that add a password in clear text and are still in force at the end. Of one that waits to be filled in another rule speaks. */
function clearPasswords(user: AclUser): number[] {
	const clear = passwordsOf(user)
		.filter((password) => password.clearText)
		.map((password) => password.token);
	return clear.filter((index) => !isPlaceholder(user.tokens[index]?.text.slice(1) ?? ""));
}

function isWeak(user: AclUser, token: number): boolean {
	return weaknessOf(user.tokens[token]?.text.slice(1) ?? "", user.name) !== undefined;
}

function hash(user: AclUser, tokens: readonly number[], context: RuleContext<object>): Fix {
	return {
		title: tokens.length === 1 ? say`Replace the password by its SHA-256` : say`Replace the passwords by their SHA-256`,
		safety: "safe",
		edits: () => replaceRules(user, new Map(tokens.map((index) => [index, `#${context.sha256(user.tokens[index]?.text.slice(1) ?? "")}`]))),
	};
}
