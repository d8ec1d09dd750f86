import { createHash } from "node:crypto";
import { sentinelPassRefused } from "../../../server/src/rules/authentication/sentinel-pass-refused";
import { testRule } from "../../support/rules";

const sentinel = (...lines: string[]) => ({ "sentinel.conf": `bind 127.0.0.1\n${lines.join("\n")}\n` });
const STRONG = "correct-horse-battery-staple";
const HASH = createHash("sha256").update(STRONG).digest("hex");

testRule(sentinelPassRefused, [
	{
		name: "another password than requirepass",
		files: sentinel("requirepass incorrect-horse-battery-staple", `«sentinel sentinel-pass ${STRONG}»`),
		severity: "warning",
		says: "itself refuse",
	},
	{
		name: "users, and nothing to log in with",
		files: sentinel("user «default» off", `user s on #${HASH} +@all`, "sentinel resolve-hostnames yes"),
		says: "sends none",
	},
	{
		name: "the right password for a user that is not named",
		files: sentinel("user default off", `user s on #${HASH} +@all`, `«sentinel sentinel-pass ${STRONG}»`),
	},
	{
		name: "silent with the user's name",
		files: sentinel("user default off", `user s on #${HASH} +@all`, "sentinel sentinel-user s", `sentinel sentinel-pass ${STRONG}`),
	},
	{ name: "silent with the same password", files: sentinel(`requirepass ${STRONG}`, `sentinel sentinel-pass ${STRONG}`) },
	{
		name: "silent with requirepass alone, which is sent to others too",
		files: sentinel(`requirepass ${STRONG}`, "sentinel resolve-hostnames yes"),
	},
	{ name: "silent where nobody is asked for a password", files: sentinel(`sentinel sentinel-pass ${STRONG}`) },
	{
		name: "silent on 6.0, which reads no user lines in Sentinel",
		files: sentinel("user default off", `user s on #${HASH} +@all`, "sentinel monitor a 127.0.0.1 6379 2"),
		server: "redis-6.0",
	},
]);
