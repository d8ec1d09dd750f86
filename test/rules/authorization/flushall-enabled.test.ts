import { flushallEnabled } from "../../../server/src/rules/authorization/flushall-enabled";
import { testRule } from "../../support/rules";

const HASH = "b".repeat(64);
const acl = (line: string) => ({ "users.acl": `user default off\n${line}\n` });

testRule(flushallEnabled, [
	{
		name: "no ACL: the new user line carries the hash of the password in force",
		files: "«bind 127.0.0.1»\nrequirepass correct-horse-battery-staple\n",
		severity: "warning",
		fixed:
			"bind 127.0.0.1\nrequirepass correct-horse-battery-staple\nuser default on ‹=correct-horse-battery-staple› ~* &* +@all -flushall -flushdb\n",
	},
	{
		name: "no ACL and no password: a new password too",
		files: "«bind 127.0.0.1»\n",
		fixed: "bind 127.0.0.1\nrequirepass ‹default›\nuser default on ‹#default› ~* &* +@all -flushall -flushdb\n",
	},
	{
		name: "a password that waits to be filled in: nobody knows its hash",
		files: "«bind 127.0.0.1»\nrequirepass ${REDIS_PASSWORD}\n",
		says: /commands to administrators\.$/,
	},
	{
		name: "no ACL and a password that is easy to guess: a new one",
		files: "«bind 127.0.0.1»\nrequirepass foobared\n",
		fixed: "bind 127.0.0.1\nrequirepass ‹default›\nuser default on ‹#default› ~* &* +@all -flushall -flushdb\n",
	},
	{
		name: "6.0 knows no channels",
		files: "«bind 127.0.0.1»\nrequirepass correct-horse-battery-staple\n",
		server: "redis-6.0",
		fixed:
			"bind 127.0.0.1\nrequirepass correct-horse-battery-staple\nuser default on ‹=correct-horse-battery-staple› ~* +@all -flushall -flushdb\n",
	},
	{ name: "one of the two is renamed", files: '«bind 127.0.0.1»\nrequirepass correct-horse-battery-staple\nrename-command FLUSHALL ""\n' },
	{
		name: "user lines that leave default to requirepass",
		files: `«bind 127.0.0.1»\nrequirepass correct-horse-battery-staple\nuser app on #${HASH} ~app:* +get\n`,
		fixed: `bind 127.0.0.1\nrequirepass correct-horse-battery-staple\nuser app on #${HASH} ~app:* +get\nuser default on ‹=correct-horse-battery-staple› ~* &* +@all -flushall -flushdb\n`,
	},
	{
		name: "stands where the file speaks of users",
		files: "bind 127.0.0.1\nrequirepass correct-horse-battery-staple\n# ACL file\n«# aclfile /etc/redis/users.acl»\n",
	},
	{
		name: "@write holds both",
		files: acl(`user app on #${HASH} ~app:* «+@write»`),
		says: "FLUSHALL and FLUSHDB",
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* +@write -flushall -flushdb\n` },
	},
	{ name: "@keyspace holds both", files: acl(`user app on #${HASH} ~app:* «+@keyspace»`) },
	{ name: "order decides: granted again", files: acl(`user app on #${HASH} ~app:* +@all -@dangerous «+@all»`) },
	{ name: "one of them", files: acl(`user app on #${HASH} ~app:* «+@write» +flushdb -flushall`), says: "may run FLUSHDB" },
	{
		name: "a selector grants it",
		files: acl(`user app on #${HASH} ~app:* +get «(~tmp:* +@write)»`),
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* +get (~tmp:* +@write -flushall -flushdb)\n` },
	},
	{
		name: "a selector in quotes",
		files: `bind 127.0.0.1\nuser default off\nuser app on #${HASH} ~app:* +get «"(~tmp:* +@write)"»\n`,
		fixed: `bind 127.0.0.1\nuser default off\nuser app on #${HASH} ~app:* +get "(~tmp:* +@write -flushall -flushdb)"\n`,
	},
	{ name: "default with a password is no administrator", files: { "users.acl": `user default on #${HASH} ~* &* «+@all»\n` } },
	{ name: "silent for administrators", files: acl(`user admin on #${HASH} ~* &* +@all`) },
	{
		name: "silent for administrators by the settings",
		files: acl(`user ops on #${HASH} ~* &* +@all`),
		settings: { administrators: ["ops"] },
	},
	{ name: "silent where the order takes it away", files: acl(`user app on #${HASH} ~app:* +@all -@dangerous`) },
	{ name: "silent for a user who is off", files: acl(`user app off #${HASH} ~app:* +@all`) },
	{ name: "silent where default is open: that is open-default-user", files: { "users.acl": "user default on nopass ~* +@all\n" } },
	{
		name: "silent where both are renamed",
		files: 'requirepass correct-horse-battery-staple\nrename-command FLUSHALL ""\nrename-command FLUSHDB ""\n',
	},
]);
