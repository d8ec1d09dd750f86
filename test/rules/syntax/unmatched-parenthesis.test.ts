import { unmatchedParenthesis } from "../../../server/src/rules/syntax/unmatched-parenthesis";
import { testRule } from "../../support/rules";

const HASH = "b".repeat(64);

testRule(unmatchedParenthesis, [
	{
		name: "crashes in an ACL file",
		files: { "users.acl": `user default off\nuser app on #${HASH} ~app:* +get «(~tmp:* +set»\n` },
		says: "crashes",
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* +get (~tmp:* +set)\n` },
	},
	{ name: "silent where it is closed", files: { "users.acl": `user default off\nuser app on #${HASH} ~app:* +get (~tmp:* +set)\n` } },
]);
