// support: random redis.conf and sentinel.conf texts: valid lines, lines that are nearly valid, and wild ones. They bind no port, load no file and need no certificate.
import fc from "fast-check";
import { allReleases, type Release } from "../../server/src/knowledge/release";
import type { Directive } from "../../server/src/knowledge/types";
import { anyCharacter, quoted, specialArguments, word, writtenValue } from "./generateValues";
import { knowledge } from "./knowledge";

/** Files for a server. `release` decides which directives come often; those of other releases come too. */
export function configText(release: Release): fc.Arbitrary<string> {
	const own = knowledge.directives(release).all();
	const foreign = allReleases().flatMap((other) => knowledge.directives(other).all());
	const directive = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...own) }, { weight: 1, arbitrary: fc.constantFrom(...foreign) });
	const line = fc.oneof(
		{ weight: 12, arbitrary: directive.filter(isHarmless).chain(settingLine) },
		{ weight: 3, arbitrary: specialLine },
		{ weight: 2, arbitrary: userLine },
		{ weight: 2, arbitrary: renameLine },
		{ weight: 2, arbitrary: wildLine },
		{ weight: 2, arbitrary: quietLine },
		{ weight: 1, arbitrary: mistakenLine },
		{ weight: 1, arbitrary: dependentLine },
	);
	return fileOf(line);
}

export function sentinelText(release: Release): fc.Arbitrary<string> {
	const own = knowledge.directives(release).all().filter(isHarmless);
	const line = fc.oneof(
		{ weight: 12, arbitrary: sentinelLine },
		{ weight: 2, arbitrary: fc.constantFrom(...own).chain(settingLine) },
		{ weight: 1, arbitrary: userLine },
		{ weight: 1, arbitrary: renameLine },
		{ weight: 1, arbitrary: wildLine },
		{ weight: 1, arbitrary: quietLine },
	);
	return fileOf(line).filter((text) => !LINE_WITHOUT_WORDS.test(text));
}

/** A line of nothing but vertical tabs and form feeds: Sentinel reads memory at random when it writes its file again. */
const LINE_WITHOUT_WORDS = /^[^\S\n]*[\v\f][^\S\n]*(?:\0|$)/m;

function fileOf(line: fc.Arbitrary<string>): fc.Arbitrary<string> {
	const ending = fc.oneof({ weight: 8, arbitrary: fc.constant("\n") }, { weight: 1, arbitrary: fc.constant("\r\n") });
	const ended = fc.tuple(line, ending);
	const lines = fc.oneof(fc.array(ended, { minLength: 1, maxLength: 2 }), fc.array(ended, { minLength: 1, maxLength: 8 }));
	const start = fc.oneof({ weight: 30, arbitrary: fc.constant("") }, { weight: 1, arbitrary: fc.constant("\uFEFF") });
	return fc.tuple(start, lines, fc.boolean()).map(
		([mark, lines, closed]) =>
			mark +
			lines
				.map(([text, end]) => text + end)
				.join("")
				.slice(0, closed ? undefined : -1),
	);
}

/** Directives whose effect would reach beyond the private folder, or that need something of the machine. They have lines of their own. */
function isHarmless(directive: Directive): boolean {
	return !NOT_ANYWHERE.has(directive.name) && directive.type !== "instruction" && directive.module === undefined;
}

const NOT_ANYWHERE = new Set([
	"aclfile",
	"appendfilename",
	"cluster-enabled",
	"cluster-config-file",
	"daemonize",
	"databases",
	"dbfilename",
	"dir",
	"io-threads",
	"locale-collate",
	"logfile",
	"maxclients",
	"mptcp",
	"oom-score-adj",
	"pidfile",
	"port",
	"rdma-port",
	"repl-mptcp",
	"supervised",
	"tls-port",
	"unixsocket",
	"unixsocketgroup",
]);

const space = fc.oneof(
	{ weight: 10, arbitrary: fc.constant(" ") },
	{ weight: 1, arbitrary: fc.constantFrom("  ", "\t", " \t ", "\v", "\f") },
);

