// features: what the word under the pointer means. «…» is the range that the hover must be about; without one it is the word at the cursor.

import { expect, test } from "vitest";
import { english } from "../../server/src/base/say";
import { hover } from "../../server/src/features/hover/hover";
import { rules } from "../../server/src/rules";
import { openAt } from "../support/cursor";

async function hoverAt(text: string | Readonly<Record<string, string>>, server?: string): Promise<string> {
	const { document, point, marked } = await openAt(text, server === undefined ? {} : { server });
	const found = hover(document, point, { rules, pageOf: (rule) => `page:${rule}` });
	const mark = Object.values(marked).flatMap(({ marks }) => marks)[0];
	if (mark) expect(found?.at).toEqual({ start: mark.start, end: mark.end });
	return english(found?.markdown ?? "");
}

type Case = [name: string, files: string | Readonly<Record<string, string>>, server: string, ...says: (string | RegExp)[]];

const DIRECTIVES: readonly Case[] = [
	[
		"what it does, why it matters, its default",
		"«$0protected-mode» yes\n",
		"redis-7.4",
		"· `yes` or `no` · default `yes` in Redis 7.4",
		"**Security:**",
	],
	["a default in words", "max$0memory-clients 1g\n", "redis-7.4", "default `0`"],
	["a default size in words", "client-query-buffer-lim$0it 1g\n", "redis-7.4", "default `1073741824` (1 GiB)"],
	["who knows it", "$0enable-debug-command no\n", "redis-7.4", "Known in Redis 7.0 and later, every Valkey."],
	["its range", "$0databases 3\n", "redis-7.4", /At least 1\./],
	["the values of a list", "$0appendfsync no\n", "redis-7.4", "Values: `everysec`, `always` and `no`."],
	["an old name", "$0slaveof 10.0.0.1 6379\n", "redis-7.4", "**replicaof**", "`slaveof` is another name of it."],
	[
		"one that the release does not know",
		"$0enable-debug-command no\n",
		"redis-6.2",
		"**Redis 6.2 does not know it**",
		"Redis 7.0 and later",
	],
	["one that nobody knows", "port 1\n$0nosuch 1\n", "redis-7.4", /^$/],
	["one that is ignored", "$0lua-replicate-commands yes\n", "redis-7.4", "accepted and ignored"],
	["in capitals", "$0MAXCLIENTS 10\n", "redis-7.4", "**maxclients**"],
	["in quotes", '«"$0maxclients"» 10\n', "redis-7.4", "**maxclients**"],
];
test.each(DIRECTIVES)("a directive: %s", check);

const CIPHERS: readonly Case[] = [
	[
		"what is weak, and why",
		'tls-ciphers "$0ECDHE-RSA-AES128-GCM-SHA256:AES128-SHA:AECDH-AES128-SHA"\n',
		"redis-7.4",
		"**3 suites** for TLS 1.2 and older, 1 of them sound.",
		"- **nobody shows a certificate**: `AECDH-AES128-SHA`",
		"- no forward secrecy: `AES128-SHA`",
		"Sound: `ECDHE-RSA-AES128-GCM-SHA256`.",
	],
	["a sound list", "tls-ciphers $0ECDHE-RSA-AES128-GCM-SHA256\n", "redis-7.4", "**One suite** for TLS 1.2 and older, and it is sound."],
	["many", "tls-ciphers $0HIGH\n", "redis-7.4", /and \d+ more/],
	["unknown words", "tls-ciphers $0ECDHE-RSA-AES128-GCM-SHA256:NOSUCH\n", "redis-7.4", "does not know `NOSUCH`"],
	["nothing left", "tls-ciphers $0NOSUCH\n", "redis-7.4", "leaves no suite at all"],
	["a level", "tls-ciphers $0ALL:@SECLEVEL=0\n", "redis-7.4", "`@SECLEVEL=0`"],
	["TLS 1.3", "tls-ciphersuites $0TLS_AES_128_GCM_SHA256\n", "redis-7.4", "**One suite** of TLS 1.3."],
	["none of TLS 1.3", "tls-ciphersuites $0AES128-SHA\n", "redis-7.4", "**No suite of TLS 1.3**", "`AES128-SHA`"],
];
test.each(CIPHERS)("cipher suites: %s", check);

