// features: the parts of a line, here with the one that is being typed in «…».
import { expect, test } from "vitest";
import { signatureAt } from "../../server/src/features/signatureHelp";
import { openAt } from "../support/cursor";

async function shown(files: string | Readonly<Record<string, string>>): Promise<string | undefined> {
	const { document, point } = await openAt(files, { server: "redis-7.4" });
	const line = document.file.tree.line(point.line);
	const found = line && signatureAt(document, point, line);
	const part = found?.parameters[found.active];
	return found && part && `${found.label.slice(0, part.start)}«${found.label.slice(part.start, part.end)}»${found.label.slice(part.end)}`;
}

test.each<[name: string, files: string | Readonly<Record<string, string>>, expected: string | undefined]>([
	["the first part", "save $0\n", "save «seconds» changes …"],
	["the part that the cursor touches", "save 9$000 1\n", "save «seconds» changes …"],
	["the next part", "save 900 $0\n", "save seconds «changes» …"],
	["parts that come again", "save 900 1 300 $0\n", "save seconds «changes» …"],
	[
		"groups of four",
		"client-output-buffer-limit normal 0 0 0 replica $0\n",
		"client-output-buffer-limit class «hard-limit» soft-limit soft-seconds …",
	],
	["rules of a user", "user app on nopass $0\n", "user name «rule» …"],
	["an old name", "slaveof host $0\n", "replicaof host «port»"],
	["nothing behind the last part", "replicaof host 6379 $0\n", undefined],
	["nothing for one value", "port $0\n", undefined],
	["nothing for the name itself", "sa$0ve 900 1\n", undefined],
	["nothing in comments", "# save $0\n", undefined],
	["nothing that another name only looks like", "constructor $0\nport 1\n", undefined],
	["Sentinel", { "sentinel.conf": "sentinel monitor shop $0\n" }, "sentinel monitor primary «host» port quorum"],
	["Sentinel, one value", { "sentinel.conf": "sentinel resolve-hostnames $0\nsentinel monitor a 10.0.0.1 1 1\n" }, undefined],
	["Sentinel, without a name", { "sentinel.conf": "sentinel $0\nsentinel monitor a 10.0.0.1 1 1\n" }, undefined],
	["an ACL file", { "users.acl": "user app on $0\n" }, "user name «rule» …"],
])("%s", async (_, files, expected) => {
	expect(await shown(files)).toBe(expected);
});
