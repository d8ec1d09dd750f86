// rules: users who name no channels may use all of them.
import { say, sentences, type Words } from "../../base/say";
import type { AclUser } from "../../model/acl/types";
import { lineOf } from "../../model/inForce";
import type { ServerModel } from "../../model/server";
import { defineRule, type Report, type RuleContext } from "../define";
import { setTo } from "../shared/directiveEdits";
import { CommandGroup, isJudged } from "../shared/rights";
import { isBroad } from "../shared/takeover";
import { appendRules } from "../shared/userEdits";

const CHANNELS = new CommandGroup(["subscribe", "psubscribe", "ssubscribe", "publish", "spublish"]);

export const aclPubsubDefaultOpen = defineRule({
	id: "acl-pubsub-default-open",
	group: "authorization",
	subject: "server",
	severity: { development: "info", production: "warning", strict: "error" },
	title: say`Users who name no channels may use all of them`,
	releases: { redis: ">=6.2", valkey: "*" },
	cwe: [1188, 276],
	compliance: ["pci-dss:2.2.1", "iso-27001:A.8.3", "soc2:CC6.3"],
	asksUsers: true,
	*check(server, context) {
		if (server.acl.evaluator.world.channelsByDefault !== "all") return;
		const users = context.usersOfKindsWhere((user) => reliesOnDefault(server, user, context));
		const [first, second] = users.slice(0, 2);
		if (!first) return;
		const line = lineOf(server, "acl-pubsub-default");
		const why = line
			? say`acl-pubsub-default allchannels gives every channel to users whose rules name none.`
			: say`In this release, without acl-pubsub-default resetchannels, the server gives every channel to users whose rules name none.`;
		const report: Report = {
			at: line ?? (server.kind === "acl" && first.nameAt ? first.nameAt : { absent: "acl-pubsub-default", file: server.snapshot.root }),
			message: sentences(
				why,
				whoNamesNone(first.name, second?.name, users.length),
				say`Set resetchannels, as newer releases do by themselves, and name the channels that each user needs.`,
			),
			related: users.slice(0, 5).flatMap(({ nameAt }) => (nameAt ? [{ at: nameAt, message: say`This user names no channels.` }] : [])),
			fixes: [
				{
					title: server.kind === "acl" ? say`Add resetchannels to these users` : say`Set acl-pubsub-default to resetchannels`,
					safety: "may-refuse-clients",
					edits: () =>
						server.kind === "acl"
							? Array.from(users).flatMap((user) => appendRules(user, ["resetchannels"]))
							: setTo(server, "acl-pubsub-default", "resetchannels"),
				},
			],
		};
		yield line ? report : { ...report, severity: "info" };
	},
});

function whoNamesNone(first: string, second: string | undefined, count: number): Words {
	if (second === undefined) return say`${first} names none, and may read and send messages of all others.`;
	return count === 2
		? say`${first} and ${second} name none, and may read and send messages of all others.`
		: say`${first} and ${count - 1} other users name none, and may read and send messages of all others.`;
}

function reliesOnDefault(server: ServerModel, user: AclUser, context: RuleContext<object>): boolean {
	const { root } = user.state;
	if (user.source !== "line" || !root.allChannels || CHANNELS.allowedBy(root, server.acl.evaluator.world).length === 0) return false;
	if (!isJudged({ server, user }, context) || isBroad({ server, user })) return false;
	const reset = user.tokens.findLastIndex(({ text }) => /^reset$/i.test(text));
	return !user.tokens.some(({ text }, index) => index > reset && /^(?:&\*|allchannels)$/i.test(text));
}
