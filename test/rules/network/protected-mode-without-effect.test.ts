import { protectedModeWithoutEffect } from "../../../server/src/rules/network/protected-mode-without-effect";
import { testRule } from "../../support/rules";

testRule(protectedModeWithoutEffect, [
	{ name: "beside a bind line up to 6.2", files: "bind 0.0.0.0\n«protected-mode yes»\n", server: "redis-6.2", severity: "warning" },
	{ name: "whatever the address", files: "bind 10.0.0.5\n«protected-mode yes»\n", server: "redis-6.0" },
	{ name: "silent from 7.0", files: "bind 0.0.0.0\nprotected-mode yes\n" },
	{ name: "silent on Valkey", files: "bind 0.0.0.0\nprotected-mode yes\n", server: "valkey-7.2" },
	{ name: "silent on this machine alone", files: "bind 127.0.0.1\nprotected-mode yes\n", server: "redis-6.2" },
	{
		name: "silent with a password",
		files: "bind 0.0.0.0\nprotected-mode yes\nrequirepass correct-horse-battery-staple\n",
		server: "redis-6.2",
	},
	{ name: "silent without the line, which nobody relies on", files: "bind 0.0.0.0\n", server: "redis-6.2" },
]);
