// features: suggestions at the cursor $0.

import { describe, expect, test } from "vitest";
import { english } from "../../server/src/base/say";
import { documentationOf } from "../../server/src/features/completion/documentation";
import type { About } from "../../server/src/features/completion/types";
import { newestRelease } from "../../server/src/knowledge/release";
import { rules } from "../../server/src/rules";
import { type SuggestOptions, suggest } from "../support/completion";
import { knowledge } from "../support/knowledge";

interface Case extends SuggestOptions {
	readonly at: string | Readonly<Record<string, string>>;
	readonly first?: readonly string[];
	readonly has?: readonly string[];
	readonly lacks?: readonly string[];
	readonly all?: readonly string[];
	/** A label and the line after taking it. */
	readonly taken?: readonly [label: string, line: string];
	/** A label and its note. */
	readonly note?: readonly [label: string, note: string | RegExp];
	/** A label and what the typed word is held against. */
	readonly filter?: readonly [label: string, filter: string];
}

async function check(one: Case): Promise<void> {
	const suggested = await suggest(one.at, { server: "redis-7.4", ...one });
	const labels = suggested.labels();
	if (one.all) expect(labels).toEqual(one.all);
	if (one.first) expect(labels.slice(0, one.first.length)).toEqual(one.first);
	for (const label of one.has ?? []) expect(labels).toContain(label);
	for (const label of one.lacks ?? []) expect(labels).not.toContain(label);
	if (one.taken) expect(suggested.taken(one.taken[0])).toBe(one.taken[1]);
	if (one.filter) expect(suggested.item(one.filter[0])?.filter).toBe(one.filter[1]);
	if (one.note) expect(suggested.item(one.note[0])?.note).toMatch(one.note[1]);
}

function table(name: string, cases: Readonly<Record<string, Case>>): void {
	describe(name, () => {
		test.each(Object.entries(cases))("%s", (_, one) => check(one));
	});
}

table("names of directives", {
	"what keeps others out comes first": { at: "$0\nport 1\n", first: ["acl-pubsub-default", "aclfile", "acllog-max-len"] },
	"with group and default": { at: "$0\nport 1\n", note: ["protected-mode", "security · default yes"] },
	"with a default in words": { at: "$0\nport 1\n", note: ["client-query-buffer-limit", "clients · default 1 GiB"] },
	"those that are set are marked": { at: "$0\nport 1\n", note: ["port", "✓ set in line 2"] },
	"also in another file": {
		at: { "redis.conf": "$0\ninclude a.conf\n", "a.conf": "\nport 1\n" },
		note: ["port", "✓ set in a.conf, line 2"],
	},
	"but not by the line itself": { at: "po$0rt 1\n", note: ["port", "network · default 6379"] },
	"old names are marked": { at: "$0\nport 1\n", note: ["slaveof", "old name of replicaof"] },
	"only those of the release": { at: "$0\nport 1\n", server: "redis-6.2", lacks: ["enable-debug-command"], has: ["tls-port"] },
	"not those for developers of the server": { at: "$0\nport 1\n", lacks: ["key-load-delay"] },
	"the whole word is replaced": { at: "protected-m$0ode no\n", taken: ["protected-mode", "protected-mode no"] },
	"parts are filled in": { at: "sa$0\nport 1\n", taken: ["save", ["save $", "{1:3600} $", "{2:1}"].join("")] },
	"but not where arguments stand": { at: "port 1\nsa$0 900 1\n", taken: ["save", "save 900 1"] },
	"Sentinel's own come first": { at: { "sentinel.conf": "$0\nsentinel monitor a 10.0.0.1 6379 2\n" }, first: ["bind"], has: ["sentinel"] },
});