const IN_FORCE: readonly Case[] = [
	["where no other line sets it", "$0maxclients 10\n", "redis-7.4", "**In force here:** this line sets it.\n"],
	["beside a value, too", "maxmemory $01gb\nmaxmemory 2gb\n", "redis-7.4", "**1,073,741,824 bytes**", "**Not in force:** [line 2]"],
	["a value that counts", "maxmemory $01gb\n", "redis-7.4", "**In force here:** this line sets it."],
	[
		"not where the server refuses it",
		"$0maxclients many\n",
		"redis-7.4",
		"**Not in force:** the server refuses this line",
		/^(?![\s\S]*this line sets it)/,
	],
	["not where it has too many words", "$0port 1 2\n", "redis-7.4", "**Not in force:** the server refuses this line"],
	["a line of its own", "$0save 900 1\n", "redis-7.4", "**In force here:** this line sets it."],
	["not where every line counts", "$0rename-command CONFIG x\n", "redis-7.4", /^(?![\s\S]*in force)/i],
	[
		"a password beside an ACL file",
		{ "redis.conf": "$0requirepass s3cret\naclfile users.acl\n", "users.acl": "user a on nopass +get\n" },
		"redis-7.4",
		"**Not in force:** the users come from an ACL file",
	],
	[
		"a password beside a user line",
		"$0requirepass s3cret\nuser default on nopass\n",
		"redis-7.4",
		"**Not in force:** a `user default` line",
	],
	["a password beside other users", "$0requirepass s3cret\nuser app on nopass\n", "redis-7.4", "**In force here:**"],
	[
		"after others",
		"maxclients 1\n$0maxclients 10\n",
		"redis-7.4",
		"this line sets it, since it comes after [line 1](file:///etc/redis/redis.conf#L1)",
	],
	[
		"another line",
		"$0maxclients 1\nmaxclients 10\n",
		"redis-7.4",
		"**Not in force:** [line 2](file:///etc/redis/redis.conf#L2) comes later and wins, with `10`.",
	],
	[
		"a line of an included file",
		{ "redis.conf": "$0maxclients 1\ninclude more.conf\n", "more.conf": "\nmaxclients 20\n" },
		"redis-7.4",
		"[line 2](file:///etc/redis/more.conf#L2) of `more.conf` comes later and wins, with `20`.",
	],
	[
		"seen from the included file",
		{ "redis.conf": "include more.conf\nmaxclients 1\n", "more.conf": "$0maxclients 20\n" },
		"redis-7.4",
		"[line 2](file:///etc/redis/redis.conf#L2) of `redis.conf` comes later",
	],
	["unless a file cannot be read", "$0maxclients 1\ninclude nosuch.conf\n", "redis-7.4", "could not be read and may change that"],
	["a secret is not shown", "$0requirepass one-secret\nrequirepass other-secret\n", "redis-7.4", "with `********`", /^(?![\s\S]*-secret)/],
	["by the old name", "$0slave-priority 1\nreplica-priority 2\n", "redis-7.4", "line 2"],
	["save lines together", "$0save 900 1\nsave 60 10\n", "redis-7.4", "Counts together with [line 2]"],
];
test.each(IN_FORCE)("in force: %s", check);

