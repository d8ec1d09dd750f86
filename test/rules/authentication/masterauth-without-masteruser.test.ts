import { createHash } from "node:crypto";
import { masterauthWithoutMasteruser } from "../../../server/src/rules/authentication/masterauth-without-masteruser";
import { testRule } from "../../support/rules";

const STRONG = "correct-horse-battery-staple";
const hash = createHash("sha256").update(STRONG).digest("hex");
const replica = "bind 127.0.0.1\ntls-replication yes\nreplicaof 10.0.0.1 6379\n";
const users = (password: string) => `user default off\nuser replica on #${password} +psync +replconf +ping\n`;

testRule(masterauthWithoutMasteruser, [
	{
		name: "a user has this password",
		files: `${replica}${users(hash)}«masterauth ${STRONG}»\n`,
		severity: "info",
		says: "default, which is off here",
		fixed: `${replica}${users(hash)}masterauth ${STRONG}\nmasteruser replica\n`,
	},
	{ name: "nobody has it", files: `${replica}${users("b".repeat(64))}«masterauth ${STRONG}»\n` },
	{ name: "by its new name", files: `${replica}${users(hash)}«primaryauth ${STRONG}»\n`, server: "valkey-8.1" },
	{ name: "silent with a user", files: `${replica}${users(hash)}masterauth ${STRONG}\nmasteruser replica\n` },
	{
		name: "silent with a user by its new name",
		files: `${replica}${users(hash)}masterauth ${STRONG}\nprimaryuser replica\n`,
		server: "valkey-8.1",
	},
	{ name: "silent where default is on", files: `${replica}user default on #${hash} ~* &* +@all\nmasterauth ${STRONG}\n` },
	{ name: "silent where it is never sent", files: `bind 127.0.0.1\n${users(hash)}masterauth ${STRONG}\n` },
]);
