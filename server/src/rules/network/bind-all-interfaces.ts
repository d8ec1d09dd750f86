// rules: the server listens on every interface that the machine has.
import { say, type Words } from "../../base/say";
import { containerOf } from "../../model/container";
import type { Listener } from "../../model/exposure";
import { lineOf, wordOf } from "../../model/inForce";
import type { ServerModel } from "../../model/server";
import { defineRule, type Fix, type Report } from "../define";
import { bindAdvice } from "../shared/bindAdvice";
import { setTo } from "../shared/directiveEdits";
import { loopback } from "../shared/loopbackBind";

/** Who gets in over an address that everybody reaches. */
type Access = "everybody" | "nobody-yet" | "with-a-certificate" | "with-a-login";

export const bindAllInterfaces = defineRule({
	id: "bind-all-interfaces",
	group: "network",
	subject: "config",
	severity: { development: "info", production: { network: "warning", local: "info" }, strict: "warning" },
	title: say`The server listens on every network interface`,
	releases: { redis: "*", valkey: "*" },
	cwe: [1327],
	compliance: ["pci-dss:1.4.1", "pci-dss:2.2.6", "iso-27001:A.8.20", "soc2:CC6.6"],
	*check(server) {
		const { listeners, uncertain, protectedMode } = server.exposure;
		const open = listeners.filter(({ protocol, reach }) => protocol !== "unix" && reach === "every-interface");
		if (uncertain || open.length === 0) return;
		const access = accessTo(server, open);
		const word = open.find(({ at }) => at)?.at ?? lineOf(server, "bind");
		// Without a bind line, a password is what opens the port: another rule's finding.
		if (access.startsWith("with-") && !word && protectedMode !== "off") return;
		const container = containerOf(server);
		const report: Report = {
			at: word ?? { absent: "bind", file: server.snapshot.root },
			message: say`${word ? say`This address stands for every network interface of the machine` : say`Without a bind line the server listens on every network interface of the machine`}. ${EFFECT[access]} ${bindAdvice(server)}`,
			related: container.at ? [{ at: container.at, message: say`This looks like a container.` }] : [],
			fixes: container.is ? [] : [bindLoopback(server, access)],
		};
		yield access === "everybody" ? report : { ...report, reach: "local" };
	},
});

const EFFECT: Readonly<Record<Access, Words>> = {
	everybody: say`Nothing asks for a password, so every network that it is connected to may use it.`,
	"nobody-yet": say`Only protected mode keeps other hosts out, and it ends as soon as the user default has a password.`,
	"with-a-certificate": say`Only clients with a certificate get in, but people on every network that it is connected to may use faults in the server.`,
	"with-a-login": say`People on every network that it is connected to may try passwords and use faults in the server.`,
};

function accessTo(server: ServerModel, open: readonly Listener[]): Access {
	if (server.exposure.protectedMode === "protecting") return "nobody-yet";
	const asks = open.every(({ protocol }) => protocol === "tls") && wordOf(server, "tls-auth-clients") === "yes";
	return asks ? "with-a-certificate" : server.openDefault ? "everybody" : "with-a-login";
}

/** Where other hosts log in today, they are meant to, and only a person knows from where. */
function bindLoopback(server: ServerModel, access: Access): Fix {
	const fix: Fix = {
		title: say`Bind to this machine only`,
		safety: "may-refuse-clients",
		edits: () => setTo(server, "bind", ...loopback(server)),
	};
	return access.startsWith("with-") ? { ...fix, alone: true } : fix;
}
