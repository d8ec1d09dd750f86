import { scriptingAllowed } from "../../../server/src/rules/authorization/scripting-allowed";
import { testRule } from "../../support/rules";

const HASH = "b".repeat(64);
/** An ACL file with these users beside a default that is off. */
const acl = (...lines: readonly string[]) => ({ "users.acl": `user default off\n${lines.join("\n")}\n` });

testRule(scriptingAllowed, [
	{
		name: "what -@dangerous leaves",
		files: acl(`user app on #${HASH} ~app:* «+@all» -@dangerous`),
		severity: "warning",
		says: "EVAL, EVAL_RO, SCRIPT LOAD, FUNCTION LOAD and FUNCTION RESTORE",
		fixed: {
			"users.acl": `user default off\nuser app on #${HASH} ~app:* +@all -@dangerous -eval -eval_ro -script|load -function|load -function|restore -evalsha -evalsha_ro -function|flush -function|delete -function|kill -script|flush -script|kill\n`,
		},
	},
	{
		name: "by name",
		files: acl(`user app on #${HASH} ~app:* -@all +get «+eval» +evalsha`),
		fix: /Sidekiq, BullMQ/,
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +get\n` },
	},
	{ name: "without a password", files: acl("user app on nopass ~app:* -@all +get «+eval»"), severity: "error" },
	{ name: "6.2 takes SCRIPT as a whole", files: acl(`user app on #${HASH} ~app:* «+@all» -@dangerous`), server: "redis-6.2" },
	{ name: "silent where others wrote the scripts", files: acl(`user app on #${HASH} ~app:* -@all +get +fcall +evalsha`) },
	{ name: "silent where they are taken away", files: acl(`user app on #${HASH} ~app:* +@all -@dangerous -@scripting`) },
	{ name: "silent for administrators", files: acl(`user admin on #${HASH} ~* +@all`) },
]);
