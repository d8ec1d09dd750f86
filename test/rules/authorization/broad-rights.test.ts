import { broadRights } from "../../../server/src/rules/authorization/broad-rights";
import { testRule } from "../../support/rules";

const HASH = "b".repeat(64);
/** An ACL file with these users beside a default that is off. */
const acl = (...lines: readonly string[]) => ({ "users.acl": `user default off\n${lines.join("\n")}\n` });

testRule(broadRights, [
	{
		name: "everything",
		files: acl(`user app on #${HASH} ~* &* «+@all»`),
		severity: "warning",
		says: /nearly every command on every key and channel.*CONFIG SET, ACL SETUSER/,
		fixed: {
			"users.acl": `user default off\nuser app on #${HASH} ~* &* +@all -@dangerous -@scripting +info +client|list +role +sort +sort_ro\n`,
		},
	},
	{ name: "limited keys limit nothing then", files: acl(`user app on #${HASH} ~app:* «+@all» -flushall -flushdb`), says: "CONFIG SET" },
	{ name: "the last of the big rules counts", files: acl(`user app on #${HASH} ~app:* -@all +@all -@dangerous «+@all»`) },
	{ name: "all but administration is still more than enough", files: acl(`user app on #${HASH} ~app:* «+@all» -@admin`), says: "SWAPDB" },
	{ name: "without a password", files: acl("user app on nopass ~app:* «+@all»"), severity: "error" },
	{
		name: "in a selector",
		files: acl(`user app on #${HASH} ~app:* -@all +get «(~tmp:* +@all)»`),
		fixed: {
			"users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +get (~tmp:* +@all -@dangerous -@scripting +info +client|list +role +sort +sort_ro)\n`,
		},
	},
	{
		name: "6.2: what clients say to CLIENT is given back",
		files: acl(`user app on #${HASH} ~app:* &app:* resetchannels «+@all»`),
		server: "redis-6.2",
		settings: { rules: { "refused-acl-rule": "off", "acl-pubsub-default-open": "off", "acl-rule-undone": "off" } },
	},
	{
		name: "a default with a password beside others",
		files: {
			"users.acl": `user default on #${HASH} ~* &* «+@all»\nuser app on #${"c".repeat(64)} ~app:* -@all +get\n`,
		},
		severity: "warning",
	},
	{
		name: "a default that is alone weighs less: somebody has to administer the server",
		files: { "users.acl": `user default on #${HASH} ~* &* «+@all» -flushall -flushdb\n` },
		severity: "info",
	},
	{
		name: "a default that no line names, beside user lines",
		files: `«requirepass kP3vXw9Lq2ZsT7mBkP3v»\nuser app on #${HASH} ~app:* -@all +get\n`,
		severity: "warning",
	},
	{ name: "silent without the dangerous ones", files: acl(`user app on #${HASH} ~* &* +@all -@dangerous`) },
	{ name: "silent where it begins with nothing", files: acl(`user app on #${HASH} ~* &* -@all +@write`) },
	{ name: "silent for administrators", files: acl(`user admin on #${HASH} ~* &* +@all`) },
	{ name: "silent for a user who is off", files: acl(`user app off #${HASH} ~* &* +@all`) },
	{ name: "silent where default is open", files: { "users.acl": "user default on nopass ~* &* +@all\n" } },
	{ name: "silent without ACLs", files: "requirepass kP3vXw9Lq2ZsT7mBkP3v\n" },
]);
