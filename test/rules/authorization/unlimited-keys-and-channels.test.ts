import { unlimitedKeysAndChannels } from "../../../server/src/rules/authorization/unlimited-keys-and-channels";
import { testRule } from "../../support/rules";

const HASH = "b".repeat(64);
/** An ACL file with these users beside a default that is off. */
const acl = (...lines: readonly string[]) => ({ "users.acl": `user default off\n${lines.join("\n")}\n` });

testRule(unlimitedKeysAndChannels, [
	{
		name: "every key beside a user with keys of its own",
		files: acl(`user app on #${HASH} ~app:* -@all +get`, `user reports on #${"c".repeat(64)} «~*» -@all +get`),
		severity: "info",
	},
	{
		name: "and every channel",
		files: acl(`user app on #${HASH} ~app:* -@all +get`, `user reports on #${"c".repeat(64)} «allkeys» &* -@all +get +subscribe`),
		says: "and listen to every channel",
	},
	{
		name: "by a selector",
		files: acl(`user app on #${HASH} ~app:* -@all +get`, `user reports on #${"c".repeat(64)} ~reports:* -@all +get «(%R~* +get)»`),
	},
	{
		name: "silent where nobody is limited",
		files: acl(`user app on #${HASH} ~* -@all +get`, `user reports on #${"c".repeat(64)} ~* -@all +get`),
	},
	{
		name: "silent for default",
		files: { "users.acl": `user default on #${HASH} ~* -@all +get\nuser app on #${"c".repeat(64)} ~app:* -@all +get\n` },
	},
	{
		name: "silent where it may run nothing on keys",
		files: acl(`user app on #${HASH} ~app:* -@all +get`, `user metrics on #${"c".repeat(64)} ~* -@all +info`),
	},
	{ name: "silent for administrators", files: acl(`user app on #${HASH} ~app:* -@all +get`, `user admin on #${"c".repeat(64)} ~* +@all`) },
]);
