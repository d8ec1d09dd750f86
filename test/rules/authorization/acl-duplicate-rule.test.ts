import { aclDuplicateRule } from "../../../server/src/rules/authorization/acl-duplicate-rule";
import { testRule } from "../../support/rules";

const HASH = "b".repeat(64);
/** An ACL file with these users beside a default that is off. */
const acl = (...lines: readonly string[]) => ({ "users.acl": `user default off\n${lines.join("\n")}\n` });

testRule(aclDuplicateRule, [
	{
		name: "a command",
		files: acl(`user app on #${HASH} ~app:* -@all +get «+GET»`),
		severity: "hint",
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +get\n` },
	},
	{ name: "a word, told of once", files: acl(`user app on «on» on #${HASH} ~app:* -@all +get`), fix: /with 1 more that changes nothing/ },
	{
		name: "a key and a word, in any place",
		files: acl(`user app on #${HASH} ~app:* -@all +get «~app:*» «on»`),
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +get\n` },
	},
	{
		name: "a password, never shown",
		files: acl("user app on >kP3vXw9Lq2ZsT7mBkP3v «>kP3vXw9Lq2ZsT7mBkP3v» ~app:* -@all +get"),
		says: /^This password stands twice/,
	},
	{
		name: "in a selector",
		files: acl(`user app on #${HASH} ~app:* -@all +get (~tmp:* +hget «+hget»)`),
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +get (~tmp:* +hget)\n` },
	},
	{ name: "silent where the second one matters", files: acl(`user admin on #${HASH} ~app:* +get -@all +get`) },
	{ name: "silent for patterns in another case", files: acl(`user app on #${HASH} ~app:* ~APP:* -@all +get`) },
]);
