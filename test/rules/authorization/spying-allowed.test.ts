import { spyingAllowed } from "../../../server/src/rules/authorization/spying-allowed";
import { testRule } from "../../support/rules";

const HASH = "b".repeat(64);
/** An ACL file with these users beside a default that is off. */
const acl = (...lines: readonly string[]) => ({ "users.acl": `user default off\n${lines.join("\n")}\n` });

testRule(spyingAllowed, [
	{
		name: "everything",
		files: acl(`user app on #${HASH} ~app:* -@all +get «+monitor»`),
		severity: "warning",
		says: "every command of every client",
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +get\n` },
	},
	{ name: "the slow ones", files: acl(`user exporter on #${HASH} -@all +info «+slowlog»`), severity: "info", says: "SLOWLOG GET" },
	{ name: "Valkey's other log", files: acl(`user exporter on #${HASH} -@all +info «+commandlog|get»`), server: "valkey-8.1" },
	{ name: "6.2", files: acl(`user exporter on #${HASH} -@all +info «+slowlog»`), server: "redis-6.2", severity: "info" },
	{ name: "silent about how many there are", files: acl(`user exporter on #${HASH} -@all +info +slowlog|len`) },
	{ name: "silent for administrators", files: acl(`user admin on #${HASH} -@all +monitor`) },
]);
