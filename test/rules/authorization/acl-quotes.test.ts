import { aclQuotes } from "../../../server/src/rules/authorization/acl-quotes";
import { testRule } from "../../support/rules";

const HASH = "b".repeat(64);
/** An ACL file with these users beside a default that is off. */
const acl = (...lines: readonly string[]) => ({ "users.acl": `user default off\n${lines.join("\n")}\n` });

testRule(aclQuotes, [
	{
		name: "a pattern",
		files: acl(`user app on #${HASH} «~"app:*"» -@all +get`),
		severity: "warning",
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +get\n` },
	},
	{
		name: "a password, never shown",
		files: acl("user app on «>'kP3vXw9Lq2ZsT7mBkP3v'» ~app:* -@all +get"),
		says: /part of this password(?!.*kP3v)/,
	},
	{ name: "a channel and a pattern for reading", files: acl(`user app on #${HASH} «%R~"app:*"» «&'app:*'» -@all +get +subscribe`) },
	{ name: "silent in a redis.conf, where they hold words together", files: `user default off\nuser app on #${HASH} "~app:*" -@all +get\n` },
	{ name: "silent for a quote that is meant", files: acl(`user app on #${HASH} ~app:"* -@all +get`) },
]);
