// rules: a category was taken away, and commands that its reader expects in it stay, since they have no category at all.
import { say } from "../../base/say";
import { defineRule, type Report } from "../define";
import { CommandGroup, inWords, SILENT, takeAwayFix, type UserOfServer } from "../shared/rights";

/** Vector sets of Redis 8 are a module inside the server, and its commands are in no category. */
const WRITES = new CommandGroup(["vadd", "vrem", "vsetattr"]);
const READS = new CommandGroup(["vsim", "vemb", "vgetattr", "vlinks", "vrandmember", "vrange", "vcard", "vdim", "vinfo", "vismember"]);

export const categoryMissesCommands = defineRule({
	id: "category-misses-commands",
	group: "authorization",
	subject: "user",
	silentBy: "kind",
	severity: { development: "info", production: "warning", strict: "warning" },
	title: say`A category that was taken away does not hold all that it seems to`,
	releases: { redis: ">=8.0" },
	cwe: [732],
	compliance: ["pci-dss:7.2.2", "iso-27001:A.8.3"],
	check(subject) {
		const { root, enabled } = subject.user.state;
		return enabled && root.futureCommands && !root.allCommands ? leftOver(subject) : SILENT;
	},
});

function* leftOver(subject: UserOfServer): Generator<Report> {
	const { server, user } = subject;
	const { world } = server.acl.evaluator;
	const { root } = user.state;
	for (const [rule, group, means] of [
		["-@write", WRITES, "write"],
		["-@read", READS, "read"],
	] as const) {
		const left = group.allowedBy(root, world);
		const index = left.length === 0 ? -1 : user.tokens.findLastIndex(({ text }) => text.toLowerCase() === rule);
		const token = user.tokens[index];
		// A rule that is undone leaves everything.
		if (!token || user.tokens.findLastIndex(({ text }) => /^(?:\+@all|allcommands)$/i.test(text)) > index) continue;
		yield {
			at: { file: user.file, line: user.line, start: token.start, end: token.end },
			message: say`${rule} leaves ${inWords(left)}: commands of vector sets have no category, so ${user.name} may still ${means} those keys. Take them away by name.`,
			fixes: [takeAwayFix(subject, left)],
		};
	}
}
