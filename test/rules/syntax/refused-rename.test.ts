import { refusedRename } from "../../../server/src/rules/syntax/refused-rename";
import { testRule } from "../../support/rules";

testRule(refusedRename, [
	{ name: "no such command", files: "bind 127.0.0.1\nrename-command «NOPE» x\n", fixed: "bind 127.0.0.1\n# rename-command NOPE x\n" },
	{ name: "renamed twice", files: "bind 127.0.0.1\nrename-command GET a\nrename-command «GET» b\n" },
	{
		name: "renamed twice for a primary",
		files: {
			"sentinel.conf": "sentinel monitor m 10.0.0.1 6379 2\nsentinel rename-command m CONFIG a\nsentinel rename-command m «CONFIG» b\n",
		},
	},
	{ name: "silent for a command of the release", files: 'bind 127.0.0.1\nrename-command DEBUG ""\n' },
]);
