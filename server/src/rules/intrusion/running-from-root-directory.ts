// rules: the server writes its files into the root of the file system.
import { say } from "../../base/say";
import { lineOf, workingFolder } from "../../model/inForce";
import { defineRule } from "../define";

export const runningFromRootDirectory = defineRule({
	id: "running-from-root-directory",
	group: "intrusion",
	subject: "server",
	severity: { development: "info", production: "warning", strict: "warning" },
	title: say`The server writes its files to /`,
	releases: { redis: "*", valkey: "*" },
	cwe: [250],
	compliance: ["pci-dss:2.2.6", "iso-27001:A.8.9", "soc2:CC6.8"],
	*check(server) {
		const at = lineOf(server, "dir");
		if (server.kind !== "config" || !at || workingFolder(server) !== "/") return;
		yield {
			at,
			message: say`The server writes its files to /, which only root may do: either they are not written, or the server runs with all rights of the machine, and so does everybody who breaks into it. Run it under an account of its own, and give it a folder of its own, such as /var/lib/redis.`,
		};
	},
});
