import { selectorWithoutEffect } from "../../../server/src/rules/authorization/selector-without-effect";
import { testRule } from "../../support/rules";

const HASH = "b".repeat(64);
/** An ACL file with these users beside a default that is off. */
const acl = (...lines: readonly string[]) => ({ "users.acl": `user default off\n${lines.join("\n")}\n` });

testRule(selectorWithoutEffect, [
	{
		name: "empty",
		files: acl(`user app on #${HASH} ~app:* -@all +get «()»`),
		severity: "info",
		says: "no command",
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +get\n` },
	},
	{ name: "keys only", files: acl(`user app on #${HASH} ~app:* -@all +get «(~tmp:*)»`) },
	{ name: "commands only", files: acl(`user app on #${HASH} ~app:* -@all +get «(+set)»`), says: "it names none" },
	{
		name: "allowed anyway",
		files: acl(`user app on #${HASH} ~app:* -@all +get «(%R~app:* +get)»`),
		says: "the rules outside of it allow the same",
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +get\n` },
	},
	{ name: "silent for other keys", files: acl(`user app on #${HASH} ~app:* -@all +get (%R~shared:* +get)`) },
	{ name: "silent for commands without keys", files: acl(`user app on #${HASH} ~app:* -@all +get (+ping)`) },
	{ name: "silent for writing", files: acl(`user app on #${HASH} %R~app:* -@all +get +set (%W~app:* +set)`) },
]);
