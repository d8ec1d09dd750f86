import { renameCommandGuessable } from "../../../server/src/rules/authorization/rename-command-guessable";
import { testRule } from "../../support/rules";

const USERS = `user default off\nuser app on #${"b".repeat(64)} ~app:* -@all +set\n`;

testRule(renameCommandGuessable, [
	{
		name: "contains the old name",
		files: `rename-command CONFIG «my-config-2024-production»\n${USERS}`,
		severity: "info",
		says: /contains the old one(?!.*2024)/,
		fixed: `rename-command CONFIG ""\n${USERS}`,
	},
	{ name: "spelled backwards", files: `rename-command FLUSHALL «0123456789-llahsulf»\n${USERS}` },
	{ name: "short", files: `rename-command DEBUG «xyz123»\n${USERS}`, says: "fewer than 12 characters" },
	{ name: "silent for a long random name", files: `rename-command CONFIG b840fc02d524045429941cc15f59e41cb7be6c52\n${USERS}` },
	{ name: "silent where the command is gone", files: `rename-command CONFIG ""\n${USERS}` },
	{ name: "silent for a harmless command", files: `rename-command GET xget\n${USERS}` },
]);
