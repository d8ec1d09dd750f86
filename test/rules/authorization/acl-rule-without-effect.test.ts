import { aclRuleWithoutEffect } from "../../../server/src/rules/authorization/acl-rule-without-effect";
import { testRule } from "../../support/rules";

const HASH = "b".repeat(64);
/** An ACL file with these users beside a default that is off. */
const acl = (...lines: readonly string[]) => ({ "users.acl": `user default off\n${lines.join("\n")}\n` });

testRule(aclRuleWithoutEffect, [
	{
		name: "granted already",
		files: acl(`user app on #${HASH} ~app:* -@all +@read -@dangerous «+get»`),
		severity: "hint",
		says: "since +@read allows it already",
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +@read -@dangerous\n` },
	},
	{
		name: "granted again behind it",
		files: acl(`user app on #${HASH} ~app:* -@all «+get» +@read -@dangerous`),
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +@read -@dangerous\n` },
	},
	{
		name: "a key before all keys",
		files: acl(`user app on #${HASH} «~app:*» ~* -@all +get`),
		says: "since ~* allows it already",
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~* -@all +get\n` },
	},
	{ name: "a channel before all channels", files: acl(`user app on #${HASH} ~app:* «&app» &* -@all +get +subscribe`) },
	{ name: "reading before reading and writing", files: acl(`user app on #${HASH} «%R~app:*» ~app:* -@all +get`) },
	{
		name: "in a selector",
		files: acl(`user app on #${HASH} ~app:* -@all +get (~tmp:* «+hget» +@hash)`),
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +get (~tmp:* +@hash)\n` },
	},
	{
		name: "silent for words that only make the beginning plain",
		files: acl(`user app reset on #${HASH} resetkeys ~app:* resetchannels -@all sanitize-payload +get`),
	},
	{ name: "silent for denials: they are a precaution", files: acl(`user app on #${HASH} ~app:* -@all +get -@dangerous -flushall`) },
	{ name: "silent for two spaces", files: acl(`user app on #${HASH}  ~app:*   -@all +get`) },
	{ name: "silent where everything matters", files: acl(`user app on #${HASH} %R~app:* %W~out:* &app:* -@all +get +set +subscribe`) },
]);
