import { credentialsReadable } from "../../../server/src/rules/authorization/credentials-readable";
import { testRule } from "../../support/rules";

const HASH = "b".repeat(64);
/** An ACL file with these users beside a default that is off. */
const acl = (...lines: readonly string[]) => ({ "users.acl": `user default off\n${lines.join("\n")}\n` });

testRule(credentialsReadable, [
	{
		name: "a secret that a line sets",
		files: `masterauth kP3vXw9Lq2ZsT7mBkP3v\nuser default off\nuser exporter on #${HASH} -@all +info «+config|get»\n`,
		severity: "warning",
		says: "read masterauth in clear text",
		fixed: `masterauth kP3vXw9Lq2ZsT7mBkP3v\nuser default off\nuser exporter on #${HASH} -@all +info\n`,
	},
	{
		name: "an ACL file alone: nobody knows the settings",
		files: acl(`user exporter on #${HASH} -@all +info «+config|get»`),
		severity: "info",
	},
	{
		name: "hashes",
		files: acl(`user audit on #${HASH} -@all +ping «+acl|list»`),
		severity: "info",
		says: "hashes of all users' passwords",
	},
	{
		name: "6.2: by the first argument",
		files: acl(`user exporter on #${HASH} -@all +info «+config|get»`),
		server: "redis-6.2",
		fixed: { "users.acl": `user default off\nuser exporter on #${HASH} -@all +info\n` },
	},
	{ name: "silent where no setting holds a secret", files: `user default off\nuser exporter on #${HASH} -@all +info +config|get\n` },
	{
		name: "silent where only the name of a user can be read",
		files: `masteruser replica\nuser default off\nuser exporter on #${HASH} -@all +info +config|get\n`,
	},
	{ name: "silent where the settings can be changed as well: that is worse", files: acl(`user app on #${HASH} -@all +ping +config`) },
	{ name: "silent for administrators", files: acl(`user admin on #${HASH} -@all +config|get`) },
]);
