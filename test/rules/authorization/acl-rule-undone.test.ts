import { aclRuleUndone } from "../../../server/src/rules/authorization/acl-rule-undone";
import { testRule } from "../../support/rules";

const HASH = "b".repeat(64);
/** An ACL file with these users beside a default that is off. */
const acl = (...lines: readonly string[]) => ({ "users.acl": `user default off\n${lines.join("\n")}\n` });

testRule(aclRuleUndone, [
	{
		name: "a denial before the category that grants it",
		files: acl(`user app on #${HASH} ~app:* -@all «-@dangerous» +@read +@write`),
		severity: "warning",
		says: /FLUSHALL.*\+@write stands behind it/,
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +@read +@write -@dangerous\n` },
	},
	{
		name: "all granted again",
		files: acl(`user admin on #${HASH} ~app:* +@all «-@dangerous» +@all`),
		fixed: { "users.acl": `user default off\nuser admin on #${HASH} ~app:* +@all -@dangerous\n` },
	},
	{
		name: "a single command, what was given back on purpose stays",
		files: acl(`user app on #${HASH} ~app:* -@all «-@dangerous» +@write +info`),
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +@write -@dangerous +info\n` },
	},
	{
		name: "a grant that is taken back as a whole",
		files: acl(`user app on #${HASH} ~app:* -@all «+shutdown» +get -@admin`),
		severity: "info",
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +get -@admin\n` },
	},
	{
		name: "everything before nothing",
		files: acl(`user app on #${HASH} ~app:* «+@all» -@all +get`),
		severity: "info",
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +get\n` },
	},
	{
		name: "keys and channels",
		files: acl(`user app on #${HASH} «~old:*» resetkeys ~app:* «&old» resetchannels &app:* -@all +get +subscribe`),
		fixed: { "users.acl": `user default off\nuser app on #${HASH} resetkeys ~app:* resetchannels &app:* -@all +get +subscribe\n` },
	},
	{
		name: "a password before nopass is never shown",
		files: acl("user app on «>kP3vXw9Lq2ZsT7mBkP3v» nopass ~app:* -@all +get"),
		says: /^This password has no effect for app, since nopass stands behind it/,
	},
	{
		name: "nopass before a password",
		files: acl(`user app on «nopass» #${HASH} ~app:* -@all +get`),
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +get\n` },
	},
	{
		name: "in a selector",
		files: acl(`user app on #${HASH} ~app:* -@all +get (~tmp:* «-@dangerous» +@read)`),
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +get (~tmp:* +@read -@dangerous)\n` },
	},
	{
		name: "a selector that is cleared",
		files: acl(`user app on #${HASH} ~app:* -@all +get «(~tmp:* +set)» clearselectors`),
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +get clearselectors\n` },
	},
	{ name: "in a redis.conf", files: `user default off\nuser app on #${HASH} ~app:* -@all «-@dangerous» +@read\n` },
	{ name: "silent where broad-rights says it", files: acl(`user app on #${HASH} ~app:* -@dangerous +@all`) },
	{ name: "silent for exceptions on purpose", files: acl(`user app on #${HASH} ~app:* +@all -@dangerous -@scripting +info +client|list`) },
	{
		name: "silent for a beginning from nothing",
		files: acl(`user app on #${HASH} resetkeys ~app:* resetchannels &app:* -@all +get +subscribe`),
	},
	{ name: "silent for a precaution", files: acl(`user app on #${HASH} ~app:* -@all +get +set -@dangerous -flushall`) },
	{ name: "silent for a user who is off", files: acl(`user app off #${HASH} ~app:* -@all -@dangerous +@read`) },
]);
