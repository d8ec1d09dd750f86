import { sentinelMissingRequirepass } from "../../../server/src/rules/authentication/sentinel-missing-requirepass";
import { testRule } from "../../support/rules";

const sentinel = (...lines: string[]) => ({ "sentinel.conf": `${lines.join("\n")}\n` });
const STRONG = "correct-horse-battery-staple";

testRule(sentinelMissingRequirepass, [
	{
		name: "reachable, since protected mode is off by default",
		files: sentinel("«port 26379»", "sentinel resolve-hostnames yes"),
		severity: "error",
		says: "Everybody who reaches",
		fixed: sentinel("port 26379", "sentinel resolve-hostnames yes", "requirepass ‹default›"),
	},
	{ name: "the same on 6.2", files: sentinel("«port 26379»", "sentinel resolve-hostnames yes"), server: "redis-6.2", severity: "error" },
	{
		name: "this machine only",
		files: sentinel("«bind 127.0.0.1»", "sentinel resolve-hostnames yes"),
		severity: "info",
		says: "Every program",
	},
	{ name: "protected mode was switched on", files: sentinel("«protected-mode yes»", "sentinel resolve-hostnames yes"), severity: "info" },
	{
		name: "sentinel-pass is something else",
		files: sentinel("«bind 10.0.0.5»", `sentinel sentinel-pass ${STRONG}`),
		says: "sentinel-pass does not change that",
		fixed: sentinel("bind 10.0.0.5", `sentinel sentinel-pass ${STRONG}`, `requirepass ${STRONG}`),
	},
	{ name: "an empty one", files: sentinel('«requirepass ""»', "sentinel resolve-hostnames yes") },
	{ name: "a user line opens default", files: sentinel("user «default» on nopass ~* &* +@all", "sentinel resolve-hostnames yes") },
	{
		name: "no fix where there is a password that an ACL file undoes",
		files: { ...sentinel("«requirepass x»", "aclfile users.acl"), "users.acl": "user app off\n" },
	},
	{ name: "silent with a password", files: sentinel(`requirepass ${STRONG}`, "sentinel resolve-hostnames yes") },
	{
		name: "silent with users",
		files: sentinel(
			"user default off",
			`user s on #${"b".repeat(64)} +@all`,
			"sentinel sentinel-user s",
			`sentinel sentinel-pass ${STRONG}`,
		),
	},
	{ name: "silent where an include cannot be read", files: sentinel("include missing.conf", "sentinel resolve-hostnames yes") },
]);
