import { idleClientsForEver } from "../../../server/src/rules/availability/idle-clients-for-ever";
import { testRule } from "../../support/rules";

const strict = { profile: "strict" } as const;
const base = "bind 10.0.0.5\nrequirepass correct-horse-battery-staple\n";

testRule(idleClientsForEver, [
	{
		name: "by default",
		files: base.replace("bind 10.0.0.5", "«bind 10.0.0.5»"),
		settings: strict,
		severity: "info",
		fixed: `${base}timeout 300\n`,
	},
	{ name: "by a line", files: `${base}«timeout 0»\n`, settings: strict, fixed: `${base}timeout 300\n` },
	{ name: "silent with a time", files: `${base}timeout 3600\n`, settings: strict },
	{ name: "silent on this machine alone", files: "bind 127.0.0.1\n", settings: strict },
	{ name: "silent in production", files: base },
]);
