// rules: commands are hidden from everybody by another name, where users could be given rights.
import { say, sentences } from "../../base/say";
import { defineRule } from "../define";
import { renameLines, whyGuessable } from "../shared/renameLines";
import { inWords } from "../shared/rights";

export const renameCommandInsteadOfAcl = defineRule({
	id: "rename-command-instead-of-acl",
	group: "authorization",
	subject: "config",
	severity: { development: "off", production: "info", strict: "info" },
	title: say`Commands are renamed, where rules for users would do better`,
	releases: { redis: "*", valkey: "*" },
	cwe: [656],
	compliance: ["pci-dss:7.2.2", "iso-27001:A.8.2", "soc2:CC6.3"],
	*check(server) {
		// A name that is easy to guess is said to be that.
		const [first, ...others] = renameLines(server).filter((line) => line.to !== null && whyGuessable(server, line) === undefined);
		if (!first) return;
		const names = inWords([first, ...others].map(({ command }) => command));
		yield {
			at: first.at,
			message: sentences(
				others.length === 0
					? say`This line renames ${names} for everybody, administrators, Sentinel and tools included.`
					: say`These lines rename ${names} for everybody, administrators, Sentinel and tools included.`,
				say`A new name is a password that everybody shares, and that stands in the file in clear text. User rules such as -${first.command} take a command away from those who do not need it, and leave it to the others.`,
			),
			related: others.slice(0, 5).map(({ at }) => ({ at, message: say`This line renames another one.` })),
		};
	},
});
