import { createHash } from "node:crypto";
import { weakPassword } from "../../../server/src/rules/authentication/weak-password";
import { testRule } from "../../support/rules";

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");
const HASH = "b".repeat(64);
const reachable = "bind 10.0.0.5\n";
/** In an ACL file the new password stands in clear text. */
const NEW_PASSWORD = ["plaintext-acl-password"];

testRule(weakPassword, [
	{
		name: "requirepass from the documentation",
		files: `${reachable}requirepass «foobared»\n`,
		severity: "error",
		says: "everybody tries first",
		fixed: `${reachable}requirepass ‹default›\n`,
	},
	{ name: "only this machine reaches it", files: "bind 127.0.0.1\nrequirepass «foobared»\n", severity: "warning" },
	{ name: "with digits behind it", files: `${reachable}requirepass «Redis2024!»\n`, severity: "error" },
	{
		name: "of ten characters: not guessed at once",
		files: `${reachable}requirepass «k3Xp9Lw2Qv»\n`,
		severity: "warning",
		says: "fewer than 16",
	},
	{ name: "of ten characters, on this machine", files: "bind 127.0.0.1\nrequirepass «k3Xp9Lw2Qv»\n", severity: "info" },
	{ name: "of four", files: `${reachable}requirepass «x9Qk»\n`, severity: "error" },
	{
		name: "the same few characters again and again",
		files: `${reachable}requirepass «ababababababababab»\n`,
		severity: "error",
		says: "repeats",
	},
	{
		name: "masterauth with the same password: said once, and changed with it",
		files: `${reachable}requirepass «changeme»\nmasterauth changeme\n`,
		fixed: `${reachable}requirepass ‹default›\nmasterauth ‹default›\n`,
		fix: /masterauth too/,
	},
	{ name: "masterauth beside a requirepass that does nothing", files: `requirepass changeme\nuser default off\nmasterauth «changeme»\n` },
	{
		name: "the password of a user, sent to the primary in its name: said once, and changed in both places",
		files: {
			"redis.conf": "aclfile users.acl\nbind 127.0.0.1\nmasteruser node\nmasterauth secret\n",
			"users.acl": "user default off\nuser node on «>secret» -@all +psync +replconf +ping\n",
		},
		fixed: {
			"redis.conf": "aclfile users.acl\nbind 127.0.0.1\nmasteruser node\nmasterauth ‹node›\n",
			"users.acl": "user default off\nuser node on >‹node› -@all +psync +replconf +ping\n",
		},
	},
	{
		name: "in development what takes long to guess weighs no more than what does not",
		files: "bind 0.0.0.0\nrequirepass «xK2vQ9zPw1»\n",
		settings: { profile: "development" },
		severity: "info",
	},
	{
		name: "masterauth alone",
		files: "bind 127.0.0.1\nreplicaof 10.0.0.1 6379\ntls-replication yes\nmasterauth «secret»\n",
		says: "Give the primary",
		severity: "error",
	},
	{
		name: "the user's name",
		files: `${reachable}user default off\nuser worker on «>worker1» ~app:* +get\n`,
		severity: "error",
		says: "own name",
		fixed: `${reachable}user default off\n# New password of worker: ‹worker› (hand it to the clients, then delete this line)\nuser worker on ‹#worker› ~app:* +get\n`,
	},
	{
		name: "in an ACL file",
		files: { "users.acl": "user default off\nuser app on «>secret» ~app:* +get\n" },
		severity: "error",
		fixed: { "users.acl": "user default off\nuser app on >‹app› ~app:* +get\n" },
		brings: NEW_PASSWORD,
	},
	{
		name: "the hash of one that everybody tries",
		files: { "users.acl": `user default off\nuser app on «#${hashOf("foobared")}» ~app:* +get\n` },
		says: "its SHA-256",
		brings: NEW_PASSWORD,
	},
	{
		name: "the hash of one that everybody tries, in a list of users with the same rules",
		files: {
			"users.acl": `user default off\n${[HASH, "b".repeat(64), "c".repeat(64), hashOf("foobared"), "d".repeat(64)]
				.map((hash, at) => `user app${at} on ${at === 3 ? `«#${hash}»` : `#${hash}`} ~app:* +get\n`)
				.join("")}`,
		},
		says: "its SHA-256",
		brings: NEW_PASSWORD,
	},
	{
		name: "Sentinel's passwords, each once",
		files: {
			"sentinel.conf":
				"requirepass «redis123»\nsentinel monitor one 10.0.0.1 6379 2\nsentinel auth-pass one «foobared»\nsentinel sentinel-pass redis123\n",
		},
		severity: "error",
	},
	{
		name: "the words of an example",
		files: `${reachable}requirepass «YOUR_STRONG_REDIS_PASSWORD»\n`,
		severity: "error",
		says: "text of an example",
	},
	{ name: "the words of an example in one", files: `${reachable}requirepass «mySuperSecretRedisPassword123»\n` },
	{ name: "a text to replace", files: `${reachable}requirepass «SHOP_APP_PASSWORD_PLACEHOLDER»\n` },
	{ name: "silent for a word of examples inside others", files: `${reachable}requirepass passing-clouds-seldom-whisper\n` },
	{ name: "silent for a long one", files: `${reachable}requirepass correct-horse-battery-staple\n` },
	{ name: "silent for any other hash", files: { "users.acl": `user default off\nuser app on #${HASH} ~app:* +get\n` } },
	{ name: "silent for a user who is off", files: { "users.acl": "user default off\nuser app off >secret ~app:* +get\n" } },
	{
		name: "silent where the password is taken back",
		files: { "users.acl": `user default off\nuser app on >secret <secret #${HASH} +get\n` },
	},
	{ name: "silent where requirepass does nothing", files: `requirepass foobared\nuser default on #${HASH} ~* +@all\n` },
	{ name: "silent for a placeholder: that is placeholder-password", files: `requirepass \${PASS}\n` },
]);
