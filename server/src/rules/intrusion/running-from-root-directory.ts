// rules: the server writes its files into the root of the file system.
import { say } from "../../base/say";
import { lineOf, workingFolder } from "../../model/inForce";
import { defineRule } from "../define";

export const runningFromRootDirectory = defineRule({
	id: "running-from-root-directory",
	group: "intrusion",
	subject: "config",
	severity: { development: "info", production: "warning", strict: "warning" },
	title: say`The server writes its files to /`,
	releases: { redis: "*", valkey: "*" },
	cwe: [250],
	compliance: ["pci-dss:2.2.6", "iso-27001:A.8.9", "soc2:CC6.8"],
	*check(server) {
		const at = lineOf(server, "dir");
		if (!at || workingFolder(server) !== "/") return;
		yield {
			at,
			message: say`The server writes its files to /, where only root may write. So it writes none, or it runs with all rights of the machine, and so does whoever breaks into it. Run it under an account of its own, in a folder such as /var/lib/redis.`,
		};
	},
});
