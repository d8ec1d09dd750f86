// support: random files that the rules have something to say of: a redis.conf with its ACL file or an included part, an ACL file alone, a sentinel.conf.
import { createHash } from "node:crypto";
import fc from "fast-check";
import { allReleases } from "../../server/src/knowledge/release";

export interface RuleFiles {
	/** "redis-7.4" and the like. */
	readonly server: string;
	/** By name; the first is the root. */
	readonly files: Readonly<Record<string, string>>;
}

/** Files that a server of the release takes, most of the time. */
export function ruleFiles(): fc.Arbitrary<RuleFiles> {
	const server = fc.constantFrom(...allReleases().map(({ id }) => id));
	return fc.oneof(
		{ weight: 6, arbitrary: fc.record({ server, files: configFile([]).map((text) => ({ "redis.conf": text })) }) },
		{ weight: 3, arbitrary: fc.record({ server, files: withAclFile }) },
		{ weight: 1, arbitrary: fc.record({ server, files: withInclude }) },
		{ weight: 1, arbitrary: fc.record({ server, files: aclFile.map((text) => ({ "users.acl": text })) }) },
		{ weight: 2, arbitrary: fc.record({ server, files: sentinelFile.map((text) => ({ "sentinel.conf": text })) }) },
	);
}

const HASH = createHash("sha256").update("a long phrase of nobody").digest("hex");
const STRONG = "vQ4w9LmT2xZr7bNcKpYd";
const PASSWORDS = [
	STRONG,
	"kP3vXw9Lq2ZsT7mBkP3v",
	"foobared",
	"secret",
	"app",
	"123456",
	`\${REDIS_PASSWORD}`,
	"a-long-phrase-that-nobody-guesses-9",
];

/** Values by directive; each file takes some of them. */
const SETTINGS: Readonly<Record<string, readonly string[]>> = {
	bind: [
		"127.0.0.1",
		"127.0.0.1 ::1",
		"127.0.0.1 -::1",
		"0.0.0.0",
		"*",
		"* -::*",
		"10.0.0.5",
		"10.0.0.5 127.0.0.1",
		"203.0.113.7",
		"203.0.113.7 127.0.0.1",
		"::1",
	],
	port: ["0", "6379", "7000"],
	"tls-port": ["0", "6380", "6379"],
	"protected-mode": ["yes", "no"],
	requirepass: [...PASSWORDS, '""'],
	masterauth: PASSWORDS,
	masteruser: ["replica", "default"],
	replicaof: ["10.0.0.1 6379", "primary.example 6379", "127.0.0.1 6379", "no one"],
	"replica-read-only": ["yes", "no"],
	"tls-cert-file": [
		"/etc/redis/tls/redis.crt",
		"/etc/ssl/redis.crt",
		"/etc/redis/tls/expired.crt",
		"/etc/redis/tls/small.crt",
		"redis.crt",
	],
	"tls-key-file": ["/etc/redis/tls/redis.key", "/etc/ssl/redis.key", "/etc/redis/tls/open-redis.key", "/etc/redis/tls/small.key"],
	"tls-ca-cert-file": ["/etc/redis/tls/ca.crt", "/etc/ssl/ca.crt", "/etc/ssl/certs/ca-certificates.crt"],
	"tls-ca-cert-dir": ["/etc/ssl/certs", "/etc/redis/ca"],
	"tls-auth-clients": ["yes", "no", "optional"],
	"tls-auth-clients-user": ["CN", "off"],
	"tls-protocols": ['"TLSv1.2 TLSv1.3"', '"TLSv1 TLSv1.1 TLSv1.2"', "TLSv1.1", '"TLSv1.1 TLSv1.2"', "TLSv1.3", '""'],
	"tls-ciphers": ["DEFAULT:!MEDIUM", "ALL:@SECLEVEL=0", "HIGH:!aNULL", "RC4-SHA", "DEFAULT"],
	"tls-ciphersuites": ["TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256"],
	"tls-replication": ["yes", "no"],
	"tls-cluster": ["yes", "no"],
	"tls-dh-params-file": ["/etc/redis/tls/dh1024.pem"],
	"tls-prefer-server-ciphers": ["yes", "no"],
	"cluster-enabled": ["yes", "no"],
	"cluster-port": ["0", "17000"],
	unixsocket: ["/run/redis/redis.sock"],
	unixsocketperm: ["777", "770", "700", "666", "0"],
	dir: ["./", "/var/lib/redis", "/etc/cron.d", "/root/.ssh", "/", "/var/www/html"],
	dbfilename: ["dump.rdb", "authorized_keys", "root", "index.php"],
	save: ['""', "3600 1", "3600 1 300 100", "900 1"],
	appendonly: ["yes", "no"],
	loadmodule: ["/tmp/module.so", "/usr/lib/redis/module.so", "./module.so"],
	"enable-debug-command": ["yes", "no", "local"],
	"enable-module-command": ["yes", "no", "local"],
	"enable-protected-configs": ["yes", "no", "local"],
	"lua-enable-insecure-api": ["yes", "no"],
	"sanitize-dump-payload": ["yes", "no", "clients"],
	"gopher-enabled": ["yes", "no"],
	"acllog-max-len": ["0", "128"],
	"slowlog-max-len": ["0", "128"],
	"slowlog-log-slower-than": ["-1", "10000", "0"],
	"hide-user-data-from-log": ["yes", "no"],
	maxmemory: ["0", "256mb", "2gb"],
	"maxmemory-policy": ["allkeys-lru", "noeviction"],
	"maxmemory-clients": ["0", "5%", "1gb"],
	maxclients: ["10000", "1000", "100000"],
	timeout: ["0", "300"],
	"client-output-buffer-limit": ["normal 0 0 0", "replica 256mb 64mb 60", "pubsub 0 0 0", "normal 32mb 8mb 60"],
	"rename-command": [
		'CONFIG ""',
		"FLUSHALL gone",
		'FLUSHALL ""',
		"DEBUG debug",
		"PSYNC x-psync",
		"config b840fc02d524045429941cc15f59e41cb7be6c52",
	],
	"notify-keyspace-events": ['""', "KEA", "Ex", "KA"],
	"acl-pubsub-default": ["allchannels", "resetchannels"],
	"slave-read-only": ["yes", "no"],
	"list-max-ziplist-size": ["-2"],
	daemonize: ["yes", "no"],
	logfile: ['""', "/var/log/redis.log"],
	supervised: ["no"],
};

