import { hideUserDataFromLogOff } from "../../../server/src/rules/audit/hide-user-data-from-log-off";
import { testRule } from "../../support/rules";

testRule(hideUserDataFromLogOff, [
	{
		name: "switched off",
		files: "bind 127.0.0.1\n«hide-user-data-from-log no»\n",
		server: "valkey-8.0",
		severity: "info",
		fixed: "bind 127.0.0.1\nhide-user-data-from-log yes\n",
	},
	{ name: "on Redis", files: "bind 127.0.0.1\n«hide-user-data-from-log no»\n", server: "redis-7.4" },
	{ name: "silent for yes", files: "bind 127.0.0.1\nhide-user-data-from-log yes\n" },
	{ name: "silent without the line", files: "bind 127.0.0.1\n" },
	{ name: "silent for a release that does not know it", files: "bind 127.0.0.1\nhide-user-data-from-log no\n", server: "redis-7.2" },
]);
