import { commandsWithoutKeys } from "../../../server/src/rules/authorization/commands-without-keys";
import { testRule } from "../../support/rules";

const HASH = "b".repeat(64);
/** An ACL file with these users beside a default that is off. */
const acl = (...lines: readonly string[]) => ({ "users.acl": `user default off\n${lines.join("\n")}\n` });

testRule(commandsWithoutKeys, [
	{ name: "no key at all", files: acl(`user app on #${HASH} -@all «+get» +set`), severity: "info", says: "GET and SET" },
	{ name: "keys that were reset", files: acl(`user app on #${HASH} ~app:* resetkeys -@all «+get»`) },
	{ name: "silent with keys", files: acl(`user app on #${HASH} ~app:* -@all +get`) },
	{ name: "silent with keys in a selector", files: acl(`user app on #${HASH} -@all +get (~app:* +get)`) },
	{ name: "silent for commands without keys", files: acl(`user metrics on #${HASH} -@all +info +ping`) },
	{ name: "silent for categories, which hold other commands too", files: acl(`user metrics on #${HASH} -@all +@read -@dangerous`) },
]);
