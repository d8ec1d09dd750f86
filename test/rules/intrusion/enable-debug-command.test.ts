import { enableDebugCommand } from "../../../server/src/rules/intrusion/enable-debug-command";
import { testRule } from "../../support/rules";

const base = "bind 127.0.0.1\nrequirepass correct-horse-battery-staple\n";

testRule(enableDebugCommand, [
	{
		name: "for everybody",
		files: `${base}«enable-debug-command yes»\n`,
		severity: "error",
		says: "to every client",
		fixed: `${base}enable-debug-command no\n`,
	},
	{ name: "for this machine", files: `${base}«enable-debug-command LOCAL»\n`, severity: "warning", says: "on this machine" },
	{ name: "on Valkey", files: `${base}«enable-debug-command yes»\n`, server: "valkey-8.0" },
	{
		name: "a line that said the same above goes with it",
		files: "bind 127.0.0.1\nenable-debug-command yes\nport 6379\n«enable-debug-command yes»\n",
		fixed: "bind 127.0.0.1\nport 6379\nenable-debug-command no\n",
	},
	{ name: "silent for no", files: `${base}enable-debug-command no\n` },
	{ name: "silent without the line", files: base },
	{ name: "silent up to 6.2, which does not know it", files: `${base}enable-debug-command yes\n`, server: "redis-6.2" },
]);
