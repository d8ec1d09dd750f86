import { trailingComment } from "../../../server/src/rules/syntax/trailing-comment";
import { testRule } from "../../support/rules";

testRule(trailingComment, [
	{ name: "refused", files: "bind 127.0.0.1\ntimeout 0 «# never»\n", fixed: "bind 127.0.0.1\n# never\ntimeout 0\n" },
	{
		name: "lines that end in CR LF",
		files: "bind 127.0.0.1\r\ntimeout 0 «# never»\r\n",
		fixed: "bind 127.0.0.1\r\n# never\r\ntimeout 0\r\n",
	},
	{ name: "read otherwise than it looks", files: "bind 127.0.0.1 «# only here»\n", fixed: "# only here\nbind 127.0.0.1\n" },
	{ name: "silent for a value that begins with #", files: 'bind 127.0.0.1\nrequirepass "#correct-horse-battery"\n' },
]);
