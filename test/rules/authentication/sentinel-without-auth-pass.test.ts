import { sentinelWithoutAuthPass } from "../../../server/src/rules/authentication/sentinel-without-auth-pass";
import { testRule } from "../../support/rules";

const sentinel = (...lines: string[]) => ({
	"sentinel.conf": `bind 127.0.0.1\nrequirepass correct-horse-battery-staple\n${lines.join("\n")}\n`,
});
const PASS = "sentinel auth-pass one correct-horse-battery-staple";

testRule(sentinelWithoutAuthPass, [
	{
		name: "a primary elsewhere",
		files: sentinel("«sentinel monitor one 10.0.0.1 6379 2»"),
		severity: "warning",
		says: "no password for one",
	},
	{ name: "on the same machine", files: sentinel("«sentinel monitor one 127.0.0.1 6379 2»"), severity: "info" },
	{
		name: "said once, with those that have one",
		files: sentinel(
			"«sentinel monitor two 10.0.0.2 6379 2»",
			"sentinel monitor three 10.0.0.3 6379 2",
			"sentinel monitor one 10.0.0.1 6379 2",
			PASS,
		),
		says: /two and 1 more\. Other primaries/,
	},
	{
		name: "a user without a password",
		files: sentinel("sentinel monitor one 10.0.0.1 6379 2", "«sentinel auth-user one sentinel»"),
		severity: "warning",
		says: "does nothing",
	},
	{ name: "silent with one", files: sentinel("sentinel monitor one 10.0.0.1 6379 2", PASS) },
	{
		name: "silent with one, whatever the order and the case",
		files: sentinel(PASS.replace("auth-pass", "AUTH-PASS"), "SENTINEL MONITOR one 10.0.0.1 6379 2"),
	},
	{ name: "silent without primaries", files: sentinel("sentinel resolve-hostnames yes") },
	{ name: "silent where an include cannot be read", files: sentinel("sentinel monitor one 10.0.0.1 6379 2", "include missing.conf") },
]);