table("values", {
	"yes and no": { at: "protected-mode $0\n", all: ["yes", "no"], note: ["yes", "default"] },
	"instead of what stands there": { at: "protected-mode n$0o\n", taken: ["yes", "protected-mode yes"] },
	"not a second one": { at: "protected-mode no $0\n", all: [] },
	"names out of a list": { at: "appendfsync $0\n", all: ["everysec", "always", "no"] },
	"several names, each once": { at: "shutdown-on-sigterm save $0\n", has: ["nosave", "force"], lacks: ["save"] },
	"units of a size": { at: "maxmemory 512$0\n", all: ["512mb", "512gb", "512kb"], note: ["512mb", "536,870,912 bytes"] },
	"no units behind what is no number": { at: "maxmemory 1.$0\n", all: ["0"] },
	"sizes where the default is none": { at: "maxmemory $0\n", all: ["0", "100mb", "512mb"], note: ["512mb", "536,870,912 bytes"] },
	"a percentage": { at: "maxmemory-clients 5$0\n", has: ["5%"] },
	"the default of a size": { at: "client-query-buffer-limit $0\n", all: ["1gb"], note: ["1gb", "default · 1 GiB"] },
	"the default of a time": { at: "repl-timeout $0\n", note: ["60", "default · 1 minute"] },
	"no passwords": { at: "requirepass $0\n", all: [] },
	"addresses, any number, each once": { at: "bind 127.0.0.1 $0\n", has: ["-::1"], lacks: ["127.0.0.1"] },
	"events, behind those that are there": {
		at: "notify-keyspace-events K$0\n",
		first: ["KE", "KA"],
		lacks: ["KK"],
		taken: ["KE", "notify-keyspace-events KE"],
	},
	"events of the release": { at: "notify-keyspace-events $0\n", server: "redis-6.2", lacks: ["n", "o"] },
	"classes of clients": { at: "client-output-buffer-limit $0\n", all: ["normal", "replica", "pubsub"] },
	"limits for them, with units": {
		at: "client-output-buffer-limit replica $0\n",
		all: ["256mb", "32mb", "0"],
		note: ["256mb", "default for replicas"],
	},
	"limits that are typed": { at: "client-output-buffer-limit replica 256mb 6$0\n", all: ["6mb", "6gb", "6kb"] },
	"seconds of a limit": { at: "client-output-buffer-limit replica 256mb 64mb $0\n", all: ["60", "0"] },
	"the next class": { at: "client-output-buffer-limit replica 256mb 64mb 60 $0\n", has: ["pubsub"] },
	"permissions of the socket": { at: "unixsocketperm $0\n", all: ["700", "770", "0"] },
	"save points": { at: "save $0\n", first: ["3600 1"], has: ['""'] },
	"changes of a save point": { at: "save 3600 $0\n", all: ["1", "100", "10000"] },
	"the next save point": { at: "save 3600 1 $0\n", has: ["300 100"], lacks: ['""'] },
	"seconds of a save point that has its changes": { at: "save 9$000 1\n", all: ["3600", "300", "60"], taken: ["300", "save 300 1"] },
	"a port of the primary": { at: "replicaof 10.0.0.1 $0\n", all: ["6379"] },
	"one score for each place": { at: "oom-score-adj-values 0 $0\n", all: ["200"], note: ["200", /for a replica/] },
	"percentiles, each once": { at: "latency-tracking-info-percentiles 50 $0\n", all: ["99", "99.9"] },
	"protocols as a whole": { at: "tls-protocols $0\n", first: ['"TLSv1.2 TLSv1.3"'] },
	"protocols inside of quotes": {
		at: 'tls-protocols "TLSv1.2 $0"\n',
		all: ["TLSv1.3"],
		taken: ["TLSv1.3", 'tls-protocols "TLSv1.2 TLSv1.3"'],
	},
	"inside of quotes that are still open": {
		at: 'tls-protocols "$0\n',
		all: ["TLSv1.2", "TLSv1.3"],
		taken: ["TLSv1.2", 'tls-protocols "TLSv1.2'],
	},
	"behind a space in quotes that are still open": {
		at: 'tls-protocols "TLSv1.2 $0\nport 1\n',
		all: ["TLSv1.3"],
		taken: ["TLSv1.3", 'tls-protocols "TLSv1.2 TLSv1.3'],
	},
	"cipher suites, sound ones only": {
		at: "tls-ciphers ECDHE-ECDSA-AES256-GCM-SHA384:$0\n",
		has: ["ECDHE-RSA-AES256-GCM-SHA384"],
		lacks: ["ECDHE-ECDSA-AES256-GCM-SHA384", "AES128-SHA"],
		taken: ["ECDHE-RSA-AES256-GCM-SHA384", "tls-ciphers ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384"],
	},
	"many cipher suites in a word": { at: "tls-ciphers $0\n", first: ["ECDHE+AESGCM", "ECDHE+CHACHA20"] },
	"weak cipher suites to leave out": {
		at: "tls-ciphers HIGH:!aNULL:!$0\n",
		first: ["eNULL"],
		lacks: ["aNULL", "ECDHE+AESGCM"],
		taken: ["3DES", "tls-ciphers HIGH:!aNULL:!3DES"],
	},
	"cipher suites of TLS 1.3": { at: "tls-ciphersuites $0\n", first: ["TLS_AES_256_GCM_SHA384"] },
	"commands to rename": { at: "rename-command $0\n", has: ["CONFIG", "FLUSHALL"], lacks: ["CONFIG|GET"] },
	"no new name but none": { at: "rename-command CONFIG $0\n", all: ['""'] },
	"no user without a name": { at: 'masteruser $0\nuser "" on nopass ~* +@all\n', lacks: [""] },
	"users for a login": { at: "masteruser $0\nuser replica on nopass ~* +@all\n", has: ["replica"] },
	"those of very many users that are typed": {
		at: `masteruser user-69$0\n${Array.from({ length: 700 }, (_, index) => `user user-${index} off`).join("\n")}\n`,
		all: [
			"user-69",
			"user-690",
			"user-691",
			"user-692",
			"user-693",
			"user-694",
			"user-695",
			"user-696",
			"user-697",
			"user-698",
			"user-699",
		],
	},
	"nothing for what nobody knows": { at: "nosuch $0\nport 1\n", all: [] },
});

