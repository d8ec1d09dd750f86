import { sentinelScriptsReconfigurable } from "../../../server/src/rules/network/sentinel-scripts-reconfigurable";
import { testRule } from "../../support/rules";

const sentinel = (...lines: string[]) => ({ "sentinel.conf": `${lines.join("\n")}\n` });
const STRONG = "requirepass correct-horse-battery-staple";

testRule(sentinelScriptsReconfigurable, [
	{
		name: "whoever reaches it",
		files: sentinel("port 26379", "«sentinel deny-scripts-reconfig no»"),
		severity: "error",
		says: "whoever reaches Sentinel",
		fixed: sentinel("port 26379", "sentinel deny-scripts-reconfig yes"),
	},
	{
		name: "whoever logs in",
		files: sentinel(STRONG, "«SENTINEL DENY-SCRIPTS-RECONFIG No»"),
		severity: "warning",
		says: "may log in",
		fixed: sentinel(STRONG, "SENTINEL DENY-SCRIPTS-RECONFIG yes"),
	},
	{ name: "this machine alone", files: sentinel("bind 127.0.0.1", "«sentinel deny-scripts-reconfig no»"), severity: "warning" },
	{ name: "the last line counts", files: sentinel("sentinel deny-scripts-reconfig yes", "«sentinel deny-scripts-reconfig no»") },
	{ name: "silent where it is denied", files: sentinel("sentinel deny-scripts-reconfig no", "sentinel deny-scripts-reconfig yes") },
	{ name: "silent without the line: denied is the default", files: sentinel("sentinel resolve-hostnames yes") },
]);
