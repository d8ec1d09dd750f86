// conformance: random rules, users, ACL files and commands, made from what a release knows and from what people get wrong.
import fc from "fast-check";
import type { Command, Commands } from "../../server/src/knowledge/types";
import type { AclDialect } from "../../server/src/model/acl/dialect";

const PATTERNS = [
	"*",
	"",
	"a",
	"a:*",
	"a:?",
	"[a-c]:*",
	"[^a]*",
	"*:1",
	"a\\*",
	"é:*",
	"??:*",
	"[c-a]*",
	"user:[0-9]*",
	"**",
	"a[",
	"\\",
	"%x",
];
export const KEYS = ["a", "a:1", "b:2", "é:1", "a*", "user:7", "", "zz", "c:"] as const;
const PASSWORDS = ["secret", "p@ss:w0rd", "", "a#b", "ünï"];
const HASH = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";
const HASHES = [HASH, HASH.replace("2", "3"), HASH.toUpperCase(), HASH.slice(1), ""];
const WRONG = [
	"nosuch",
	"@read",
	"+",
	"-",
	"+@",
	"+@nosuch",
	"+nosuch",
	"-nosuch|x",
	"+|",
	"+config|",
	"+config|nosuch",
	"+select|0|1",
	"%",
	"%~a",
	"%X~a",
	"%RR~a",
	")",
	"allkey",
	"~a b",
	"&a b",
	"db=x",
];

/** The same word with some letters in upper case. */
const anyCase = (word: fc.Arbitrary<string>) =>
	fc
		.tuple(word, fc.nat())
		.map(([text, bits]) => text.replace(/[a-z]/g, (letter, at: number) => ((bits >> (at % 30)) & 1 ? letter.toUpperCase() : letter)));

/** One rule that a selector takes too. */
function permissionRule(commands: Commands, dialect: AclDialect): fc.Arbitrary<string> {
	const all = commands.all();
	const plain = all.filter((command) => command.subcommands.length === 0 && command.container === undefined);
	const pattern = fc.constantFrom(...PATTERNS);
	const rules: fc.WeightedArbitrary<string>[] = [
		{ weight: 6, arbitrary: anyCase(fc.tuple(fc.constantFrom("+", "-"), fc.constantFrom(...all)).map(([sign, { name }]) => sign + name)) },
		{
			weight: 6,
			arbitrary: anyCase(
				fc.tuple(fc.constantFrom("+@", "-@"), fc.constantFrom("all", ...commands.categories())).map((parts) => parts.join("")),
			),
		},
		{
			weight: 2,
			arbitrary: fc.tuple(fc.constantFrom(...plain), fc.constantFrom("a", "0", "A:1", "x|y")).map(([{ name }, word]) => `+${name}|${word}`),
		},
		{ weight: 1, arbitrary: fc.constantFrom(...plain).map(({ name }) => `-${name}|x`) },
		{ weight: 4, arbitrary: pattern.map((text) => `~${text}`) },
		{
			weight: 3,
			arbitrary: fc.tuple(anyCase(fc.constantFrom("%r~", "%w~", "%rw~", "%wr~", "%r")), pattern).map((parts) => parts.join("")),
		},
		{ weight: 3, arbitrary: pattern.map((text) => `&${text}`) },
		{
			weight: 3,
			arbitrary: anyCase(fc.constantFrom("allkeys", "resetkeys", "allchannels", "resetchannels", "allcommands", "nocommands")),
		},
		{ weight: 1, arbitrary: fc.constantFrom(...WRONG.filter((word) => word !== "%" || !dialect.barePercent)) },
	];
	if (dialect.databases)
		rules.push({
			weight: 2,
			arbitrary: anyCase(fc.constantFrom("alldbs", "resetdbs", "db=0", "db=1,2", "db=2,0,0", "db=", "db=1,", "db=-1")),
		});
	return fc.oneof(...rules);
}

function selector(rule: fc.Arbitrary<string>): fc.Arbitrary<string> {
	const odd = fc.constantFrom("(", "()", '("+get")', '("+get"x)', '("+get)', "(on)", "( +get (+set ~a)", "(+get))");
	return fc.oneof(
		{ weight: 8, arbitrary: fc.array(rule, { maxLength: 4 }).map((rules) => `(${rules.join(" ")})`) },
		{ weight: 1, arbitrary: odd },
	);
}

