import { sortReadsOtherKeys } from "../../../server/src/rules/authorization/sort-reads-other-keys";
import { testRule } from "../../support/rules";

const HASH = "b".repeat(64);
/** An ACL file with these users beside a default that is off. */
const acl = (...lines: readonly string[]) => ({ "users.acl": `user default off\n${lines.join("\n")}\n` });

testRule(sortReadsOtherKeys, [
	{
		name: "limited to keys",
		files: acl(`user app on #${HASH} ~app:* -@all +get «+sort»`),
		server: "redis-6.2",
		severity: "warning",
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +get\n` },
	},
	{ name: "in a category", files: acl(`user app on #${HASH} ~app:* -@all «+@list»`), server: "redis-6.0" },
	{ name: "silent from 7.0", files: acl(`user app on #${HASH} ~app:* -@all +get +sort`), server: "redis-7.0" },
	{ name: "silent where every key is open", files: acl(`user app on #${HASH} ~* -@all +get +sort`), server: "redis-6.2" },
	{
		name: "silent where -@dangerous takes it away",
		files: acl(`user app on #${HASH} ~app:* -@all +@list -@dangerous`),
		server: "redis-6.2",
	},
]);
