// model: whether a snapshot with other texts leads to files that were not read.
import { expect, test } from "vitest";
import { load } from "../../server/src/model/load";
import { leadsFurther, withTexts } from "../../server/src/model/snapshot";
import { memoryFiles, uriOf } from "../support/memoryFiles";

const ROOT = uriOf("redis.conf");
const MORE = "dir conf.d\ninclude redis.conf\n";

test.each([
	["an include that came", "port 1\n", "include more.conf\n", true],
	["an ACL file that came", "port 1\n", "aclfile users.acl\n", true],
	["an include that went, and a relative path that stays", "include more.conf\naclfile users.acl\n", "aclfile users.acl\n", true],
	["one of two includes that are the same", "include more.conf\ninclude more.conf\n", "include more.conf\n", true],
	["the same lines elsewhere", "include more.conf\nport 1\n", "port 2\ninclude more.conf\n", false],
	["nothing", "port 1\n", "port 2\n", false],
])("%s", async (_, before, after, further) => {
	const snapshot = await load(ROOT, "config", memoryFiles({ "redis.conf": before, "more.conf": MORE, "users.acl": "" }));
	expect(leadsFurther(snapshot, withTexts(snapshot, new Map([[ROOT, after]])))).toBe(further);
});

test("an include that went, although another file still has one of the same words", async () => {
	const files = memoryFiles({
		"redis.conf": "aclfile users.acl\ninclude more.conf\n",
		"more.conf": "include more.conf\n",
		"users.acl": "",
	});
	const snapshot = await load(ROOT, "config", files);
	expect(leadsFurther(snapshot, withTexts(snapshot, new Map([[ROOT, "aclfile users.acl\n"]])))).toBe(true);
});
