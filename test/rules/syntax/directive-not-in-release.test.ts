import { directiveNotInRelease } from "../../../server/src/rules/syntax/directive-not-in-release";
import { testRule } from "../../support/rules";

testRule(directiveNotInRelease, [
	{
		name: "too new",
		files: "bind 127.0.0.1\n«maxmemory-clients» 5%\n",
		server: "redis-6.2",
		says: "came with Redis 7.0",
		fixed: "bind 127.0.0.1\n# maxmemory-clients 5%\n",
	},
	{ name: "of the other product", files: "bind 127.0.0.1\n«tls-auto-reload-interval» 5\n", server: "redis-7.4", says: "Valkey" },
	{ name: "silent in its release", files: "bind 127.0.0.1\nmaxmemory-clients 5%\n", server: "redis-7.0" },
]);