const setting = fc
	.constantFrom(...Object.entries(SETTINGS))
	.chain(([name, values]) => fc.constantFrom(...values).map((value) => `${name} ${value}`));

const RULES = [
	...["~*", "~app:*", "~*", "~cache:*", "%R~shared:*", "allkeys", "&*", "&news", "allchannels", "resetchannels", "resetkeys"],
	...["+@all", "-@all", "+@read", "+@write", "-@dangerous", "+@keyspace", "+@admin", "+@connection", "-@scripting", "+@pubsub", "+@fast"],
	...[
		"+get",
		"+set",
		"+flushall",
		"-flushall",
		"+keys",
		"+eval",
		"+config",
		"+config|get",
		"+sync",
		"+psync",
		"+monitor",
		"+sort",
		"+ping",
	],
	...["+replicaof", "+acl", "+debug", "-keys", "allcommands", "nocommands", "+client", "+info", "+migrate", "+restore", "+script", "+scan"],
	...["sanitize-payload", "skip-sanitize-payload", "(+@write ~tmp:*)", "(+get ~other:*)", "clearselectors", "+subscribe", "+publish"],
	...["reset", "db=0", "alldbs"],
];

const entry = fc.oneof(
	{ weight: 4, arbitrary: fc.constantFrom(...PASSWORDS.slice(0, 6)).map((password) => `>${password}`) },
	{ weight: 3, arbitrary: fc.constant(`#${HASH}`) },
	{ weight: 2, arbitrary: fc.constant("nopass") },
	{ weight: 1, arbitrary: fc.constant("resetpass") },
);

/** A name, and its rules: who enters, whether, and what may be done. */
function userLine(name: fc.Arbitrary<string>): fc.Arbitrary<string> {
	const on = fc.oneof(
		{ weight: 6, arbitrary: fc.constant(["on"]) },
		{ weight: 1, arbitrary: fc.constant(["off"]) },
		{ weight: 1, arbitrary: fc.constant([]) },
	);
	const entries = fc.array(entry, { minLength: 0, maxLength: 2 });
	const common = fc.constantFrom(
		["~*", "&*", "+@all"],
		["~app:*", "+@read", "+@write"],
		["~*", "+@all", "-@dangerous"],
		["~app:*", "-@all", "+get", "+set"],
	);
	const rights = fc.oneof(common, fc.array(fc.constantFrom(...RULES), { maxLength: 8 }));
	return fc
		.tuple(name, on, entries, rights)
		.map(([user, state, passwords, rules]) => ["user", user, ...state, ...passwords, ...rules].join(" "));
}

