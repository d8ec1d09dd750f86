import { openDefaultUser } from "../../../server/src/rules/authentication/open-default-user";
import { testRule } from "../../support/rules";

const HASH = "b".repeat(64);

/** A new password has to be noted before it is hashed, and a default that is no longer open is a user like others. */
const NEW_PASSWORD = ["plaintext-acl-password", "flushall-enabled"];

testRule(openDefaultUser, [
	{
		name: "a user line says nopass",
		files: "bind 0.0.0.0\nprotected-mode no\nuser default on «nopass» ~* &* +@all\n",
		severity: "error",
		fixed: "bind 0.0.0.0\nprotected-mode no\nuser default off ~* &* +@all\n",
		brings: NEW_PASSWORD,
	},
	{
		name: "nothing but health checks",
		files: "bind 0.0.0.0\nprotected-mode no\nuser default on «nopass» ~* -@all +ping +hello +command\n",
		severity: "warning",
		says: "so little is lost",
		brings: NEW_PASSWORD,
	},
	{
		name: "one selector is enough for harm",
		files: "bind 0.0.0.0\nprotected-mode no\nuser default on «nopass» -@all +ping (+get ~*)\n",
		severity: "error",
		brings: NEW_PASSWORD,
	},
	{
		name: "only this machine reaches it",
		files: "bind 127.0.0.1\nuser default on «nopass» ~* &* +@all\n",
		severity: "warning",
		brings: NEW_PASSWORD,
	},
	{
		name: "a new password in place of nopass",
		files: "bind 127.0.0.1\nuser default on «nopass» ~* &* +@all\n",
		fixed: "bind 127.0.0.1\nuser default on >‹default› ~* &* +@all\n",
		fix: /random password/,
		brings: NEW_PASSWORD,
	},
	{
		name: "the ACL file leaves default out",
		files: { "redis.conf": "bind 127.0.0.1\naclfile users.acl\n", "users.acl": `«user app on #${HASH} ~app:* +get»\n` },
		fixed: { "users.acl": `user app on #${HASH} ~app:* +get\nuser default off\n` },
	},
	{
		name: "an ACL file that stands alone",
		files: { "users.acl": `«user app on #${HASH} ~app:* +get»\n` },
		severity: "error",
		fixed: { "users.acl": `user app on #${HASH} ~app:* +get\nuser default off\n` },
	},
	{
		name: "keywords ignore case, and the fix closes protected mode's gap",
		files: "port 6379\nuser default ON «NOPASS» allkeys allcommands\n",
		fixed: "port 6379\nuser default off allkeys allcommands\nbind 127.0.0.1 -::1\n",
		fix: /bind/,
		brings: NEW_PASSWORD,
	},
	{ name: "silent where nopass is taken back", files: `user default on nopass #${HASH} ~* +@all\nbind 127.0.0.1\n` },
	{ name: "silent where resetpass takes it back", files: "user default on nopass resetpass ~* +@all\n" },
	{ name: "silent where default is off", files: { "users.acl": "user default off nopass ~* +@all\n" } },
	{ name: "silent without users: that is missing-requirepass", files: "port 6379\n" },
]);
