import { luaInsecureApi } from "../../../server/src/rules/intrusion/lua-insecure-api";
import { testRule } from "../../support/rules";

testRule(luaInsecureApi, [
	{
		name: "on Valkey",
		files: "bind 127.0.0.1\n«lua-enable-insecure-api yes»\n",
		server: "valkey-8.1",
		severity: "error",
		fixed: "bind 127.0.0.1\nlua-enable-insecure-api no\n",
	},
	{ name: "on Valkey by its old name", files: "bind 127.0.0.1\n«lua-enable-deprecated-api yes»\n", server: "valkey-9.1" },
	{
		name: "on Redis",
		files: "bind 127.0.0.1\n«lua-enable-deprecated-api yes»\n",
		server: "redis-8.0",
		fixed: "bind 127.0.0.1\nlua-enable-deprecated-api no\n",
	},
	{ name: "silent for no", files: "bind 127.0.0.1\nlua-enable-insecure-api no\n", server: "valkey-8.1" },
	{ name: "silent without the line", files: "bind 127.0.0.1\n", server: "valkey-8.1" },
]);
