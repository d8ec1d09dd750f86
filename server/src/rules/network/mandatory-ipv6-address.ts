// rules: the server does not start on a machine without IPv6.
import { say } from "../../base/say";
import { defineRule } from "../define";
import { setTo } from "../shared/directiveEdits";

export const mandatoryIpv6Address = defineRule({
	id: "mandatory-ipv6-address",
	group: "network",
	subject: "config",
	severity: { development: "off", production: "off", strict: "info" },
	title: say`::1 must exist, or the server does not start`,
	releases: { redis: ">=6.2", valkey: "*" },
	cwe: [1188],
	*check(server) {
		const bind = server.settings.get("bind");
		if (bind?.origin.from !== "line" || !bind.values.some((value) => !value.includes(":"))) return;
		const { statement } = bind.origin;
		const word = statement.words.slice(1).find(({ value }) => value === "::1");
		if (!word) return;
		yield {
			at: { file: statement.file, line: statement.lineNumber, start: word.start, end: word.end },
			message: say`Where the machine has no ::1, the server ends at start instead of listening on the other addresses. Write -::1, which means: if it exists.`,
			fixes: [
				{
					title: say`Make the address optional: -::1`,
					safety: "safe",
					edits: () => setTo(server, "bind", ...bind.values.map((value) => (value === "::1" ? "-::1" : value))),
				},
			],
		};
	},
});
