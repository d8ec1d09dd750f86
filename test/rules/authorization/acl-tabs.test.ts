import { aclTabs } from "../../../server/src/rules/authorization/acl-tabs";
import { testRule } from "../../support/rules";

const HASH = "b".repeat(64);
/** An ACL file with these users beside a default that is off. */
const acl = (...lines: readonly string[]) => ({ "users.acl": `user default off\n${lines.join("\n")}\n` });

testRule(aclTabs, [
	{
		name: "between two rules",
		files: acl(`user app on #${HASH} ~app:* -@all «+get\t+set»`),
		severity: "error",
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +get +set\n` },
	},
	{ name: "in a pattern", files: acl(`user app on #${HASH} «~app:*\t+get» -@all +set`), brings: ["acl-rule-undone"] },
	{ name: "behind the name", files: acl(`user «app\ton» #${HASH} ~app:* -@all +set`) },
	{
		name: "a password that swallowed the next rule, never shown",
		files: acl("user app on «>kP3vXw9Lq2ZsT7mBkP3v\t+get» ~app:* -@all +set"),
		severity: "warning",
		says: /^(?!.*kP3v)/,
		fixed: { "users.acl": "user default off\nuser app on >kP3vXw9Lq2ZsT7mBkP3v +get ~app:* -@all +set\n" },
		brings: ["acl-rule-undone"],
	},
	{ name: "silent at the ends of a rule, where it is dropped", files: acl("user app on >kP3vXw9Lq2ZsT7mBkP3v\t ~app:* -@all +get") },
	{
		name: "silent in a redis.conf, where it ends a word",
		files: "user default off\nuser app on >kP3vXw9Lq2ZsT7mBkP3v\t~app:* -@all +get\n",
	},
	{ name: "silent without", files: acl(`user app on #${HASH} ~app:* -@all +get`) },
]);
