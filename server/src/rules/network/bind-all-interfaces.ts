// rules: the server listens on every interface that the machine has.
import { lineOf } from "../../model/inForce";
import type { ServerModel } from "../../model/server";
import { defineRule, type Fix, type Report } from "../define";
import { loopback } from "../edits";
import { setTo } from "../lines";

/** Who gets in over an address that everybody reaches. */
type Access = "everybody" | "nobody-yet" | "with-a-login";

export const bindAllInterfaces = defineRule({
	id: "bind-all-interfaces",
	group: "network",
	subject: "server",
	severity: { development: "info", production: { network: "warning", local: "info" }, strict: "warning" },
	title: "The server listens on every network interface",
	releases: { redis: "*", valkey: "*" },
	cwe: [1327],
	compliance: ["pci-dss:1.4.1", "pci-dss:2.2.6", "iso-27001:A.8.20", "soc2:CC6.6"],
	*check(server) {
		const { listeners, uncertain, protectedMode } = server.exposure;
		const open = listeners.filter(({ protocol, reach }) => protocol !== "unix" && reach === "every-interface");
		if (server.kind !== "config" || uncertain || open.length === 0) return;
		const access: Access = protectedMode === "protecting" ? "nobody-yet" : server.openDefault ? "everybody" : "with-a-login";
		const word = open.find(({ at }) => at)?.at ?? lineOf(server, "bind");
		// Without a bind line, a password is what opens the port: another rule's finding.
		if (access === "with-a-login" && !word && protectedMode !== "off") return;
		const report: Report = {
			at: word ?? { absent: "bind", file: server.snapshot.root },
			message: `${word ? "This address stands for every network interface of the machine" : "Without a bind line the server listens on every network interface of the machine"}. ${effect(access)} Bind to the addresses that its clients use, or to 127.0.0.1 if they run on this machine.`,
			fixes: [bindLoopback(server, access)],
		};
		yield access === "everybody" ? report : { ...report, reach: "local" };
	},
});

function effect(access: Access): string {
	if (access === "everybody") return "Nothing asks for a password, so every network that it is connected to may use it.";
	if (access === "nobody-yet") return "Only protected mode keeps other hosts out, and it ends as soon as the user default has a password.";
	return "People on every network that it is connected to may try passwords and use faults in the server.";
}

/** Where other hosts log in today, they are meant to, and only a person knows from where. */
function bindLoopback(server: ServerModel, access: Access): Fix {
	const fix: Fix = {
		title: "Bind to this machine only",
		safety: "may-refuse-clients",
		edits: () => setTo(server, "bind", ...loopback(server)),
	};
	return access === "with-a-login" ? { ...fix, alone: true } : fix;
}
