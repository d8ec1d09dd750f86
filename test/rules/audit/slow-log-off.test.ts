import { slowLogOff } from "../../../server/src/rules/audit/slow-log-off";
import { testRule } from "../../support/rules";

testRule(slowLogOff, [
	{
		name: "never slow",
		files: "bind 127.0.0.1\n«slowlog-log-slower-than -1»\n",
		severity: "info",
		fixed: "bind 127.0.0.1\nslowlog-log-slower-than 10000\n",
	},
	{ name: "no entries", files: "bind 127.0.0.1\n«slowlog-max-len 0»\n", fixed: "bind 127.0.0.1\nslowlog-max-len 128\n" },
	{ name: "on 6.0", files: "bind 127.0.0.1\n«slowlog-max-len 0»\n", server: "redis-6.0" },
	{
		name: "by its new name",
		files: "bind 127.0.0.1\n«commandlog-execution-slower-than -1»\n",
		server: "valkey-8.1",
		fixed: "bind 127.0.0.1\ncommandlog-execution-slower-than 10000\n",
	},
	{ name: "by its old name where it has a new one", files: "bind 127.0.0.1\n«slowlog-max-len 0»\n", server: "valkey-8.1" },
	{ name: "silent for everything is slow", files: "bind 127.0.0.1\nslowlog-log-slower-than 0\n" },
	{
		name: "kept off twice",
		files: "bind 127.0.0.1\nslowlog-max-len 0\n«slowlog-log-slower-than -1»\n",
		fixed: "bind 127.0.0.1\nslowlog-max-len 128\nslowlog-log-slower-than 10000\n",
	},
	{ name: "silent without the lines", files: "bind 127.0.0.1\n" },
]);
