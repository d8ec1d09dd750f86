// rules: the data lies on the disk as it is.
import { say, type Words } from "../../base/say";
import { isUnsure, lineOf, workingFolder } from "../../model/inForce";
import { persistenceOf } from "../../model/persistence";
import type { ServerModel } from "../../model/server";
import { defineRule } from "../define";

/** Folders in memory: nothing of them lasts. */
const VOLATILE = /^\/(?:dev\/shm|run)(?:\/|$)/;

export const dataAtRestInClearText = defineRule({
	id: "data-at-rest-in-clear-text",
	group: "audit",
	subject: "server",
	severity: { development: "off", production: "info", strict: "info" },
	title: say`The data is written to the disk in clear text`,
	releases: { redis: "*", valkey: "*" },
	cwe: [311, 312],
	compliance: ["pci-dss:3.5.1", "iso-27001:A.8.24", "soc2:CC6.1", "hipaa:164.312(a)(2)(iv)", "gdpr:32"],
	*check(server) {
		if (server.kind !== "config") return;
		const { snapshots, log, directive } = persistenceOf(server);
		if ((!snapshots && !log) || VOLATILE.test(workingFolder(server) ?? "")) return;
		if (!directive && isUnsure(server, "save")) return;
		const what = log ? (snapshots ? say`snapshots and the append-only file` : say`the append-only file`) : say`snapshots`;
		const how = directive ? "" : say` That is the default where no save line says otherwise.`;
		yield {
			at: (directive && lineOf(server, directive)) ?? lineOf(server, "dir") ?? { absent: "save", file: server.snapshot.root },
			message: say`The server writes its data to ${folderInWords(server)} as ${what}, in clear text, and cannot encrypt it.${how} Whoever gets the disk or a backup has the data. Encrypt both, or write save "" where the data need not outlive the server.`,
		};
	},
});

function folderInWords(server: ServerModel): Words {
	return workingFolder(server) ?? (lineOf(server, "dir") === undefined ? say`the folder that it is started in` : say`its folder`);
}