function settingLine(directive: Directive): fc.Arbitrary<string> {
	const name = fc.constantFrom(directive.name, directive.name, directive.name, directive.alias ?? directive.name);
	const spelled = fc
		.tuple(name, fc.nat(30))
		.map(([text, how]) => (how === 0 ? text.toUpperCase() : how === 1 ? text.slice(0, -1) : how === 2 ? text.replaceAll("-", "_") : text));
	const one = writtenValue(directive);
	const values = fc.oneof(
		{ weight: 12, arbitrary: directive.type === "special" ? specialArguments(directive.name) : one.map((value) => [value]) },
		{ weight: 1, arbitrary: fc.array(one, { maxLength: 3 }) },
	);
	return fc
		.tuple(
			spelled,
			values.chain((list) => fc.tuple(...list.map(quoted))),
			space,
			space,
		)
		.map(([text, list, before, after]) => {
			const joined = [text, ...list].join(before);
			return after === "\v" ? `${joined} ` : joined;
		});
}

const specialLine: fc.Arbitrary<string> = fc
	.constantFrom(
		"save",
		"client-output-buffer-limit",
		"oom-score-adj-values",
		"notify-keyspace-events",
		"bind",
		"replicaof",
		"slaveof",
		"latency-tracking-info-percentiles",
		"unixsocketperm",
	)
	.chain((name) =>
		fc.tuple(
			fc.constant(name),
			specialArguments(name === "slaveof" ? "replicaof" : name).chain((list) => fc.tuple(...list.map(quoted))),
		),
	)
	.map(([name, list]) => [name, ...list].join(" "));

const rule = fc.constantFrom(
	"on",
	"off",
	"nopass",
	"resetpass",
	">pw",
	"<pw",
	"#abc",
	`#${"a".repeat(64)}`,
	"~*",
	"~a:*",
	"allkeys",
	"resetkeys",
	"&*",
	"&c",
	"allchannels",
	"resetchannels",
	"+@all",
	"-@all",
	"+get",
	"-set",
	"+config|get",
	"-config|set",
	"+nosuch",
	"-@nosuch",
	"+@read",
	"%R~a",
	"%~a",
	"(+get ~x)",
	"(+get",
	"~x)",
	"reset",
	"sanitize-payload",
	"clearselectors",
	"#",
	"x",
	"+x1cfg",
	"ON",
	"",
	"a b",
);

const userLine = fc
	.tuple(
		fc.constantFrom("user", "user", "USER"),
		fc.constantFrom("alice", "bob", "default", "a b", "", "Default"),
		fc.array(rule, { maxLength: 5 }),
	)
	.chain(([name, user, rules]) => fc.tuple(fc.constant(name), fc.tuple(...[user, ...rules].map(quotedRarely))))
	.map(([name, words]) => [name, ...words].join(" "));

function quotedRarely(value: string): fc.Arbitrary<string> {
	return fc.constant(/^$|\s/.test(value) ? `"${value}"` : value);
}

const commandName = fc.constantFrom(
	"get",
	"GET",
	"config",
	"CONFIG",
	"flushall",
	"x1cfg",
	"nosuch",
	"config|set",
	"config|nosuch",
	"get|x",
	"acl",
	"ping",
	"",
	"a|b",
	"b|c|d",
	"client|no-touch",
);

const renameLine = fc
	.tuple(commandName, commandName, fc.nat(20))
	.map(([from, to, how]) => `rename-command ${from || '""'} ${to || '""'}${how === 0 ? " x" : ""}`);

const wildLine = fc.oneof(
	fc.string({ unit: fc.constantFrom(..."ab \t\"'\\#x4\v\f\r.".split("")), maxLength: 14 }),
	fc.string({ unit: anyCharacter, maxLength: 12 }).map((text) => text.replace(/[\n\ud800-\udfff]/g, " ")),
	fc.tuple(word, fc.array(word, { maxLength: 2 })).map(([name, list]) => [name, ...list].join(" ")),
	fc.constantFrom(
		"foo.bar 1",
		"foo.bar",
		"foo. 1",
		"sentinel",
		"sentinel monitor m 127.0.0.1 1 1",
		"include /dev/null",
		"include",
		"include a b",
		"loadmodule",
		"user",
		"timeout 5\0 x",
		"#a\0b",
		"\0",
	),
	fc.string({ unit: fc.constantFrom("a", "\0", " ", "é", "#"), minLength: 1000, maxLength: 1100 }).map((text) => `masterauth ${text}`),
);

const quietLine = fc.constantFrom(
	"",
	" ",
	"\t",
	"# comment",
	"  # indented",
	"#",
	"timeout 0",
	"tcp-keepalive 300",
	"maxmemory 100mb",
	"appendfsync everysec",
);

