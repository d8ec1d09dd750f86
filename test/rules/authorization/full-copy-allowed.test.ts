import { fullCopyAllowed } from "../../../server/src/rules/authorization/full-copy-allowed";
import { testRule } from "../../support/rules";

const HASH = "b".repeat(64);
/** An ACL file with these users beside a default that is off. */
const acl = (...lines: readonly string[]) => ({ "users.acl": `user default off\n${lines.join("\n")}\n` });

testRule(fullCopyAllowed, [
	{
		name: "beside its keys",
		files: acl(`user app on #${HASH} ~app:* -@all +get «+psync» +sync`),
		severity: "warning",
		says: "PSYNC and SYNC",
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +get\n` },
	},
	{ name: "without a password", files: acl("user app on nopass ~app:* -@all +get «+sync»"), severity: "error" },
	{ name: "a replica without a password", files: acl("user replica on nopass «+psync» +replconf +ping"), severity: "error" },
	{ name: "silent for a user of replicas", files: acl(`user replica on #${HASH} +psync +replconf +ping`) },
	{ name: "silent for administrators", files: acl(`user admin on #${HASH} ~* +@all`) },
	{ name: "silent for users with broad rights", files: acl(`user app on #${HASH} ~* +@all`) },
]);
