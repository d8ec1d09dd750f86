import { keysAllowed } from "../../../server/src/rules/authorization/keys-allowed";
import { testRule } from "../../support/rules";

const HASH = "b".repeat(64);
/** An ACL file with these users beside a default that is off. */
const acl = (...lines: readonly string[]) => ({ "users.acl": `user default off\n${lines.join("\n")}\n` });

testRule(keysAllowed, [
	{
		name: "in a category",
		files: acl(`user app on #${HASH} ~app:* -@all «+@read»`),
		severity: "info",
		says: "whatever patterns limit",
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +@read -keys\n` },
	},
	{
		name: "by name",
		files: acl(`user app on #${HASH} ~* -@all +get «+keys»`),
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~* -@all +get\n` },
	},
	{
		name: "in both, the rule that names it goes as well",
		files: acl(`user app on #${HASH} ~* -@all «+@read» +keys`),
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~* -@all +@read -keys\n` },
	},
	{ name: "silent where it is taken away", files: acl(`user app on #${HASH} ~app:* -@all +@read -@dangerous`) },
	{ name: "silent where a later rule undoes that: acl-rule-undone", files: acl(`user app on #${HASH} ~app:* -@all -@dangerous +@read`) },
	{ name: "silent for administrators", files: acl(`user admin on #${HASH} ~* +@all`) },
	{ name: "silent for users with broad rights", files: acl(`user app on #${HASH} ~* +@all`) },
]);
