import { notAUserLine } from "../../../server/src/rules/syntax/not-a-user-line";
import { testRule } from "../../support/rules";

testRule(notAUserLine, [
	{ name: "a comment", files: { "users.acl": "«#» users\nuser default off\n" }, fixed: { "users.acl": "user default off\n" } },
	{ name: "a directive", files: { "users.acl": "user default off\n«requirepass» x\n" } },
	{ name: "silent for blank lines", files: { "users.acl": "\nuser default off\n\n" } },
]);
