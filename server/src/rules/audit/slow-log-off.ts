// rules: commands that keep the server busy leave no trace.
import { say } from "../../base/say";
import { lineOf, numberOf } from "../../model/inForce";
import { defineRule } from "../define";
import { setTo } from "../shared/directiveEdits";

/** The defaults of every release. */
const USUAL = { "slowlog-log-slower-than": 10_000, "slowlog-max-len": 128 } as const;

export const slowLogOff = defineRule({
	id: "slow-log-off",
	group: "audit",
	subject: "config",
	severity: { development: "off", production: "info", strict: "warning" },
	title: say`The slow log is off`,
	releases: { redis: "*", valkey: "*" },
	cwe: [778],
	compliance: ["iso-27001:A.8.15", "soc2:CC7.2"],
	*check(server) {
		const slower = numberOf(server, "slowlog-log-slower-than") ?? 0n;
		const name = slower < 0n ? "slowlog-log-slower-than" : numberOf(server, "slowlog-max-len") === 0n ? "slowlog-max-len" : undefined;
		const at = name && lineOf(server, name);
		if (!name || !at) return;
		// Both may be what keeps it off.
		const isEmpty = numberOf(server, "slowlog-max-len") === 0n;
		const names: readonly (keyof typeof USUAL)[] = name === "slowlog-log-slower-than" && isEmpty ? [name, "slowlog-max-len"] : [name];
		const edits = () => names.flatMap((one) => setTo(server, one, String(USUAL[one])));
		yield {
			at,
			message: say`The slow log is off. It is the only record of commands that kept the server busy, by mistake or to hurt it, and of who sent them. Write ${USUAL[name]}; the log is short and costs next to nothing.`,
			fixes: [{ title: say`Switch the slow log on: ${USUAL[name]}`, safety: "safe", edits }],
		};
	},
});
