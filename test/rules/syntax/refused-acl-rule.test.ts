import { refusedAclRule } from "../../../server/src/rules/syntax/refused-acl-rule";
import { testRule } from "../../support/rules";

const HASH = "b".repeat(64);

testRule(refusedAclRule, [
	{
		name: "an unknown category",
		files: { "users.acl": `user default off\nuser app on #${HASH} ~app:* «+@raed»\n` },
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* +@read\n` },
	},
	{
		name: "a password without its sign",
		files: "bind 127.0.0.1\nuser default off\nuser app on «secret» ~app:* +get\n",
		says: /needs > before it/,
	},
	{ name: "not a hash", files: { "users.acl": "user default off\nuser app on «#abc» ~app:* +get\n" } },
	{ name: "a newer command", files: { "users.acl": `user default off\nuser app on #${HASH} ~app:* «+expiretime»\n` }, server: "redis-6.2" },
	{ name: "silent for rules in order", files: { "users.acl": `user default off\nuser app on #${HASH} ~app:* +get\n` } },
]);
