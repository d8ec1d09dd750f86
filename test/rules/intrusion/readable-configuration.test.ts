import { describe, expect, test } from "vitest";
import type { Content } from "../../support/memoryFiles";
import { findingsOf, openFiles } from "../../support/rules";

const PASSWORD = "kP3vXw9Lq2ZsT7mBkP3v";
const readable = (text: string): Content => ({ text, mode: 0o644 });

async function places(files: Record<string, Content>): Promise<string[]> {
	const found = findingsOf(await openFiles(files)).filter(({ rule }) => rule === "readable-configuration");
	return found.map(({ at, severity }) => `${severity} ${at.file.split("/").at(-1)}:${at.line + 1}:${at.start}-${at.end}`);
}

describe("readable-configuration", () => {
	test.each<[name: string, files: Record<string, Content>, expected: string[]]>([
		["requirepass", { "redis.conf": readable(`port 6379\nrequirepass ${PASSWORD}\n`) }, ["warning redis.conf:2:12-32"]],
		["masterauth alone", { "redis.conf": readable(`masterauth ${PASSWORD}\n`) }, ["warning redis.conf:1:11-31"]],
		[
			"the ACL file of a configuration that nobody may read",
			{
				"redis.conf": { text: "aclfile users.acl\n", mode: 0o640 },
				"users.acl": readable(`user default off\nuser app on >${PASSWORD} ~app:* +get\n`),
			},
			["warning users.acl:2:12-33"],
		],
		[
			"Sentinel",
			{ "sentinel.conf": readable(`sentinel monitor one 10.0.0.1 6379 2\nsentinel auth-pass one ${PASSWORD}\n`) },
			["warning sentinel.conf:2:23-43"],
		],
		["silent for 0640", { "redis.conf": { text: `requirepass ${PASSWORD}\n`, mode: 0o640 } }, []],
		["silent where the mode is not known", { "redis.conf": `requirepass ${PASSWORD}\n` }, []],
		["silent without a password", { "redis.conf": readable("port 6379\n") }, []],
		["silent for a placeholder", { "redis.conf": readable("requirepass ${PASSWORD}\n") }, []],
		["silent for hashes", { "redis.conf": readable(`user default on #${"b".repeat(64)} ~* +@all\n`) }, []],
		["silent for a copy elsewhere", { "/home/me/shop/redis.conf": readable(`requirepass ${PASSWORD}\n`) }, []],
	])("%s", async (_, files, expected) => {
		expect(await places(files)).toEqual(expected);
	});
});
