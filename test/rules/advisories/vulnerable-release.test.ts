import { vulnerableRelease } from "../../../server/src/rules/advisories/vulnerable-release";
import { testRule } from "../../support/rules";

const HASH = "b".repeat(64);
/** An ACL file with these users beside a default that is off. */
const acl = (...lines: readonly string[]) => ({ "users.acl": `user default off\n${lines.join("\n")}\n` });

/** What fixes bring or take along in these files is the matter of other rules. */
const ONLY = { rules: { "no-tls-on-a-reachable-address": "off" } } as const;

testRule(vulnerableRelease, [
	{
		name: "scripts: the users who may bring their own",
		files: acl(`user app on #${HASH} ~app:* -@all +get «+eval»`),
		server: "redis-7.2.6",
		severity: "warning",
		says: /Redis 7\.2\.6 has known flaws \(CVE-2025-49844, .*Move to 7\.2\.13 or later.*app is open/,
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +get\n` },
	},
	{ name: "without a password", files: acl("user app on nopass ~app:* -@all +get «+eval»"), server: "redis-7.2.6", severity: "error" },
	{
		name: "without ACLs everybody may",
		files: "«requirepass kP3vXw9Lq2ZsT7mBkP3v»\n",
		server: "redis-7.4.9",
		settings: ONLY,
	},
	{ name: "silent: the same version, scripting taken away", files: acl(`user app on #${HASH} ~app:* -@all +get`), server: "redis-7.2.6" },
	{ name: "silent: mended", files: acl(`user app on #${HASH} ~app:* -@all +get +eval`), server: "redis-8.6.9" },
	{ name: "silent: only the line is known", files: acl(`user app on #${HASH} ~app:* -@all +get +eval`), server: "redis-7.2" },
	{
		name: "Valkey has numbers of its own",
		files: acl(`user app on #${HASH} ~app:* -@all +get «+eval»`),
		server: "valkey-8.1.3",
		says: "Move to 8.1.6",
	},
	{
		name: "a line that is no longer mended",
		files: acl(`user app on #${HASH} ~app:* -@all +get «+eval»`),
		server: "redis-7.0.15",
		says: "Move to 7.2.13 or later",
	},
	{
		name: "RESTORE",
		files: acl(`user app on #${HASH} ~app:* -@all +get «+restore»`),
		server: "redis-8.0.4",
		says: /CVE-2026-25243.*Move to 8\.2\.9/,
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +get\n` },
	},
	{
		name: "HyperLogLog",
		files: acl(`user app on #${HASH} ~app:* -@all +get «+pfadd» +pfcount`),
		server: "valkey-8.0.3",
		says: "CVE-2025-32023",
	},
	{ name: "XACKDEL", files: acl(`user app on #${HASH} ~app:* -@all +get «+xackdel»`), server: "redis-8.2.2", says: "CVE-2025-62507" },
	{ name: "XAUTOCLAIM", files: acl(`user app on #${HASH} ~app:* -@all +get «+xautoclaim»`), server: "redis-7.0.4", says: "CVE-2022-35951" },
	{ name: "STRALGO", files: acl(`user app on #${HASH} ~app:* -@all +get «+stralgo»`), server: "redis-6.0.13", says: "Move to 6.0.14" },
	{
		name: "SORT_RO reads other keys",
		files: acl(`user app on #${HASH} ~app:* -@all +get «+sort_ro»`),
		server: "redis-7.0.12",
		says: "CVE-2023-41053",
	},
	{ name: "silent: SORT_RO of a user with all keys", files: acl(`user app on #${HASH} ~* -@all +get +sort_ro`), server: "redis-7.0.12" },
	{
		name: "CLIENT KILL where TLS is spoken",
		files: `port 0\ntls-port 6379\nuser default off\nuser app on #${HASH} ~app:* -@all +get «+client|kill»\n`,
		server: "valkey-9.1.0",
		says: "CVE-2026-56684",
	},
	{
		name: "silent: CLIENT KILL without TLS",
		files: `user default off\nuser app on #${HASH} ~app:* -@all +get +client|kill\n`,
		server: "valkey-9.1.0",
	},
	{
		name: "the same in Redis",
		files: `port 0\ntls-port 6379\nuser default off\nuser app on #${HASH} ~app:* -@all +get «+client|kill»\n`,
		server: "redis-8.6.5",
		says: "Move to 8.6.6",
	},
	{
		name: "keys past the patterns",
		files: acl(`user app on #${HASH} ~app:* -@all +get «+xread»`),
		server: "redis-8.6.5",
		says: /read or write keys that the user's patterns do not allow.*SORT, GEORADIUS and XREAD/,
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +get\n` },
	},
	{ name: "silent where the user has all keys", files: acl(`user app on #${HASH} ~* -@all +get +xread`), server: "redis-8.6.5" },
	{ name: "vector sets", files: acl(`user app on #${HASH} ~app:* -@all +get «+vsim»`), server: "redis-8.0.6", says: "Move to 8.2.9" },
	{
		name: "requests that are longer than usual",
		files: `bind 127.0.0.1\n«proto-max-bulk-len 1gb»\nuser default off\nuser app on #${HASH} ~app:* -@all +get\n`,
		server: "redis-6.2.5",
		says: "CVE-2021-41099",
		fixed: `bind 127.0.0.1\nproto-max-bulk-len 512mb\nuser default off\nuser app on #${HASH} ~app:* -@all +get\n`,
	},
	{
		name: "silent: requests as long as usual",
		files: `bind 127.0.0.1\nproto-max-bulk-len 512mb\nuser default off\nuser app on #${HASH} ~app:* -@all +get\n`,
		server: "redis-6.2.5",
	},
	{
		name: "replicas that take writes",
		files: `«replica-read-only no»\nuser default off\nuser app on #${HASH} ~app:* -@all +get\n`,
		server: "redis-7.4.8",
		says: "CVE-2026-23631",
		fixed: `replica-read-only yes\nuser default off\nuser app on #${HASH} ~app:* -@all +get\n`,
	},
	{
		name: "clients that are evicted",
		files: `bind 127.0.0.1\n«maxmemory-clients 5%»\nuser default off\nuser app on #${HASH} ~app:* -@all +get\n`,
		server: "redis-7.4.8",
		says: "CVE-2026-23479",
	},
	{
		name: "silent: nobody is evicted",
		files: `bind 127.0.0.1\nmaxmemory-clients 0\nuser default off\nuser app on #${HASH} ~app:* -@all +get\n`,
		server: "redis-7.4.8",
	},
	{
		name: "clients that do not log in",
		files: "bind 10.0.0.5\nrequirepass kP3vXw9Lq2ZsT7mBkP3v\n«client-output-buffer-limit normal 0 0 0»\n",
		server: "redis-7.4.2",
		severity: "warning",
		says: "CVE-2025-21605",
		settings: { rules: { ...ONLY.rules, "flushall-enabled": "off" }, administrators: ["default"] },
		fixed: "bind 10.0.0.5\nrequirepass kP3vXw9Lq2ZsT7mBkP3v\nclient-output-buffer-limit normal 64mb 16mb 60\n",
	},
	{
		name: "a socket that is open for a moment",
		files: `port 0\nunixsocket /run/redis/redis.sock\n«unixsocketperm 700»\nuser default off\nuser app on #${HASH} ~app:* -@all +get\n`,
		server: "redis-7.2.1",
		severity: "info",
	},
	{
		name: "names in certificates",
		files: `port 0\ntls-port 6379\n«tls-auth-clients-user CN»\nuser default off\nuser app on #${HASH} ~app:* -@all +get\n`,
		server: "redis-8.6.5",
		says: /^Redis 8\.6\.5 has a known flaw: a certificate/,
	},
	{ name: "silent for administrators, who may do worse", files: acl(`user admin on #${HASH} ~* +@all`), server: "redis-7.2.6" },
]);
