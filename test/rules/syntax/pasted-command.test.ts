import { pastedCommand } from "../../../server/src/rules/syntax/pasted-command";
import { testRule } from "../../support/rules";

const HASH = "b".repeat(64);

testRule(pastedCommand, [
	{ name: "CONFIG SET", files: "bind 127.0.0.1\n«CONFIG SET» maxmemory 100mb\n", fixed: "bind 127.0.0.1\nmaxmemory 100mb\n" },
	{
		name: "ACL SETUSER",
		files: `bind 127.0.0.1\nuser default off\n«acl setuser» app on #${HASH} ~app:* +get\n`,
		fixed: `bind 127.0.0.1\nuser default off\nuser app on #${HASH} ~app:* +get\n`,
	},
	{ name: "silent for a user line", files: `bind 127.0.0.1\nuser default off\nuser acl on #${HASH} ~app:* +get\n` },
]);
