// rules: a file that the configuration leads to could not be read, so what depends on it is unknown.

import { say } from "../../base/say";
import type { ServerModel } from "../../model/server";
import { placeOf } from "../../model/settings";
import { targetKey } from "../../model/statements";
import type { Statement } from "../../model/types";
import { defineRule, type Report } from "../define";
import { UNREADABLE } from "../shared/unreadable";

export const unreadableFile = defineRule({
	id: "unreadable-file",
	group: "syntax",
	subject: "config",
	severity: { development: "hint", production: "hint", strict: "info" },
	title: say`A file that could not be read here`,
	releases: { redis: "*", valkey: "*" },
	cwe: [],
	*check(server) {
		const { source } = server.acl;
		const aclfile = source.from === "unknown" ? source.statement : undefined;
		for (const statement of [...server.reading.unread, ...(aclfile ? [aclfile] : [])]) yield* unread(server, statement);
	},
});

function* unread({ snapshot }: ServerModel, statement: Statement): Iterable<Report> {
	const targets = snapshot.targets.get(targetKey(statement.file, statement.lineNumber)) ?? [];
	for (const uri of targets) {
		const file = snapshot.files.get(uri);
		if (file?.state === "text") continue;
		if (file?.isFolder && statement.name === "include" && targets.length === 1) {
			yield {
				at: placeOf(statement),
				atLeast: "warning",
				message: say`This is a folder. The server takes the line and reads none of the files in there, without a word. Name each file, or from 7.0 a pattern such as conf.d/*.conf.`,
			};
			return;
		}
		const what = statement.name === "include" ? say`What it sets is unknown` : say`Who the users are is unknown`;
		yield {
			at: placeOf(statement),
			message: say`This file was not read (${UNREADABLE[file?.reason ?? "missing"]}). ${what}, so findings that depend on it are left out. Open the folder in which it lies, or lint it where the server runs.`,
		};
		return;
	}
	if (statement.name !== "include") {
		yield {
			at: placeOf(statement),
			message: say`From this line on nothing was read: the configuration has more lines than anybody would wait for. What they set is unknown, so findings that depend on it are left out. Take out what repeats itself.`,
		};
		return;
	}
	yield {
		at: placeOf(statement),
		message: say`This file was not read: files are included here so often that nobody would wait for them. What it sets is unknown, so findings that depend on it are left out. Include each file once.`,
	};
}
