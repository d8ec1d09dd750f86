import { keyPatternDoesNotLimit } from "../../../server/src/rules/authorization/key-pattern-does-not-limit";
import { testRule } from "../../support/rules";

const HASH = "b".repeat(64);
/** An ACL file with these users beside a default that is off. */
const acl = (...lines: readonly string[]) => ({ "users.acl": `user default off\n${lines.join("\n")}\n` });

testRule(keyPatternDoesNotLimit, [
	{
		name: "two users with keys of their own",
		files: acl(`user app on #${HASH} ~app:* -@all «+@read» -@dangerous`, `user shop on #${"c".repeat(64)} ~shop:* -@all +get +scan`),
		severity: "info",
		says: "app and shop are limited",
		fixed: {
			"users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +@read -@dangerous -scan -randomkey\nuser shop on #${"c".repeat(64)} ~shop:* -@all +get\n`,
		},
	},
	{
		name: "one of them does not see more",
		files: acl(`user app on #${HASH} ~app:* -@all «+@read» -@dangerous`, `user shop on #${"c".repeat(64)} ~shop:* -@all +get`),
		says: "app is limited to keys of its own",
	},
	{
		name: "in a cluster, by slot",
		files: `cluster-enabled yes\nuser default off\nuser app on #${HASH} ~app:* -@all +get «+cluster|getkeysinslot»\nuser shop on #${"c".repeat(64)} ~shop:* -@all +get\n`,
	},
	{ name: "silent where one application has the server", files: acl(`user app on #${HASH} ~app:* -@all +@read -@dangerous`) },
	{
		name: "silent where all have the same keys",
		files: acl(`user app on #${HASH} ~app:* -@all +@read -@dangerous`, `user worker on #${"c".repeat(64)} ~app:* -@all +@read -@dangerous`),
	},
	{
		name: "silent for users who may touch all keys anyway",
		files: acl(
			`user app on #${HASH} ~app:* -@all +get`,
			`user shop on #${"c".repeat(64)} ~shop:* -@all +get`,
			`user reports on #${"d".repeat(64)} ~* -@all +@read -@dangerous`,
		),
	},
]);
