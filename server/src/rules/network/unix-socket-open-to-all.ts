// rules: every account of the machine may connect to the socket.
import { say } from "../../base/say";
import { lineOf, modeOf } from "../../model/inForce";
import { defineRule, type Report } from "../define";
import { setTo } from "../shared/directiveEdits";

/** To connect, an account needs the right to write; reading and executing count for nothing. */
const OTHERS_WRITE = 0o002;
const OTHERS = 0o007;

export const unixSocketOpenToAll = defineRule({
	id: "unix-socket-open-to-all",
	group: "network",
	subject: "config",
	severity: { development: "info", production: "warning", strict: "warning" },
	title: say`Every account of the machine may connect to the unix socket`,
	releases: { redis: "*", valkey: "*" },
	cwe: [732, 276],
	compliance: ["pci-dss:7.2.5", "iso-27001:A.8.3", "soc2:CC6.1"],
	*check(server) {
		const at = lineOf(server, "unixsocketperm");
		const mode = modeOf(server, "unixsocketperm");
		const hasSocket = server.exposure.listeners.some(({ protocol }) => protocol === "unix");
		if (!at || mode === undefined || !hasSocket || (mode & OTHERS_WRITE) === 0) return;
		const narrower = (mode & ~OTHERS).toString(8);
		const effect = server.openDefault ? say`, and the user default needs no password: each of them can read and change all data` : "";
		const report: Report = {
			at,
			message: say`unixsocketperm ${mode.toString(8)} lets every account of this machine connect to the socket${effect}. Write ${narrower}, and put the accounts that need the server into its group.`,
			fixes: [
				{
					title: say`Let only the owner and the group connect: ${narrower}`,
					safety: "may-refuse-clients",
					edits: () => setTo(server, "unixsocketperm", narrower),
				},
			],
		};
		yield server.openDefault === false ? { ...report, severity: "info" } : report;
	},
});
