// rules: nobody can see who tried to log in and failed.
import { say } from "../../base/say";
import { lineOf, numberOf } from "../../model/inForce";
import { defineRule } from "../define";
import { setTo } from "../shared/directiveEdits";

/** The default of every release. */
const USUAL = 128;

export const acllogDisabled = defineRule({
	id: "acllog-disabled",
	group: "audit",
	subject: "config",
	severity: { development: "info", production: "warning", strict: "warning" },
	title: say`Failed logins are recorded nowhere`,
	releases: { redis: "*", valkey: "*" },
	cwe: [778],
	compliance: ["pci-dss:10.2.1.4", "iso-27001:A.8.15", "soc2:CC7.2", "hipaa:164.312(b)"],
	*check(server) {
		const at = lineOf(server, "acllog-max-len");
		if (!at || numberOf(server, "acllog-max-len") !== 0n) return;
		yield {
			at,
			message: say`With 0, ACL LOG stays empty. Failed logins and refused commands appear nowhere else, in no log file at any level, so nobody sees somebody trying passwords. Write ${USUAL}, and have a program collect ACL LOG.`,
			fixes: [{ title: say`Keep the last ${USUAL} refusals`, safety: "safe", edits: () => setTo(server, "acllog-max-len", String(USUAL)) }],
		};
	},
});
