import { categoryMissesCommands } from "../../../server/src/rules/authorization/category-misses-commands";
import { testRule } from "../../support/rules";

const HASH = "b".repeat(64);
/** An ACL file with these users beside a default that is off. */
const acl = (...lines: readonly string[]) => ({ "users.acl": `user default off\n${lines.join("\n")}\n` });

testRule(categoryMissesCommands, [
	{
		name: "no writing, but vector sets",
		files: acl(`user app on #${HASH} ~app:* +@all -@dangerous -@scripting «-@write»`),
		severity: "warning",
		says: "VADD, VREM and VSETATTR",
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* +@all -@dangerous -@scripting -@write -vadd -vrem -vsetattr\n` },
	},
	{ name: "no reading", files: acl(`user app on #${HASH} ~app:* +@all -@dangerous -@scripting «-@read»`), says: "VSIM" },
	{
		name: "silent where they are taken away too",
		files: acl(`user app on #${HASH} ~app:* +@all -@dangerous -@scripting -@write -vadd -vrem -vsetattr`),
	},
	{ name: "silent before Redis 8", files: acl(`user app on #${HASH} ~app:* +@all -@dangerous -@scripting -@write`), server: "redis-7.4" },
	{
		name: "silent for Valkey, which has none",
		files: acl(`user app on #${HASH} ~app:* +@all -@dangerous -@scripting -@write`),
		server: "valkey-9.1",
	},
	{ name: "silent where it begins with nothing", files: acl(`user app on #${HASH} ~app:* -@all +@read -@dangerous`) },
]);
