// rules: the data lies on the disk as it is.
import { say, sentences, type Words } from "../../base/say";
import { isUnsure, lineOf, workingFolder } from "../../model/inForce";
import { persistenceOf } from "../../model/persistence";
import type { ServerModel } from "../../model/server";
import { defineRule } from "../define";

/** Folders in memory: nothing of them lasts. */
const VOLATILE = /^\/(?:dev\/shm|run)(?:\/|$)/;

export const dataAtRestInClearText = defineRule({
	id: "data-at-rest-in-clear-text",
	group: "audit",
	subject: "config",
	severity: { development: "off", production: "info", strict: "info" },
	title: say`The data is written to the disk in clear text`,
	releases: { redis: "*", valkey: "*" },
	cwe: [311, 312],
	compliance: ["pci-dss:3.5.1", "iso-27001:A.8.24", "soc2:CC6.1", "hipaa:164.312(a)(2)(iv)", "gdpr:32"],
	*check(server) {
		const { snapshots, log, directive } = persistenceOf(server);
		if ((!snapshots && !log) || VOLATILE.test(workingFolder(server) ?? "")) return;
		if (!directive && isUnsure(server, "save")) return;
		const where = folderInWords(server);
		yield {
			at: (directive && lineOf(server, directive)) ?? lineOf(server, "dir") ?? { absent: "save", file: server.snapshot.root },
			message: sentences(
				!log
					? say`The server writes snapshots of its data ${where}, in clear text, and cannot encrypt them.`
					: snapshots
						? say`The server writes its data ${where} as snapshots and an append-only file, in clear text, and cannot encrypt them.`
						: say`The server writes its data ${where} as an append-only file, in clear text, and cannot encrypt it.`,
				directive ? undefined : say`That is the default where no save line says otherwise.`,
				say`Whoever gets the disk or a backup has the data.`,
				log
					? say`Encrypt both, or switch appendonly off and write save "" where the data need not outlive the server.`
					: say`Encrypt both, or write save "" where the data need not outlive the server.`,
			),
		};
	},
});

function folderInWords(server: ServerModel): Words {
	const folder = workingFolder(server);
	if (folder !== undefined) return say`to ${folder}`;
	return lineOf(server, "dir") === undefined ? say`to the folder that it is started in` : say`to its folder`;
}
