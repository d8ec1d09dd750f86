import { protectedModeOff } from "../../../server/src/rules/network/protected-mode-off";
import { testRule } from "../../support/rules";

testRule(protectedModeOff, [
	{ name: "and nobody needs a password", files: "«protected-mode no»\n", severity: "error", fixed: "protected-mode yes\n" },
	{ name: "beside a bind line from 7.0", files: "bind 10.0.0.5\n«protected-mode NO»\n", fixed: "bind 10.0.0.5\nprotected-mode yes\n" },
	{ name: "without one up to 6.2", files: "«protected-mode no»\n", server: "redis-6.2" },
	{ name: "a user line opens default", files: "«protected-mode no»\nuser default on nopass ~* &* +@all\n" },
	{
		name: "silent beside a bind line up to 6.2, where it changes nothing",
		files: "bind 10.0.0.5\nprotected-mode no\n",
		server: "redis-6.2",
	},
	{ name: "silent with a password", files: "protected-mode no\nrequirepass correct-horse-battery-staple\n" },
	{ name: "silent where default is off", files: "protected-mode no\nuser default off\n" },
	{ name: "silent on this machine alone", files: "bind 127.0.0.1\nprotected-mode no\n" },
	{ name: "silent where it is on", files: "protected-mode yes\n" },
	{ name: "silent without the line", files: "port 6379\n" },
	{ name: "silent where the users are not known", files: "protected-mode no\naclfile missing.acl\n" },
]);
