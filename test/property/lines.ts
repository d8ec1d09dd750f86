// property: lines of special areas, so that random files reach what few random words would: certificates, ciphers, selectors, Sentinel.
import fc from "fast-check";
import { MASK } from "../../server/src/base/mask";

/** Below `/etc/redis/tls` lie certificates and keys of the tests, sound ones and others; "open-" makes them readable by everybody. */
const CERTIFICATES =
	"redis.crt expired.crt expiring.crt tomorrow.crt small.crt sha1.crt othername.crt serveronly.crt clientonly.crt untrusted.crt broken.crt notca.crt missing.crt pipe.crt open-redis.crt ca.crt redis.key gone.crt"
		.split(" ")
		.map((name) => `/etc/redis/tls/${name}`);
const KEYS = "redis.key open-redis.key small.key stranger.key locked.key denied.key redis.crt gone.key ca.crt"
	.split(" ")
	.map((name) => `/etc/redis/tls/${name}`);
const CAS = "ca.crt otherca.crt notca.crt redis.crt broken.crt redis.key missing.crt".split(" ").map((name) => `/etc/redis/tls/${name}`);
const CIPHERS = [
	...[
		"HIGH:!aNULL",
		"ALL:@SECLEVEL=0",
		"DEFAULT",
		"RC4-SHA",
		"kRSA:!aNULL:+AES",
		"ECDHE+AESGCM:@STRENGTH",
		"-ALL:HIGH",
		"!",
		":::",
		"NOSUCH",
	],
	...[
		"ECDHE-RSA-AES128-GCM-SHA256,AES128-SHA",
		"COMPLEMENTOFALL",
		"eNULL",
		"HIGH MEDIUM",
		"TLS_AES_128_GCM_SHA256",
		"PSK:SRP",
		"AES256-SHA",
	],
];

const TLS = [
	...CERTIFICATES.flatMap((path) => [`tls-cert-file ${path}`, `tls-client-cert-file ${path}`]),
	...KEYS.flatMap((path) => [`tls-key-file ${path}`, `tls-client-key-file ${path}`]),
	...CAS.map((path) => `tls-ca-cert-file ${path}`),
	...["authorities.d", "unhashed.d", "nosuch.d"].map((name) => `tls-ca-cert-dir /etc/redis/tls/${name}`),
	...["/etc/redis/tls/dh1024.pem", "/etc/redis/tls/redis.crt", "/etc/redis/tls/none.pem"].map((path) => `tls-dh-params-file ${path}`),
	...CIPHERS.flatMap((list) => [`tls-ciphers "${list}"`, `tls-ciphersuites ${list.replaceAll(" ", ":")}`]),
	...[
		"tls-key-file-pass open-sesame",
		"tls-key-file-pass wrong",
		"tls-client-key-file-pass open-sesame",
		"tls-port 6380",
		"tls-port 6379",
		"tls-port 0",
		"port 0",
	],
	...[
		'tls-protocols "TLSv1 TLSv1.3"',
		"tls-protocols TLSv1.1",
		'tls-protocols "tlsv1.2 SSLv3"',
		"tls-auth-clients optional",
		"tls-auth-clients no",
	],
	...["tls-replication yes", "tls-cluster yes", "tls-session-caching no", "tls-auth-clients-user CN", "tls-prefer-server-ciphers yes"],
];

const CONFIG = [
	...[
		"bind 0.0.0.0",
		"bind * -::*",
		"bind 10.0.0.5",
		"bind 8.8.8.8 127.0.0.1",
		"bind ::1",
		"bind fe80::1",
		"protected-mode no",
		"protected-mode yes",
	],
	...[
		"requirepass foobared",
		"requirepass app",
		"masterauth x",
		"masteruser app",
		"replicaof 10.0.0.1 6379",
		"replicaof no one",
		"cluster-enabled yes",
	],
	...[
		'rename-command CONFIG ""',
		"rename-command FLUSHALL x",
		"rename-command x FLUSHALL",
		"rename-command ACL a",
		"rename-command GET SET",
	],
	...["unixsocket /run/r.sock", "unixsocketperm 777", "unixsocketperm 9", "loadmodule /x.so a b", "loadmodule", "enable-debug-command yes"],
	...["dbfilename authorized_keys", "dir /root/.ssh", "dir /var/www", "logfile /var/log/x.log", "appendonly yes", "save 60 1", 'save ""'],
	...["notify-keyspace-events KEA", "acl-pubsub-default allchannels", "maxmemory 1gb", "maxmemory 0", "maxclients 0", "timeout 0"],
	...["client-output-buffer-limit pubsub 0 0 0", "client-output-buffer-limit normal 1gb 512mb 60 replica 0 0 0", "proto-max-bulk-len 2gb"],
	...[
		"# redis-security-lint-server redis-6.0",
		"# redis-security-lint-disable weak-password -- why",
		"# redis-security-lint-disable-next-line",
	],
	...[
		"# redis-security-lint-disable-next-line nosuch bind-all-interfaces",
		"# requirepass foobared",
		"# bind 127.0.0.1",
		"# tls-port 6380",
	],
	...["gopher-enabled yes", "syslog-ident x", "vm-enabled no", "slaveof 10.0.0.1 6379", "slave-read-only no", "list-max-ziplist-size -2"],
	...[
		"maxmemory=1gb",
		"port: 6379",
		"--port 6379",
		"CONFIG SET port 1",
		"save 60 1 # often",
		"tls-protocols TLSv1.2 TLSv1.3",
		"daemonize maybe",
	],
	...["search-threads 4", "bf-error-rate 0.01", "ts-num-threads 3", "lua-time-limit 5000", "include", "foo.bar x", "aclfile", "user"],
];

