import { renameCommandInsteadOfAcl } from "../../../server/src/rules/authorization/rename-command-instead-of-acl";
import { testRule } from "../../support/rules";

const USERS = `user default off\nuser app on #${"b".repeat(64)} ~app:* -@all +get\n`;

testRule(renameCommandInsteadOfAcl, [
	{
		name: "one command",
		files: `«rename-command FLUSHALL b840fc02d524045429941cc15f59e41cb7be6c52»\n${USERS}`,
		severity: "info",
		says: "renames FLUSHALL for everybody",
	},
	{
		name: "several, said once, the new names never",
		files: `«rename-command CONFIG b840fc02d524045429941cc15f59e41cb7be6c52»\nrename-command DEBUG 5ce37b8a1dd64eb6b5e2f1a9c0d7\n${USERS}`,
		says: /These lines rename CONFIG and DEBUG(?!.*(?:b840fc|5ce37))/,
	},
	{ name: "silent where a command is taken away from everybody", files: `rename-command DEBUG ""\n${USERS}` },
	{ name: "silent without", files: USERS },
]);