const DISK = [
	"redis.conf",
	"users.acl",
	"conf.d/",
	"conf.d/net.conf",
	"tls/",
	"tls/redis.key",
	"tls/redis.crt",
	".hidden",
	"with space.conf",
];

table("paths", {
	"of what fits first, then folders": {
		at: "aclfile $0\n",
		disk: DISK,
		all: ["users.acl", "conf.d/", "tls/", "redis.conf", "with space.conf"],
	},
	"in a folder": { at: "include conf.d/$0\n", disk: DISK, all: ["net.conf"], taken: ["net.conf", "include conf.d/net.conf"] },
	"of absolute folders": { at: "include /etc/redis/conf.d/n$0\n", disk: DISK, all: ["net.conf"] },
	"from the last dir": { at: "dir conf.d\ntls-key-file ../tls/$0\n", disk: DISK, first: ["redis.key"] },
	"an include counts from the dir above it": { at: "include $0\ndir conf.d\n", disk: DISK, has: ["conf.d/"], lacks: ["net.conf"] },
	"several files in a pattern": { at: "include $0\n", disk: DISK, first: ["*.conf"], note: ["*.conf", "all 2 of them"] },
	"no pattern for one file": { at: "include conf.d/$0\n", disk: DISK, lacks: ["*.conf"] },
	"no pattern before they came": { at: "include $0\n", disk: DISK, server: "redis-6.2", lacks: ["*.conf"] },
	"also below all that is said": { at: "dir conf.d\ninclude $0", disk: DISK, all: ["net.conf"] },
	"in an included file": {
		at: { "redis.conf": "dir conf.d\ninclude ../a.conf\ndir ..\n", "a.conf": "include $0\n" },
		disk: DISK,
		all: ["net.conf"],
	},
	"certificates and keys": { at: "tls-cert-file tls/$0\n", disk: DISK, first: ["redis.crt"] },
	"not for arguments of a module": { at: "loadmodule /a.so $0\n", disk: DISK, all: [] },
	"those of very many files that are typed": {
		at: "include c699$0\n",
		disk: Array.from({ length: 700 }, (_, index) => `c${index}.conf`),
		all: ["c699.conf"],
	},
	"folders alone": { at: "dir $0\n", disk: DISK, all: ["conf.d/", "tls/"] },
	"in quotes": { at: 'include "$0"\n', disk: DISK, taken: ["with space.conf", 'include "with space.conf"'] },
	"one folder of several": { at: "include co$0nf.d/net.conf\n", disk: DISK, taken: ["conf.d/", "include conf.d/net.conf"] },
	"with the quotes that a name needs": { at: "include $0\n", disk: DISK, taken: ["with space.conf", 'include "with space.conf"'] },
	"but none inside of a path": { at: "include ./$0\n", disk: DISK, lacks: ["with space.conf"] },
});