const SENTINEL = [
	...[
		"port 26379",
		"sentinel monitor main 10.0.0.1 6379 2",
		"sentinel monitor other redis.example 6379 1",
		"sentinel monitor main 127.0.0.1 6379 2",
	],
	...[
		"sentinel auth-pass main x",
		"sentinel auth-user main watcher",
		"sentinel auth-pass nobody x",
		"sentinel sentinel-pass x",
		"requirepass x",
	],
	...[
		"sentinel sentinel-user peer",
		"user peer on >x ~* &* +@all",
		"sentinel deny-scripts-reconfig no",
		"sentinel deny-scripts-reconfig yes",
	],
	...[
		"sentinel notification-script main /bin/sh",
		"sentinel client-reconfig-script main /tmp/x.sh",
		"sentinel rename-command main CONFIG x",
	],
	...[
		"sentinel rename-command main CONFIG CONFIG",
		"sentinel announce-ip 10.0.0.9",
		"sentinel announce-port 0",
		"sentinel resolve-hostnames yes",
	],
	...[
		"sentinel announce-hostnames yes",
		"sentinel down-after-milliseconds main 5000",
		"sentinel down-after-milliseconds main 0",
		"sentinel myid x",
	],
	...[
		"sentinel known-replica main 10.0.0.2 6379",
		"sentinel known-sentinel main 10.0.0.3 26379 abc",
		"sentinel parallel-syncs main 1",
		"sentinel",
	],
	...[
		"sentinel primary-reboot-down-after-period main 1",
		"sentinel master-reboot-down-after-period main 1",
		"sentinel nosuch main",
		"sentinel auth-pas main x",
	],
	...[
		"protected-mode no",
		"bind 0.0.0.0",
		"bind 127.0.0.1",
		"dir /tmp",
		"daemonize yes",
		"maxmemory 1gb",
		"replicaof 10.0.0.1 6379",
		"tls-replication yes",
	],
	...[
		"sentinel monitor",
		"sentinel monitor main",
		"sentinel monitor main 10.0.0.1 x 0",
		"SENTINEL MONITOR Main 10.0.0.1 6379 1",
		"loglevel notice",
	],
];

export const LINES = { config: [...CONFIG, ...TLS], sentinel: [...SENTINEL, ...TLS.slice(0, 30)] } as const;

const ACL_RULES = [
	...[
		"on",
		"off",
		"nopass",
		"resetpass",
		"reset",
		"ON",
		"clearselectors",
		"sanitize-payload",
		"skip-sanitize-payload",
		"alldbs",
		"resetdbs",
	],
	...["db=0", "db=0,3", "db=x", "db=99999", "db=", "allkeys", "resetkeys", "allchannels", "resetchannels", "allcommands", "nocommands"],
	...["~*", "~app:*", "~a~b", "~", "%R~x:*", "%W~x:*", "%RW~*", "%~x", "%Q~x", "%R", "&*", "&news:*", "&", "&__key*"],
	...[
		"+@all",
		"-@all",
		"+@read",
		"-@dangerous",
		"+@nosuch",
		"-@",
		"+get",
		"-get",
		"+config|get",
		"-config|set",
		"+config|nosuch",
		"+get|key",
	],
	...[
		"+select|0",
		"-select|0",
		"+acl|setuser|x",
		"+nosuch",
		"+",
		"-",
		"+flushall",
		"+keys",
		"+eval",
		"+psync",
		"+replicaof",
		"+debug",
		"+module|load",
	],
	...[
		"+@pubsub",
		"+subscribe",
		"+client|kill",
		"-@admin",
		"+sort",
		"+migrate",
		"+restore",
		"+function|load",
		"+@scripting",
		"+@connection",
	],
	...[
		">foobared",
		">app",
		"><",
		">",
		"<foobared",
		"<nobody-knows-it",
		`#${"ab".repeat(32)}`,
		`!${"ab".repeat(32)}`,
		"#ab",
		"!",
		`#${"AB".repeat(32)}`,
	],
	...[
		"(+get ~x)",
		"(%R~a:* +@read)",
		"(+@all ~*)",
		"()",
		"( +get ~y )",
		"(+get",
		"~x)",
		"(>x)",
		"(on)",
		"(+nosuch ~x)",
		"((+get))",
		"(~x &y -@all)",
	],
	...['"', '"~x"', "'~x y'", '"~a b"', "\t", "", "x", "password", MASK, "<img/src=x>", "{{name}}", "~*\r", "+get\u00a0+set", "\u200bon"],
];

const NAMES = [
	"default",
	"app",
	"app",
	"admin",
	"worker",
	"Default",
	"",
	"a b",
	"<img/src=x>",
	">x",
	`#${"ab".repeat(32)}`,
	"\u202euser",
	"ops-1",
];

/** A user with rules of any kind, in any order. */
export const aclLine = fc
	.tuple(
		fc.constantFrom("user", "user", "user", "user", "user", "usr", "USER", "#user", " user"),
		fc.constantFrom(...NAMES),
		fc.array(fc.constantFrom(...ACL_RULES), { maxLength: 10 }),
		fc.constantFrom(" ", " ", " ", " ", "  ", "\t"),
		fc.constantFrom("", "", "", "", "\r", " ", "\0"),
	)
	.map(([keyword, name, list, gap, end]) => [keyword, name, ...list].join(gap) + end);