const NAMES = ["default", "app", "admin", "worker", "replica", "monitoring"];

/** One line for each of some names. */
const userLines = fc
	.uniqueArray(fc.oneof({ weight: 3, arbitrary: fc.constant("default") }, { weight: 5, arbitrary: fc.constantFrom(...NAMES) }), {
		maxLength: 4,
	})
	.chain((names) => fc.tuple(...names.map((name) => userLine(fc.constant(name)))));

const COMMENTS = [
	"# a comment",
	"",
	"# requirepass foobared",
	"# bind 127.0.0.1 ::1",
	"# maxmemory <bytes>",
	"# tls-auth-clients no",
	'# rename-command CONFIG ""',
	"# user worker +@list ~jobs:* on >secret",
	"# redis-security-lint-disable weak-password",
	"# redis-security-lint-disable-next-line missing-requirepass bind-all-interfaces",
];

const comment = fc.constantFrom(...COMMENTS);

function configFile(given: readonly string[]): fc.Arbitrary<string> {
	const line = fc.oneof({ weight: 8, arbitrary: setting }, { weight: 2, arbitrary: comment });
	const users =
		given.length > 0 ? fc.constant([]) : fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: userLines });
	const tls = fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.constant(TLS) });
	return fc
		.tuple(fc.array(line, { maxLength: 10 }), users, tls)
		.chain(([lines, names, pair]) =>
			fc.shuffledSubarray([...lines, ...names, ...pair, ...given], { minLength: lines.length + names.length + pair.length + given.length }),
		)
		.chain(asText);
}

const TLS = [
	"tls-port 6380",
	"tls-cert-file /etc/redis/tls/redis.crt",
	"tls-key-file /etc/redis/tls/redis.key",
	"tls-ca-cert-file /etc/redis/tls/ca.crt",
];

function asText(lines: readonly string[]): fc.Arbitrary<string> {
	return fc
		.tuple(fc.constantFrom("\n", "\n", "\n", "\r\n"), fc.constantFrom(true, true, true, false))
		.map(([end, closed]) => lines.join(end) + (closed && lines.length > 0 ? end : ""));
}

const aclFile = userLines.map((lines) => lines.map((line) => `${line}\n`).join(""));

const withAclFile = fc
	.tuple(configFile(["aclfile users.acl"]), aclFile)
	.map(([config, acl]): Record<string, string> => ({ "redis.conf": config, "users.acl": acl }));

const withInclude = fc
	.tuple(configFile(["include part.conf"]), fc.array(setting, { maxLength: 5 }))
	.map(([config, lines]): Record<string, string> => ({ "redis.conf": config, "part.conf": lines.map((line) => `${line}\n`).join("") }));

const MONITOR = "sentinel monitor main 10.0.0.1 6379 2";

const SENTINEL: readonly string[] = [
	...["port 26379", "port 0", "tls-port 26380", "tls-replication yes", "tls-replication no", "protected-mode yes", "protected-mode no"],
	...["bind 127.0.0.1", "bind 0.0.0.0", "bind 10.0.0.7 127.0.0.1", "bind 203.0.113.7"],
	...PASSWORDS.map((password) => `requirepass ${password}`),
	...PASSWORDS.flatMap((password) => [`sentinel sentinel-pass ${password}`, `sentinel auth-pass main ${password}`]),
	...[
		"sentinel sentinel-user peer",
		"sentinel auth-user main watcher",
		"sentinel deny-scripts-reconfig no",
		"sentinel deny-scripts-reconfig yes",
	],
	...[
		"sentinel down-after-milliseconds main 5000",
		"sentinel resolve-hostnames yes",
		"user default on nopass ~* &* +@all",
		`user peer on >${STRONG} ~* &* +@all`,
	],
	...["user default off", "loglevel notice", 'logfile ""', 'tls-protocols "TLSv1.1 TLSv1.2"'],
];

const sentinelFile = fc
	.tuple(
		fc.uniqueArray(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...SENTINEL) }, { weight: 1, arbitrary: comment }), { maxLength: 9 }),
		fc.constantFrom([], TLS.slice(1)),
	)
	.chain(([lines, pair]) => asText([...(lines.includes(MONITOR) ? [] : [MONITOR]), ...lines, ...pair]));
