import { noMaxmemory } from "../../../server/src/rules/availability/no-maxmemory";
import { testRule } from "../../support/rules";

const base = "bind 10.0.0.5\nrequirepass correct-horse-battery-staple\n";

testRule(noMaxmemory, [
	{ name: "by default", files: base.replace("bind 10.0.0.5", "«bind 10.0.0.5»"), severity: "info" },
	{ name: "by a line", files: `${base}«maxmemory 0»\n` },
	{ name: "silent with one", files: `${base}maxmemory 1gb\n` },
	{ name: "silent on this machine alone", files: "bind 127.0.0.1\n" },
	{ name: "silent where protected mode keeps others out", files: "port 6379\n" },
	{ name: "silent where an include may set it", files: `${base}include missing.conf\n` },
]);
