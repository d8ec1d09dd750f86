import { noMaxmemoryClients } from "../../../server/src/rules/availability/no-maxmemory-clients";
import { testRule } from "../../support/rules";

const base = "bind 10.0.0.5\nrequirepass correct-horse-battery-staple\n";

testRule(noMaxmemoryClients, [
	{
		name: "by default",
		files: `«bind 10.0.0.5»\nrequirepass correct-horse-battery-staple\nmaxmemory 1gb\n`,
		severity: "info",
		fixed: `${base}maxmemory 1gb\nmaxmemory-clients 5%\n`,
	},
	{ name: "by a line", files: `${base}maxmemory 1gb\n«maxmemory-clients 0»\n`, fixed: `${base}maxmemory 1gb\nmaxmemory-clients 5%\n` },
	{ name: "silent with one", files: `${base}maxmemory 1gb\nmaxmemory-clients 1%\n` },
	{ name: "silent with a size", files: `${base}maxmemory 1gb\nmaxmemory-clients 100mb\n` },
	{ name: "silent without maxmemory: that is no-maxmemory", files: base },
	{ name: "silent on this machine alone", files: "bind 127.0.0.1\nmaxmemory 1gb\n" },
	{ name: "silent up to 6.2, which does not know it", files: `${base}maxmemory 1gb\n`, server: "redis-6.2" },
]);
