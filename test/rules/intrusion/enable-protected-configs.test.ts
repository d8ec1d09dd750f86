import { enableProtectedConfigs } from "../../../server/src/rules/intrusion/enable-protected-configs";
import { testRule } from "../../support/rules";

const base = "bind 127.0.0.1\nrequirepass correct-horse-battery-staple\n";

testRule(enableProtectedConfigs, [
	{
		name: "for everybody",
		files: `${base}«enable-protected-configs yes»\n`,
		severity: "error",
		says: "a cron job",
		fixed: `${base}enable-protected-configs no\n`,
	},
	{ name: "for this machine", files: `${base}«enable-protected-configs local»\n`, severity: "warning" },
	{ name: "silent for no", files: `${base}enable-protected-configs no\n` },
	{ name: "silent without the line", files: base },
]);