/** Lines as people write them by mistake. */
const mistakenLine = fc.constantFrom(
	"maxmemory 1gb # limit",
	"save 900 1 # often",
	"maxmemory=1gb",
	"maxmemory: 1gb",
	"timeout = 5",
	"CONFIG SET maxmemory 1gb",
	"ACL SETUSER alice on nopass",
	"timeout 5 tcp-keepalive 10",
	"tls-protocols TLSv1.2 TLSv1.3",
	"requirepass my secret",
	"--timeout 5",
	"; comment",
	"// comment",
	"save 900 1 \\",
	`timeout \${TIMEOUT}`,
);

/** Lines that matter to others. */
const dependentLine = fc.constantFrom(
	"cluster-enabled yes",
	"cluster-enabled no",
	"replicaof 127.0.0.1 1",
	"replicaof no one",
	'aclfile "/nonexistent/users.acl"',
	'aclfile ""',
	"acl-pubsub-default allchannels",
	"acl-pubsub-default resetchannels",
	"tls-cluster yes",
	"tls-replication yes",
	"tls-port 1",
	"tls-cert-file /nonexistent",
	"tls-key-file /nonexistent",
	"tls-auth-clients no",
	"tls-ca-cert-file /nonexistent",
	'tls-protocols "TLSv1.2,TLSv1.3"',
	'proc-title-template "{server-mode}"',
	'proc-title-template "{unixsocket} "',
	"unixsocket ./s",
	'unixsocket ""',
	'dir ""',
	"dir .",
	'logfile ""',
	'include ""',
	"appendonly yes",
	'appendfilename ""',
	"appendfilename a.aof",
	"dbfilename a/b",
	'dbfilename ""',
	"dbfilename x.rdb",
	'cluster-config-file ""',
	"databases 4",
	"databases 0",
	"maxclients 50",
	"maxclients 0",
	"io-threads 2",
	"io-threads 0",
	"locale-collate C",
	'pidfile ""',
	"supervised no",
	"daemonize maybe",
);

const primary = fc.constantFrom("m", "m", "m", "n", "M", "my primary");
const host = fc.constantFrom(
	"127.0.0.1",
	"127.0.0.1",
	"::1",
	"127.1",
	"0x7f.1",
	"localhost",
	"",
	"nohost.invalid",
	"1.2.3.4.5",
	"256.1.1.1",
	"0177.0.0.1",
	"4294967296",
);
const port = fc.constantFrom("1", "0", "65535", "65536", "-1", "x", "", " 3");
const quorum = fc.constantFrom("1", "2", "0", "-1", "x", "1x", "");
const time = fc.constantFrom("3000", "0", "-1", "x", "2147483648", "5x");

const sentinelLine = fc
	.oneof(
		fc.tuple(fc.constantFrom("monitor", "monitor", "MONITOR"), primary, host, port, quorum),
		fc.constantFrom(["monitor", "m", "127.0.0.1", "1", "1"], ["monitor", "n", "127.0.0.1", "2", "1"]),
		fc.tuple(
			fc.constantFrom(
				"down-after-milliseconds",
				"failover-timeout",
				"parallel-syncs",
				"master-reboot-down-after-period",
				"primary-reboot-down-after-period",
			),
			primary,
			time,
		),
		fc.tuple(fc.constantFrom("known-replica", "known-slave"), primary, host, port),
		fc.tuple(fc.constant("known-sentinel"), primary, host, port, fc.constantFrom("a".repeat(40), "b", "")),
		fc.tuple(fc.constant("known-sentinel"), primary, host, port),
		fc.tuple(fc.constantFrom("auth-pass", "auth-user", "config-epoch", "leader-epoch"), primary, word),
		fc.tuple(fc.constant("rename-command"), primary, fc.constantFrom("CONFIG", "config", "x"), word),
		fc.tuple(
			fc.constantFrom("deny-scripts-reconfig", "resolve-hostnames", "announce-hostnames"),
			fc.constantFrom("yes", "no", "maybe", ""),
		),
		fc.tuple(fc.constant("myid"), fc.constantFrom("a".repeat(40), "a", "é".repeat(20))),
		fc.tuple(
			fc.constantFrom("announce-ip", "announce-port", "current-epoch", "sentinel-user", "sentinel-pass", "nosuch"),
			fc.constantFrom("1", "", "x"),
		),
		fc.array(word, { maxLength: 3 }),
	)
	.map((words) => ["sentinel", ...words.map((text) => (/^$|\s/.test(text) ? `"${text}"` : text))].join(" "));
