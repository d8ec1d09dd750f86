import { duplicateUser } from "../../../server/src/rules/syntax/duplicate-user";
import { testRule } from "../../support/rules";

const HASH = "b".repeat(64);

testRule(duplicateUser, [
	{ name: "in an ACL file", files: { "users.acl": `user default off\nuser app on #${HASH} ~app:* +get\nuser «app» +set\n` } },
	{
		name: "silent up to 6.2",
		files: { "users.acl": `user default off\nuser app on #${HASH} ~app:* +get\nuser app +set\n` },
		server: "redis-6.2",
	},
]);
