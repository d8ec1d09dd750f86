// rules: the server runs a program that others can replace.
import { say } from "../../base/say";
import { isInWritablePlace } from "../../model/paths";
import { defineRule, type Report } from "../define";

export const moduleFromWritablePlace = defineRule({
	id: "module-from-writable-place",
	group: "intrusion",
	subject: "config",
	severity: { development: "warning", production: "error", strict: "error" },
	title: say`A module is loaded from a place where others may write`,
	releases: { redis: "*", valkey: "*" },
	cwe: [426, 427],
	compliance: ["pci-dss:2.2.6", "iso-27001:A.8.19", "soc2:CC6.8"],
	*check(server) {
		for (const { file, lineNumber: line, words } of server.settings.list("loadmodule")) {
			const word = words[1];
			if (!word) continue;
			const isRelative = !word.value.startsWith("/");
			if (!isRelative && !isInWritablePlace(word.value)) continue;
			const report: Report = {
				at: { file, line, start: word.start, end: word.end },
				message: isRelative
					? say`Which module this is depends on the folder that the server is started in; in another one it is another file, or none. Write the whole path.`
					: say`Every account of this machine may write in that folder. Whoever puts a file of this name there runs a program inside the server at its next start. Move the module to a folder that only root may write to, such as /usr/lib/redis/modules.`,
			};
			yield isRelative ? { ...report, severity: "info" } : report;
		}
	},
});