/** The words of ACL SETUSER after the name. Most are accepted; selectors are spread over several words now and then. */
export function ruleWords(commands: Commands, dialect: AclDialect): fc.Arbitrary<string[]> {
	const rule = permissionRule(commands, dialect);
	const login = fc.oneof(
		anyCase(fc.constantFrom("on", "off", "nopass", "resetpass", "reset", "sanitize-payload", "skip-sanitize-payload", "clearselectors")),
		fc.tuple(fc.constantFrom(">", ">", "<"), fc.constantFrom(...PASSWORDS)).map((parts) => parts.join("")),
		fc.tuple(fc.constantFrom("#", "#", "!"), fc.constantFrom(...HASHES)).map((parts) => parts.join("")),
	);
	const any = fc.oneof({ weight: 8, arbitrary: rule }, { weight: 2, arbitrary: login }, { weight: 1, arbitrary: selector(rule) });
	return fc
		.tuple(fc.array(any, { maxLength: 10 }), fc.boolean())
		.map(([words, spread]) => (spread ? words.flatMap((word) => (word.startsWith("(") ? word.split(" ") : [word])) : words));
}

/** An ACL file of a few lines, some of them not as the server wants them. */
export function aclFile(commands: Commands, dialect: AclDialect): fc.Arbitrary<string> {
	const name = fc.constantFrom("a", "b", "default", "é", "");
	const gap = fc.constantFrom(" ", " ", " ", " ", " ", " ", "  ", "\t", " \t");
	const user = fc
		.tuple(name, ruleWords(commands, dialect), gap, fc.constantFrom("", "", "", " ", "\r", "\t", " \v"))
		.map(([text, words, space, end]) => ["user", text, ...words].join(words.length % 3 === 0 ? space : " ") + end);
	const odd = fc.constantFrom(
		"",
		"  ",
		"# comment",
		"USER a on",
		"user",
		"\tuser a on",
		"user\ta on",
		"user a\tb on",
		"nonsense",
		"\r",
		"user a on\0 off",
		'"user" a on',
	);
	return fc
		.array(fc.oneof({ weight: 6, arbitrary: user }, { weight: 1, arbitrary: odd }), { maxLength: 4 })
		.map((lines) => lines.join("\n"));
}

/** Redis.conf of `user` lines only. */
export function userLines(commands: Commands, dialect: AclDialect): fc.Arbitrary<string> {
	const quote = (word: string, how: number) =>
		how === 0 ? word : how === 1 ? `"${word.replace(/[\\"]/g, "\\$&")}"` : `'${word.replaceAll("'", "\\'")}'`;
	const line = fc
		.tuple(fc.constantFrom("a", "b", "default", "a b"), ruleWords(commands, dialect), fc.nat(5))
		.map(([name, words, how]) =>
			[
				"user",
				quote(name, name.includes(" ") ? 1 : 0),
				...words.map((word) => quote(word, word === "" || /[\s"'\\]/.test(word) ? 1 : how > 2 ? 0 : how)),
			].join(" "),
		);
	return fc.array(line, { maxLength: 3 }).map((lines) => lines.join("\n"));
}

/** The command with as many arguments as it needs, its keys taken from `KEYS` from `first` on. */
export function sampleCall(command: Command, first: number): string[] {
	let next = first;
	const key = () => KEYS[next++ % KEYS.length] as string;
	const written = WRITTEN[command.name];
	if (written) return written(key);
	const argv = command.name.split("|");
	const keyNumbers = new Map<number, string>();
	let length = Math.max(Math.abs(command.arity), argv.length);
	for (const { beginSearch, findKeys } of command.keySpecs) {
		if (beginSearch.type !== "index" || findKeys.type !== "keynum") continue;
		keyNumbers.set(beginSearch.index + findKeys.keyNumIdx, "2");
		length = Math.max(length, beginSearch.index + findKeys.firstKey + 2);
	}
	while (argv.length < length) argv.push(keyNumbers.get(argv.length) ?? key());
	return argv;
}

const WRITTEN: Readonly<Record<string, (key: () => string) => string[]>> = {
	sort: (key) => ["SORT", key(), "BY", "nosort", "LIMIT", "0", "1", "STORE", key()],
	migrate: (key) => ["MIGRATE", "h", "1", "", "0", "1", "COPY", "KEYS", key(), key()],
	georadius: (key) => ["GEORADIUS", key(), "0", "0", "1", "m", "STORE", key()],
	georadiusbymember: (key) => ["GEORADIUSBYMEMBER", key(), "m", "1", "m", "STOREDIST", key()],
	xread: (key) => ["XREAD", "COUNT", "1", "STREAMS", key(), key(), "0", "0"],
	xreadgroup: (key) => ["XREADGROUP", "GROUP", "g", "c", "STREAMS", key(), ">"],
	set: (key) => ["SET", key(), "v", ...(key() < "b" ? ["GET"] : [])],
	bitfield: (key) => ["BITFIELD", key(), "GET", "u8", "0", ...(key() < "b" ? ["SET", "u8", "0", "1"] : [])],
	memory: (key) => ["MEMORY", "USAGE", key()],
	object: (key) => ["OBJECT", "ENCODING", key()],
	stralgo: (key) => ["STRALGO", "LCS", "KEYS", key(), key()],
};
