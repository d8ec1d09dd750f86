// rules: a user may run commands on keys, and no rule names any keys.
import { say } from "../../base/say";
import { hasKeys } from "../../model/acl/keys";
import type { AclUser } from "../../model/acl/types";
import { defineRule } from "../define";
import { placeOfRule } from "../shared/aclRules";
import { inWords, isJudged, SILENT, type UserOfServer } from "../shared/rights";

export const commandsWithoutKeys = defineRule({
	id: "commands-without-keys",
	group: "authorization",
	subject: "user",
	silentBy: "kind",
	severity: { development: "info", production: "info", strict: "info" },
	title: say`A user may run commands on keys, but on no key`,
	releases: { redis: "*", valkey: "*" },
	cwe: [863],
	check(subject, context) {
		const { user } = subject;
		const { root, selectors } = user.state;
		if (root.allKeys || root.keys.length > 0 || selectors.some(({ allKeys, keys }) => allKeys || keys.length > 0)) return SILENT;
		if (user.source !== "line" || root.commands.size === 0 || !isJudged(subject, context)) return SILENT;
		const named = namedCommands(subject);
		const [first] = named;
		const at = first && placeOfRule(user, { token: first.token });
		if (!first || !at) return SILENT;
		const names = [...new Set(named.map(({ name }) => name))];
		return [
			{
				at,
				message: say`${user.name} may run ${inWords(names)}, but no rule names a key, and so every key is refused. Name those that it needs, such as ~app:*; ~* means all.`,
			},
		];
	},
});

/** Commands that rules name one by one; whole categories also hold commands without keys, and may be meant for those. */
function namedCommands({ server, user }: { server: UserOfServer["server"]; user: AclUser }): { name: string; token: number }[] {
	const { commands } = server.acl.evaluator.world;
	return user.tokens.flatMap(({ text }, token) => {
		const command = /^\+[^@]/.test(text) ? commands.find(text.slice(1)) : undefined;
		return command && hasKeys(command) && user.state.root.commands.has(command.index) ? [{ name: command.name, token }] : [];
	});
}