table("rules of users", {
	"keywords first": {
		at: { "users.acl": "user app $0\n" },
		first: ["on", "off", "nopass"],
		has: ["~*", "%R~", "&", "+@read", "-@dangerous", "()"],
	},
	"without passwords that one could know": { at: { "users.acl": "user app >$0\n" }, all: [] },
	"categories and commands behind a sign": {
		at: { "users.acl": "user app +$0\n" },
		first: ["+@bitmap"],
		has: ["+@all", "+@read", "+get", "+config", "+config|get"],
		lacks: ["on"],
	},
	"what is taken away: dangerous ones first": { at: { "users.acl": "user app -$0\n" }, first: ["-@admin", "-@all"] },
	"a category in the middle of its name": { at: { "users.acl": "user app -@da$0\n" }, taken: ["-@dangerous", "user app -@dangerous"] },
	"how many commands it has": { at: { "users.acl": "user app +@$0\n" }, note: ["+@admin", /^\d+ commands$/] },
	"dangerous commands are marked": { at: { "users.acl": "user app +$0\n" }, note: ["+flushall", /dangerous/] },
	subcommands: {
		at: { "users.acl": "user app +config|$0\n" },
		has: ["+config|get", "+config|set"],
		lacks: ["+client|list"],
		taken: ["+config|get", "user app +config|get"],
	},
	"no subcommands where there are none": { at: { "users.acl": "user app +config|$0\n" }, server: "redis-6.2", all: [] },
	"forms of key patterns": { at: { "users.acl": "user app %$0\n" }, all: ["%R~", "%W~"] },
	"not before they came": { at: { "users.acl": "user app %$0\n" }, server: "redis-6.2", all: [] },
	"no channels in 6.0": {
		at: { "users.acl": "user app $0\n" },
		server: "redis-6.0",
		lacks: ["&", "allchannels", "sanitize-payload", "()"],
	},
	"databases of Valkey 9.1": { at: { "users.acl": "user app $0\n" }, server: "valkey-9.1", has: ["db=", "alldbs"] },
	"in a selector": { at: { "users.acl": "user app on (~x $0)\n" }, has: ["+@read", "allkeys"], lacks: ["on", "nopass", "()"] },
	"right behind its parenthesis": { at: { "users.acl": "user app on (~$0\n" }, has: ["~*"], taken: ["~*", "user app on (~*"] },
	"its closing parenthesis stays": { at: { "users.acl": "user app on (~x +@re$0)\n" }, taken: ["+@read", "user app on (~x +@read)"] },
	"before its closing parenthesis": { at: { "users.acl": "user app on (~x $0)\n" }, taken: ["+@read", "user app on (~x +@read)"] },
	"in a selector that is quoted as a whole": {
		at: 'port 1\nuser app on "(~x +@re$0 ~y)"\n',
		taken: ["+@read", 'user app on "(~x +@read ~y)"'],
	},
	"categories alone behind their sign": { at: { "users.acl": "user app +@$0\n" }, has: ["+@read"], lacks: ["+get"] },
	"a bare word is a command": { at: { "users.acl": "user app ge$0\n" }, has: ["+get"], filter: ["+get", "get"] },
	"or a category": { at: { "users.acl": "user app rea$0\n" }, filter: ["-@read", "read"] },
	"with its sign": { at: { "users.acl": "user app @rea$0\n" }, filter: ["+@read", "@read"] },
	"in redis.conf": { at: "user app on +@$0\n", has: ["+@read"] },
	"a user's name: default, where it is not there": { at: { "users.acl": "user $0\nuser app on nopass +get\n" }, all: ["default"] },
	"a user's name: whom another line logs in as": {
		at: { "sentinel.conf": "sentinel monitor a 10.0.0.1 6379 2\nsentinel sentinel-user watcher\nuser $0\n" },
		all: ["default", "watcher"],
	},
	"the line itself": { at: { "users.acl": "$0\nuser app on nopass +get\n" }, all: ["user"] },
});

