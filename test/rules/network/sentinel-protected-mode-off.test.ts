import { sentinelProtectedModeOff } from "../../../server/src/rules/network/sentinel-protected-mode-off";
import { testRule } from "../../support/rules";

const sentinel = (...lines: string[]) => ({ "sentinel.conf": `${lines.join("\n")}\nsentinel resolve-hostnames yes\n` });

testRule(sentinelProtectedModeOff, [
	{
		name: "off by default",
		files: sentinel("«port 26379»"),
		severity: "warning",
		says: /starts with protected mode off.*no bind line/,
		fixed: { "sentinel.conf": "port 26379\nsentinel resolve-hostnames yes\nprotected-mode yes\n" },
	},
	{
		name: "off by a line",
		files: sentinel("«protected-mode no»", "bind 10.0.0.5"),
		says: /^Protected mode is off/,
		fixed: sentinel("protected-mode yes", "bind 10.0.0.5"),
	},
	{ name: "up to 6.2 too", files: sentinel("«port 26379»"), server: "redis-6.2" },
	{ name: "silent beside a bind line up to 6.2, where it changes nothing", files: sentinel("bind 10.0.0.5"), server: "redis-6.2" },
	{ name: "silent where it is on", files: sentinel("protected-mode yes") },
	{ name: "silent with a password", files: sentinel("requirepass correct-horse-battery-staple") },
	{ name: "silent on this machine alone", files: sentinel("bind 127.0.0.1") },
	{ name: "silent where an include may set it", files: sentinel("include missing.conf") },
]);
