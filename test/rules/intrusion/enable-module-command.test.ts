import { enableModuleCommand } from "../../../server/src/rules/intrusion/enable-module-command";
import { testRule } from "../../support/rules";

const base = "bind 127.0.0.1\nrequirepass correct-horse-battery-staple\n";

testRule(enableModuleCommand, [
	{
		name: "for everybody",
		files: `${base}«enable-module-command yes»\n`,
		severity: "error",
		says: "to every client",
		fixed: `${base}enable-module-command no\n`,
	},
	{ name: "for this machine", files: `${base}«enable-module-command LOCAL»\n`, severity: "warning", says: "on this machine" },
	{ name: "on Valkey", files: `${base}«enable-module-command yes»\n`, server: "valkey-8.0" },
	{ name: "silent for no", files: `${base}enable-module-command no\n` },
	{ name: "silent without the line", files: base },
	{ name: "silent up to 6.2, which does not know it", files: `${base}enable-module-command yes\n`, server: "redis-6.2" },
]);