const VALUES: readonly Case[] = [
	[
		"a size",
		"maxmemory «$0512mb»\n",
		"redis-7.4",
		"**536,870,912 bytes** (512 MiB).",
		"**maxmemory** · a size in bytes · default `0` in Redis 7.4",
	],
	["a size in thousands", "maxmemory $05g\n", "redis-7.4", "**5,000,000,000 bytes** (about 4.6 GiB).", "counts thousands"],
	["no limit", "maxmemory $00\n", "redis-7.4", "no limit"],
	["a share", "maxmemory-clients $05%\n", "redis-7.4", "5 % of `maxmemory`"],
	["seconds", "timeout $03725\n", "redis-7.4", "**1 hour 2 minutes 5 seconds** (3,725 seconds)"],
	["milliseconds", "cluster-node-timeout $015000\n", "redis-7.4", "**15 seconds** (15,000 milliseconds)"],
	["microseconds", "slowlog-log-slower-than $010000\n", "redis-7.4", "**10 milliseconds** (10,000 microseconds)"],
	["a value of a list", "appendfsync $0no\n", "redis-7.4", "**no** · The operating system decides when"],
	["yes and no: the directive", "appendonly $0yes\n", "redis-7.4", "**appendonly**"],
	["events", "notify-keyspace-events $0Kg\n", "redis-7.4", "- `K` on channels named after keys", "- `g` commands for keys of any type"],
	["events without a channel", "notify-keyspace-events $0gx\n", "redis-7.4", "nothing is published at all"],
	["an event of a later release", "notify-keyspace-events $0Kn\n", "redis-6.2", "`n` is not known to Redis 6.2"],
	["every address", "bind $00.0.0.0\n", "redis-7.4", "**every IPv4 address**"],
	["loopback of IPv6, optional", "bind 127.0.0.1 «$0-::1»\n", "redis-7.4", "this machine only, over IPv6", "starts all the same"],
	["no address", 'bind $0""\n', "redis-7.4", "**Empty: the server listens on no address**"],
	["no address, in older releases", 'bind $0""\n', "redis-6.2", "**Empty: every IPv4 address**"],
	["a time in one unit", "latency-monitor-threshold $0100\n", "redis-7.4", "**100 milliseconds**.\n"],
	[
		"a user to log in as",
		"masteruser $0replica\nuser replica on nopass ~* +psync +replconf\n",
		"redis-7.4",
		"A user of the primary.",
		"`replica` may run **2 of",
	],
	["a user that nobody describes", "masteruser $0replica\n", "redis-7.4", "**masteruser**", /^(?![\s\S]*may run)/],
	["a public address", "bind $0203.0.113.7\n", "redis-7.4", "**a public address**"],
	[
		"permissions",
		"unixsocketperm $0770\n",
		"redis-7.4",
		"`rwxrwx---`",
		"- group: read, write, execute (**may connect**)",
		"- everybody else: nothing",
	],
	["no permissions", "unixsocketperm $00\n", "redis-7.4", "umask"],
	["port 0", "port $00\n", "redis-7.4", "closes the port"],
	["a save point", "save 3600 1 $0300 100\n", "redis-7.4", "A snapshot after **5 minutes**, if at least **100** keys have"],
	["no save points", 'save $0""\n', "redis-7.4", "No snapshots"],
	["a class of clients", "client-output-buffer-limit $0replica 256mb 64mb 60\n", "redis-7.4", "**replica** · Replicas"],
	["a hard limit", "client-output-buffer-limit replica $0256mb 64mb 60\n", "redis-7.4", "Hard limit: 256 MiB."],
	["a soft limit", "client-output-buffer-limit replica 256mb $064mb 60\n", "redis-7.4", "above it for 1 minute is disconnected."],
	["protocols", 'tls-protocols $0"TLSv1.1 TLSv1.3"\n', "redis-7.4", "- TLS 1.1, broken", "- TLS 1.3"],
	["a command that is renamed", "rename-command $0config x\n", "redis-7.4", "**CONFIG** · @slow", "still name it `config`"],
	["its new name is a secret", "rename-command config $0s3cret\n", "redis-7.4", /^(?![\s\S]*s3cret)/],
	["a password is a secret", "requirepass $0s3cret\n", "redis-7.4", "**requirepass**", /^(?![\s\S]*s3cret)/],
	[
		"an include",
		{ "redis.conf": "include $0*.conf.d\n", "a.conf.d": "", "b.conf.d": "" },
		"redis-7.4",
		"- [a.conf.d](file:///etc/redis/a.conf.d)",
		"b.conf.d",
	],
	[
		"a pattern before there were any",
		{ "redis.conf": "include $0*.conf.d\n", "a.conf.d": "" },
		"redis-6.2",
		"Redis 6.2 looks for a file of just this name",
		/^(?![\s\S]*a\.conf\.d)/,
	],
	["no ACL file", 'aclfile $0""\n', "redis-7.4", "**Empty: users do not come from a file.**"],
	["an include that is not there", "include $0nosuch.conf\n", "redis-7.4", "cannot be read here: there is none of this name here"],
	["a folder, from the dir above it", "dir /var\ndir $0data\ndir more\n", "redis-7.4", "`/var/data`"],
	["a relative path", "tls-cert-file $0tls/a.crt\ndir /var/lib/redis\n", "redis-7.4", "`/var/lib/redis/tls/a.crt`"],
];
test.each(VALUES)("a value: %s", check);

