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
	{ name: "nothing to listen on", files: "bind 127.0.0.1\n«port 0»\n", says: "nothing to listen on" },
	{ name: "an empty bind", files: '«bind ""»\n', server: "redis-7.2", says: "nothing to listen on" },
	{ name: "silent where an empty bind means everywhere", files: 'bind ""\n', server: "redis-6.2" },
	{ name: "silent with a socket", files: 'bind ""\nport 0\nunixsocket /run/redis/s\n' },
	{ name: "no port for the bus", files: "bind 127.0.0.1\ncluster-enabled yes\n«port 60000»\n", says: "55535" },
	{ name: "silent with a port for the bus", files: "bind 127.0.0.1\ncluster-enabled yes\nport 60000\ncluster-port 50000\n" },
	{ name: "silent without a cluster", files: "bind 127.0.0.1\nport 60000\n" },
	{ name: "silent for good values", files: "bind 127.0.0.1\nappendonly yes\nport 7000\nloglevel Warning\nmaxmemory 1GB\n" },
]);
