// rules: the server takes what it believes or runs from a folder in which every account may write.
import { say, type Words } from "../../base/say";
import type { Place } from "../../base/span";
import { lineOf, workingFolder } from "../../model/inForce";
import { isInWritablePlace } from "../../model/paths";
import type { ServerModel } from "../../model/server";
import type { Statement } from "../../model/types";
import { defineRule, type Report } from "../define";

export const fileInWritablePlace = defineRule({
	id: "file-in-writable-place",
	group: "intrusion",
	subject: "config",
	severity: { development: "warning", production: "error", strict: "error" },
	title: say`The server believes files from a folder where others may write`,
	releases: { redis: "*", valkey: "*" },
	cwe: [377, 379, 426],
	compliance: ["pci-dss:2.2.6", "iso-27001:A.8.3", "soc2:CC6.8"],
	*check(server) {
		for (const [name, effect] of Object.entries(READ)) {
			for (const statement of server.settings.list(name)) {
				const at = wordIn(statement, 1);
				if (at) yield { at, message: say`${EVERYBODY} ${effect} ${MOVE}` };
			}
		}
		yield* folder(server);
		const [socket] = server.settings.list("unixsocket").slice(-1);
		const at = socket && wordIn(socket, 1);
		if (at) yield { at, message: say`${EVERYBODY} ${SOCKET} ${MOVE}`, severity: "info" };
	},
});

const EVERYBODY = say`Every account of this machine may write in that folder.`;
const MOVE = say`Use a folder that only root and the server may write to.`;

const READ: Readonly<Record<string, Words>> = {
	aclfile: say`Whoever puts a file of this name there decides at the next start who may log in and what they may do.`,
	include: say`Whoever puts a file of this name there decides at the next start what the settings are.`,
};

const SOCKET = say`While the server is down, somebody else can open a socket of this name there, and gets the passwords of clients that connect.`;

function* folder(server: ServerModel): Generator<Report> {
	const at = lineOf(server, "dir");
	if (!at || !isInWritablePlace(`${workingFolder(server) ?? ""}/`)) return;
	yield {
		at,
		message: say`${EVERYBODY} Whoever puts a dump or an append-only file there before the server starts chooses its data and its functions. Use a folder of the server's own, such as /var/lib/redis.`,
		severity: "warning",
	};
}

function wordIn({ file, lineNumber: line, words }: Statement, index: number): Place | undefined {
	const word = words[index];
	return word && isInWritablePlace(word.value) ? { file, line, start: word.start, end: word.end } : undefined;
}