const MONITOR = "sentinel monitor main 10.0.0.1 6379 2\n";
const SENTINEL: readonly Case[] = [
	[
		"what a line does",
		{ "sentinel.conf": "sentinel «$0monitor» main 10.0.0.1 6379 2\n" },
		"redis-7.4",
		"**sentinel monitor** `primary host port quorum`",
		"**Security:**",
	],
	[
		"an address",
		{ "sentinel.conf": "sentinel monitor main $010.0.0.1 6379 2\n" },
		"redis-7.4",
		"The address of the primary: an address of a private network.",
	],
	["a quorum", { "sentinel.conf": "sentinel monitor main 10.0.0.1 6379 $02\n" }, "redis-7.4", "**Quorum:**"],
	[
		"a time",
		{ "sentinel.conf": `${MONITOR}sentinel down-after-milliseconds main $030000\n` },
		"redis-7.4",
		"**30 seconds** (30,000 milliseconds).",
	],
	[
		"a default",
		{ "sentinel.conf": `${MONITOR}sentinel $0down-after-milliseconds main 5000\n` },
		"redis-7.4",
		"default `30000` (30 seconds) in Redis 7.4",
		"**In force here:** this line sets it.",
	],
	[
		"a line that is refused",
		{ "sentinel.conf": `${MONITOR}sentinel $0down-after-milliseconds main many\n` },
		"redis-7.4",
		"**Not in force:** the server refuses this line",
	],
	["Sentinel's own default", { "sentinel.conf": `${MONITOR}$0port 26380\n` }, "redis-7.4", "default `26379` in Redis 7.4"],
	["beside a value, too", { "sentinel.conf": `${MONITOR}protected-mode $0yes\n` }, "redis-7.4", "default `no` in Redis 7.4"],
	[
		"a user to log in as",
		{ "sentinel.conf": `${MONITOR}sentinel sentinel-user $0watcher\nuser watcher on nopass ~* +ping\n` },
		"redis-7.4",
		"A user of the other Sentinels.",
		"`watcher` may run **1 of",
	],
	["a primary", { "sentinel.conf": `${MONITOR}sentinel parallel-syncs $0main 1\n` }, "redis-7.4", "The primary `main`"],
	["a password", { "sentinel.conf": `${MONITOR}sentinel auth-pass main $0s3cret\n` }, "redis-7.4", "A secret", /^(?![\s\S]*s3cret)/],
	[
		"which line wins",
		{ "sentinel.conf": `${MONITOR}sentinel $0parallel-syncs main 1\nsentinel parallel-syncs main 2\n` },
		"redis-7.4",
		"**Not in force:** [line 3]",
	],
];
test.each(SENTINEL)("sentinel: %s", check);

const COMMENTS: readonly Case[] = [
	[
		"a rule",
		"# redis-security-lint-disable «$0missing-requirepass»\n",
		"redis-7.4",
		"**missing-requirepass** · authentication",
		"(page:missing-requirepass)",
	],
	["a rule that is not there", "# redis-security-lint-disable $0nosuch\n", "redis-7.4", "There is no rule `nosuch`."],
	["a release", "# redis-security-lint-server «$0valkey-8.1»\n", "redis-7.4", "**Valkey 8.1**"],
	["what the comment does", "# «$0redis-security-lint-disable-next-line» missing-requirepass\n", "redis-7.4", "on the next line"],
	["another comment", "# port $06379\n", "redis-7.4", /^$/],
];
test.each(COMMENTS)("a comment: %s", check);

test("a user is explained as in an ACL file", async () => {
	expect(await hoverAt("user app on nopass ~* $0+get\n", "redis-7.4")).toMatch("grants GET");
	expect(await hoverAt({ "users.acl": "user app on nopass ~* $0+get\n" }, "redis-7.4")).toMatch("grants GET");
});

async function check(
	_: string,
	files: string | Readonly<Record<string, string>>,
	server: string,
	...says: (string | RegExp)[]
): Promise<void> {
	const markdown = await hoverAt(files, server);
	for (const words of says) expect(markdown).toMatch(words);
}

test("the name of a file is no markup, and loads no picture", async () => {
	const said = await hoverAt("include /x/<b>!(http:b.exam$0ple)\n");
	expect(said).toContain("- [\\<b\\>\\!(http:b.example)](file:///x/%3Cb%3E%21%28http%3Ab.example%29)");
});
