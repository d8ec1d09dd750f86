import { functionsChangeable } from "../../../server/src/rules/authorization/functions-changeable";
import { testRule } from "../../support/rules";

const HASH = "b".repeat(64);
/** An ACL file with these users beside a default that is off. */
const acl = (...lines: readonly string[]) => ({ "users.acl": `user default off\n${lines.join("\n")}\n` });

testRule(functionsChangeable, [
	{
		name: "+@write holds the functions",
		files: acl(`user app on #${HASH} ~app:* -@all «+@write» -@dangerous`),
		severity: "info",
		says: "app is able to run FUNCTION LOAD",
		fixed: {
			"users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +@write -@dangerous -function|load -function|restore -function|delete -function|flush\n`,
		},
	},
	{
		name: "once for all users",
		files: acl(
			`user app on #${HASH} ~app:* -@all «+@write» -@dangerous`,
			`user shop on #${"c".repeat(64)} ~shop:* -@all +@write -@dangerous`,
			`user admin on #${"d".repeat(64)} ~* +@all`,
			`user more on #${"e".repeat(64)} ~more:* -@all +function|load`,
		),
		says: "app, shop and 1 more are able",
		fixed: {
			"users.acl": [
				"user default off",
				`user app on #${HASH} ~app:* -@all +@write -@dangerous -function|load -function|restore -function|delete -function|flush`,
				`user shop on #${"c".repeat(64)} ~shop:* -@all +@write -@dangerous -function|load -function|restore -function|delete -function|flush`,
				`user admin on #${"d".repeat(64)} ~* +@all`,
				`user more on #${"e".repeat(64)} ~more:* -@all`,
				"",
			].join("\n"),
		},
	},
	{ name: "silent without functions", files: acl(`user app on #${HASH} ~app:* -@all +@write -@dangerous`), server: "redis-6.2" },
	{
		name: "silent where it runs scripts of its own: that is scripting-allowed",
		files: acl(`user app on #${HASH} ~app:* -@all +@write -@dangerous +eval`),
	},
	{ name: "silent where they are taken away", files: acl(`user app on #${HASH} ~app:* -@all +@write -@dangerous -@scripting`) },
]);
