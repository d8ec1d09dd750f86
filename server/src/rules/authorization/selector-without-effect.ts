// rules: a selector that allows nothing which the user may not do anyway.
import { say, type Words } from "../../base/say";
import { hasKeys } from "../../model/acl/keys";
import type { AclWorld, Permissions } from "../../model/acl/types";
import { defineRule, type Report } from "../define";
import { placeOfRule, takeOutRule } from "../shared/aclRules";
import { SILENT, type UserOfServer } from "../shared/rights";

export const selectorWithoutEffect = defineRule({
	id: "selector-without-effect",
	group: "authorization",
	subject: "user",
	silentBy: "kind",
	severity: { development: "info", production: "info", strict: "warning" },
	title: say`A selector allows nothing`,
	releases: { redis: ">=7.0", valkey: "*" },
	cwe: [1164],
	check(subject) {
		const { enabled, selectors } = subject.user.state;
		return enabled && selectors.length > 0 ? useless(subject) : SILENT;
	},
});

function* useless({ server, user }: UserOfServer): Generator<Report> {
	const { selectors, root } = user.state;
	for (const selector of selectors) {
		const { token = -1 } = selector;
		const at = placeOfRule(user, { token });
		const why = whyNothing(selector, root, server.acl.evaluator.world);
		if (!at || why === undefined) continue;
		yield {
			at,
			message: say`This selector of ${user.name} allows nothing: ${why}`,
			fixes: [{ title: say`Take the selector out: nothing changes`, safety: "safe", edits: () => takeOutRule(server, user, { token }) }],
		};
	}
}

function whyNothing(selector: Permissions, root: Permissions, { commands: table }: AclWorld): Words | undefined {
	const { commands, firstArguments } = selector;
	if (commands.size === 0 && firstArguments.size === 0)
		return say`it names keys or channels at most, but no command. Commands from outside do not count inside. Name them in the selector, or take it out.`;
	const all = table.all();
	const indexes = [...commands, ...firstArguments.keys()];
	const isWithoutKeys = !selector.allKeys && selector.keys.length === 0;
	if (
		isWithoutKeys &&
		indexes.every((index) => {
			const command = all[index];
			return command !== undefined && hasKeys(command);
		})
	)
		return say`its commands need keys, but it names none. Keys from outside do not count inside. Name them in the selector, or take it out.`;
	return isCovered(selector, root) ? say`the rules outside of it allow the same already. Take it out.` : undefined;
}

/** Patterns count as they are written. */
function isCovered(selector: Permissions, root: Permissions): boolean {
	const { commands, firstArguments, keys, channels } = selector;
	return (
		Array.from(commands).every((index) => root.commands.has(index)) &&
		Array.from(firstArguments).every(
			([index, list]) => root.commands.has(index) || list.every((argument) => root.firstArguments.get(index)?.includes(argument)),
		) &&
		(root.allKeys ||
			(!selector.allKeys &&
				keys.every((key) =>
					root.keys.some((own) => own.pattern === key.pattern && (own.read || !key.read) && (own.write || !key.write)),
				))) &&
		(root.allChannels ||
			(!selector.allChannels && channels.every(({ pattern }) => root.channels.some((own) => own.pattern === pattern)))) &&
		(root.databases === "all" || String(root.databases) === String(selector.databases))
	);
}
