import { refusedValue } from "../../../server/src/rules/syntax/refused-value";
import { testRule } from "../../support/rules";

testRule(refusedValue, [
	{
		name: "neither yes nor no",
		files: "bind 127.0.0.1\nappendonly «true»\n",
		says: "Write yes",
		fixed: "bind 127.0.0.1\nappendonly yes\n",
	},
	{ name: "outside its range", files: "bind 127.0.0.1\nport «70000»\n", says: "between 0 and 65535" },
	{
		name: "not among the choices",
		files: "bind 127.0.0.1\nloglevel «loud»\n",
		fixed: "bind 127.0.0.1\nloglevel warning\n",
		fix: /warning/,
	},
	{ name: "a replica in a cluster", files: "bind 127.0.0.1\ncluster-enabled yes\n«replicaof 10.0.0.1 6379»\n" },
	{ name: "silent for good values", files: "bind 127.0.0.1\nappendonly yes\nport 7000\nloglevel Warning\nmaxmemory 1GB\n" },
]);
