// What the rules about intrusion paths say is so on the real server: the door is open, and shut after the fix.
import { describe, expect, test } from "vitest";
import { applyEdits } from "../../../server/src/base/edits";
import { isRelease, parseRelease } from "../../../server/src/knowledge/release";
import { otherServers, RedisError, serverRelease, withRedis } from "../../support/redis";
import { findingsOf, openFiles } from "../../support/rules";

const DOORS = [
	["enable-debug-command", "enable-debug-command yes", ["DEBUG", "SLEEP", "0"]],
	["enable-module-command", "enable-module-command yes", ["MODULE", "LOAD", "/nowhere/x.so"]],
	["enable-protected-configs", "enable-protected-configs yes", ["CONFIG", "SET", "dbfilename", "x.php"]],
] as const;

/** Words with which a server says that it does not even try. */
const SHUT = /not allowed|protected config/;

describe.each(["redis-server", ...otherServers()])("%s", (server) => {
	test.each(DOORS)("%s", async (rule, line, command) => {
		const release = await serverRelease(server);
		const known = parseRelease(release);
		if (!known || !isRelease(known, { redis: ">=7.0", valkey: "*" })) {
			// Older servers know no such line, and the door is always open.
			expect(await isShut(server, "", command)).toBe(false);
			return;
		}
		const config = `requirepass kP3vXw9Lq2ZsT7mBkP3v\n${line}\n`;
		const findings = findingsOf(await openFiles({ "redis.conf": config }, { server: release }));
		const fix = findings.find((finding) => finding.rule === rule)?.fixes[0];
		expect(await isShut(server, config, command)).toBe(false);
		expect(await isShut(server, applyEdits(config, fix?.edits() ?? []), command)).toBe(true);
	});
});

async function isShut(server: string, config: string, command: readonly string[]): Promise<boolean> {
	return withRedis({ server, config }, async (redis) => {
		const login = config === "" ? {} : { password: "kP3vXw9Lq2ZsT7mBkP3v" };
		const reply = await redis.command(command, login);
		return reply instanceof RedisError && SHUT.test(reply.message);
	});
}
