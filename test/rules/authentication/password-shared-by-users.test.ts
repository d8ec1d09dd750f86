import { createHash } from "node:crypto";
import { passwordSharedByUsers } from "../../../server/src/rules/authentication/password-shared-by-users";
import { testRule } from "../../support/rules";

const A = "a".repeat(64);
const B = "b".repeat(64);
const STRONG = "correct-horse-battery-staple";
const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");
const acl = (...lines: string[]) => ({ "users.acl": `user default off\n${lines.join("\n")}\n` });

testRule(passwordSharedByUsers, [
	{
		name: "two hashes",
		files: acl(`user one on #${A} ~one:* +get`, `user two on «#${A}» ~two:* +get`),
		severity: "warning",
		says: /^one and two have the same password/,
		fixed: acl(`user one on #${A} ~one:* +get`, "user two on >‹two› ~two:* +get"),
		brings: ["plaintext-acl-password"],
	},
	{
		name: "in redis.conf the new one is hashed",
		files: `user default off\nuser one on #${A} ~one:* +get\nuser two on «#${A}» ~two:* +get\n`,
		fixed: `user default off\nuser one on #${A} ~one:* +get\n# New password of two: ‹two› (hand it to the clients, then delete this line)\nuser two on ‹#two› ~two:* +get\n`,
	},
	{
		name: "a clear text and its hash",
		files: acl(`user one on >${STRONG} +get`, `user two on «#${hashOf(STRONG)}» +get`),
		brings: ["plaintext-acl-password"],
	},
	{ name: "clear texts", files: acl(`user one on >${STRONG} +get`, `user two on «>${STRONG}» +get`) },
	{
		name: "requirepass is the password of default",
		files: `bind 127.0.0.1\nrequirepass ${STRONG}\nuser app on «#${hashOf(STRONG)}» ~app:* +get\n`,
		says: "default and app",
	},
	{
		name: "five users: said once",
		files: acl(...["a", "b", "c", "d", "e"].map((name, index) => `user ${name} on ${index === 1 ? `«#${A}»` : `#${A}`} +get`)),
		says: "a, b, c and 2 more",
	},
	{
		name: "a second password of both",
		files: acl(`user one on #${A} #${B} +get`, `user two on «#${B}» +get`),
		brings: ["plaintext-acl-password"],
	},
	{ name: "silent for hashes that end alike", files: acl(`user one on #${A} +get`, `user two on #${"b".repeat(10)}${A.slice(10)} +get`) },
	{
		name: "the same among hashes that end alike",
		files: acl(`user one on #${A} +get`, `user two on #${"b".repeat(10)}${A.slice(10)} +get`, `user three on «#${A}» +get`),
		says: /^one and three have the same password/,
		brings: ["plaintext-acl-password"],
	},
	{ name: "silent for different ones", files: acl(`user one on #${A} +get`, `user two on #${B} +get`) },
	{ name: "silent where one of them is off", files: acl(`user one off #${A} +get`, `user two on #${A} +get`) },
	{ name: "silent for two passwords of one user", files: acl(`user one on #${A} #${B} +get`) },
]);
