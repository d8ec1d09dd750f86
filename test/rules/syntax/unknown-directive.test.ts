import { unknownDirective } from "../../../server/src/rules/syntax/unknown-directive";
import { testRule } from "../../support/rules";

testRule(unknownDirective, [
	{
		name: "a slip",
		files: "bind 127.0.0.1\n«maxmemory-polcy» noeviction\n",
		says: "maxmemory-policy",
		fixed: "bind 127.0.0.1\nmaxmemory-policy noeviction\n",
	},
	{ name: "nothing near", files: "bind 127.0.0.1\n«wombat» 1\n", fixed: "bind 127.0.0.1\n# wombat 1\n" },
	{
		name: "a name that is as it is meant, with a NUL behind it: the server reads on in the next line",
		files: "«user»\0x\n# a comment\n",
		fix: "Comment",
		fixed: "# user\0x\n# a comment\n",
	},
	{ name: "silent for a known name in any case", files: "bind 127.0.0.1\nMaxMemory 100mb\n" },
	{ name: "silent for one that another release knows", files: "bind 127.0.0.1\nmaxmemory-clients 1\n", server: "redis-6.2" },
]);