const MONITOR = "sentinel monitor main 10.0.0.1 6379 2\n";
table("sentinel", {
	"what a line may say": {
		at: { "sentinel.conf": `${MONITOR}sentinel $0\n` },
		has: ["monitor", "auth-pass"],
		note: ["auth-pass", "primary password"],
	},
	"with Sentinel's own default": { at: { "sentinel.conf": `${MONITOR}$0\n` }, note: ["port", "network · default 26379"] },
	"which default is marked": { at: { "sentinel.conf": `${MONITOR}protected-mode $0\n` }, note: ["no", "default"] },
	"the parts of a line, with names of primaries": {
		at: { "sentinel.conf": `${MONITOR}sentinel monitor b 10.0.0.2 6379 2\nsentinel do$0\n` },
		taken: ["down-after-milliseconds", ["sentinel down-after-milliseconds $", "{1|main,b|} $", "{2:30000}"].join("")],
	},
	"the parts of a new primary": {
		at: { "sentinel.conf": `${MONITOR}sentinel mon$0\n` },
		taken: ["monitor", ["sentinel monitor $", "{1:mymaster} $", "{2:10.0.0.1} $", "{3:6379} $", "{4:2}"].join("")],
	},
	"but not where arguments stand": {
		at: { "sentinel.conf": `${MONITOR}sentinel do$0 main 1\n` },
		taken: ["down-after-milliseconds", "sentinel down-after-milliseconds main 1"],
	},
	"what it writes itself comes later": { at: { "sentinel.conf": `${MONITOR}sentinel $0\n` }, note: ["myid", "written by Sentinel itself"] },
	"names of primaries": { at: { "sentinel.conf": `${MONITOR}sentinel auth-pass $0\n` }, all: ["main"], note: ["main", "10.0.0.1 6379"] },
	"not where a new one begins": { at: { "sentinel.conf": `${MONITOR}sentinel monitor $0\n` }, all: [] },
	"the usual port and quorum": { at: { "sentinel.conf": `${MONITOR}sentinel monitor b 10.0.0.2 6379 $0\n` }, all: ["2"] },
	"yes and no": { at: { "sentinel.conf": `${MONITOR}sentinel resolve-hostnames $0\n` }, all: ["yes", "no"] },
	"the default of a line": { at: { "sentinel.conf": `${MONITOR}sentinel resolve-hostnames $0\n` }, note: ["no", "default"] },
	times: { at: { "sentinel.conf": `${MONITOR}sentinel down-after-milliseconds main $0\n` }, note: ["30000", "default · 30 seconds"] },
	"no passwords": { at: { "sentinel.conf": `${MONITOR}sentinel auth-pass main $0\n` }, all: [] },
});

table("comments", {
	"their names": {
		at: "# red$0\nport 1\n",
		has: ["redis-security-lint-disable"],
		taken: ["redis-security-lint-server", "# redis-security-lint-server"],
	},
	"not in the way of words": { at: "# $0\nport 1\n", whileTyping: true, all: [] },
	"nor behind them": { at: "# what re$0\nport 1\n", all: [] },
	rules: {
		at: "# redis-security-lint-disable missing-requirepass fl$0\nport 1\n",
		has: ["flushall-enabled"],
		lacks: ["missing-requirepass"],
	},
	"but not in the reason": { at: "# redis-security-lint-disable missing-requirepass -- fl$0\nport 1\n", all: [] },
	releases: { at: "# redis-security-lint-server $0\nport 1\n", first: ["redis-8.6", "redis-8.4"], has: ["valkey-9.1"] },
	"one release": { at: "# redis-security-lint-server redis-7.2 $0\nport 1\n", all: [] },
	"an ACL file has none": { at: { "users.acl": "# red$0\nuser a on nopass +get\n" }, all: [] },
});

describe("documentation, for the suggestion that is looked at", () => {
	const world = { knowledge, release: newestRelease("redis") };
	const cases: [About, RegExp][] = [
		[{ what: "directive", name: "protected-mode" }, /\*\*Security:\*\*/],
		[{ what: "sentinel", name: "monitor" }, /Watches a primary/],
		[{ what: "value", directive: "appendfsync", name: "always" }, /before the client has its answer/],
		[{ what: "event", name: "x" }, /expire/],
		[{ what: "rule", name: "missing-requirepass" }, /password\.$/],
		[{ what: "command", name: "config|set" }, /^\*\*CONFIG SET\*\* · .*`@dangerous`[\s\S]*\*\*Dangerous/],
		[{ what: "category", name: "dangerous" }, /^\*\*@dangerous\*\* in Redis 8\.6: \d+ commands/],
		[{ what: "acl-word", name: "nopass" }, /No password is needed/],
	];
	test.each(cases)("%o", (about, words) => {
		expect(english(documentationOf(about, world, rules) ?? "")).toMatch(words);
	});
});
