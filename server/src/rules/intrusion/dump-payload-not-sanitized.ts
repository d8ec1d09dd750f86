// rules: what RESTORE gets is believed without a close look.
import { say } from "../../base/say";
import { isUnsure, lineOf, wordOf } from "../../model/inForce";
import { defineRule } from "../define";
import { setTo } from "../shared/directiveEdits";
import { CommandGroup } from "../shared/rights";

/** What clients bring values with. */
const RESTORE = new CommandGroup(["restore", "restore-asking"]);

export const dumpPayloadNotSanitized = defineRule({
	id: "dump-payload-not-sanitized",
	group: "intrusion",
	subject: "config",
	severity: { development: "off", production: "off", strict: "info" },
	title: say`What RESTORE gets is not checked in depth`,
	releases: { redis: ">=6.2", valkey: "<9.1" },
	cwe: [20, 502],
	compliance: ["iso-27001:A.8.9", "soc2:CC6.8"],
	*check(server) {
		if (wordOf(server, "sanitize-dump-payload") !== "no" || isUnsure(server, "sanitize-dump-payload")) return;
		// Administrators count: they are the ones who bring values from elsewhere. Who the users are may be unknown.
		const { world } = server.acl.evaluator;
		if (!server.acl.users?.some(({ state }) => state.enabled && RESTORE.allowedTo(state, world).length > 0)) return;
		yield {
			at: lineOf(server, "sanitize-dump-payload") ?? { absent: "sanitize-dump-payload", file: server.snapshot.root },
			message: say`Values that clients bring with RESTORE are not checked in depth, so a crafted one can crash the server or run code in it when it is used. Set sanitize-dump-payload to clients, which checks what clients bring and leaves replication as fast as it is.`,
			fixes: [{ title: say`Check what clients bring`, safety: "safe", edits: () => setTo(server, "sanitize-dump-payload", "clients") }],
		};
	},
});
