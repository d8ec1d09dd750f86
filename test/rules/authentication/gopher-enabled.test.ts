import { gopherEnabled } from "../../../server/src/rules/authentication/gopher-enabled";
import { testRule } from "../../support/rules";

const base = "bind 10.0.0.5\nrequirepass correct-horse-battery-staple\n";

testRule(gopherEnabled, [
	{
		name: "on, with a password that does not count",
		files: `${base}«gopher-enabled yes»\n`,
		server: "redis-6.2",
		severity: "error",
		fixed: `${base}gopher-enabled no\n`,
	},
	{ name: "only this machine reaches it", files: "bind 127.0.0.1\n«gopher-enabled YES»\n", server: "redis-6.0", severity: "warning" },
	{ name: "silent where it is off", files: `${base}gopher-enabled no\n`, server: "redis-6.2" },
	{
		name: "silent where threads read, which do not speak it",
		files: `${base}gopher-enabled yes\nio-threads-do-reads yes\n`,
		server: "redis-6.2",
	},
	{ name: "silent from 7.0, which does not know it", files: `${base}gopher-enabled yes\n`, server: "redis-7.0" },
]);
