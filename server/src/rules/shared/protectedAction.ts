// rules: what the three directives that open commands for administration have in common.
import { say, type Words } from "../../base/say";
import { lineOf, wordOf } from "../../model/inForce";
import type { ServerModel } from "../../model/server";
import { defineRule, type Rule } from "../define";
import { setTo } from "./directiveEdits";

export interface ProtectedAction {
	/** The directive, which is the rule's name too. */
	readonly id: string;
	/** What it opens, as in "DEBUG". */
	readonly opens: Words;
	/** What that does for somebody with bad intentions: a sentence. */
	readonly harm: Words;
	readonly cwe: readonly number[];
}

/** A rule about a directive with the values no, local and yes; from 7.0 and in every Valkey no is the default. */
export function protectedAction({ id, opens, harm, cwe }: ProtectedAction): Rule {
	return defineRule({
		id,
		group: "intrusion",
		subject: "config",
		severity: { development: "info", production: "error", strict: "error" },
		title: say`${opens} is open to clients`,
		releases: { redis: ">=7.0", valkey: "*" },
		cwe,
		compliance: ["pci-dss:2.2.4", "iso-27001:A.8.9", "soc2:CC6.8"],
		*check(server: ServerModel) {
			const at = lineOf(server, id);
			const value = wordOf(server, id);
			if (!at || (value !== "yes" && value !== "local")) return;
			const report = {
				at,
				message: say`${id} ${value} opens ${opens} to ${value === "yes" ? say`every client` : say`clients on this machine`} whose user may run it. ${harm} Write no; who needs it for an hour can start the server with it.`,
				fixes: [{ title: say`Set ${id} to no`, safety: "may-refuse-clients" as const, edits: () => setTo(server, id, "no") }],
			};
			yield value === "yes" ? report : { ...report, severity: "warning" as const };
		},
	});
}
