// Grammars: every word of a line has the scope that a theme knows, and no line reaches into the next one.
import { expect, test } from "vitest";
import { tokenizer } from "./tokenize";

const conf = await tokenizer("source.redis-conf");
const acl = await tokenizer("source.redis-acl");

const HASH = "COMMENT punctuation.definition.comment";
const quoted = (inside: string, kind = "string.quoted.double", quote = '"') =>
	`${quote}{${kind} punctuation.definition.string.begin} ${inside && `${inside} `}${quote}{${kind} punctuation.definition.string.end}`;

/** The short names of the tables, so that a row stays readable. */
const SHORT: Readonly<Record<string, string>> = {
	NAME: "keyword.other.directive",
	SUB: "keyword.other.directive.sentinel",
	NUM: "constant.numeric",
	UNIT: "keyword.other.unit",
	BOOL: "constant.language.boolean",
	TEXT: "string.unquoted",
	PATH: "string.unquoted.path",
	SECRET: "string.unquoted.password",
	COMMENT: "comment.line.number-sign",
	HEADING: "comment.line.number-sign.heading",
	USER: "keyword.other.directive.user",
	WHO: "entity.name.function.user",
	STATE: "constant.language.state",
	RULE: "keyword.other.rule",
	PERM: "keyword.operator.permission",
	AT: "punctuation.definition.category",
	CATEGORY: "entity.name.type.category",
	COMMAND: "support.function.command",
	BAR: "punctuation.separator.subcommand",
	SUBCOMMAND: "support.function.subcommand",
	"OP-KEY": "keyword.operator.key",
	KEY: "string.unquoted.key",
	WILD: "keyword.operator.wildcard",
	ACCESS: "storage.modifier.key-access",
	"OP-CHANNEL": "keyword.operator.channel",
	CHANNEL: "string.unquoted.channel",
	"OP-PASS": "keyword.operator.password",
	PWHASH: "constant.other.password-hash",
	ESCAPE: "constant.character.escape",
	PRIMARY: "entity.name.type.primary",
};

const long = (row: string) => row.replace(/[A-Z][A-Z-]+(?=[ }.])/g, (name) => SHORT[name] ?? name);
const spelled = (row: string) => row.replace(/\{[^{}]*\}/g, (scopes) => long(scopes));

test.each([
	["# plain # comment", `#{${HASH}}  plain # comment{COMMENT}`],
	["  # indented", `#{${HASH}}  indented{COMMENT}`],
	[
		"##### TLS/SSL  ####",
		"#####{HEADING punctuation.definition.comment} TLS/SSL{HEADING markup.heading entity.name.section} ####{HEADING punctuation.definition.comment}",
	],
	["##########", `#{${HASH}} #########{COMMENT}`],
	[
		"# redis-security-lint-disable-next-line missing-requirepass",
		`#{${HASH}} redis-security-lint-disable-next-line{COMMENT storage.type.annotation}  missing-requirepass{COMMENT constant.other.annotation}`,
	],
	["port 6379 # x", "port{NAME} 6379{NUM} #{TEXT} x{TEXT}"],
	["\tSave 900 1 \r", "Save{NAME} 900{NUM} 1{NUM}"],
	["maxmemory 1.5GB", "maxmemory{NAME} 1.5{NUM} GB{UNIT}"],
	["maxmemory-clients 10%", "maxmemory-clients{NAME} 10{NUM} %{UNIT}"],
	["maxmemory 10gbb", "maxmemory{NAME} 10gbb{TEXT}"],
	["appendonly YES", "appendonly{NAME} YES{BOOL}"],
	["appendfilename yes.aof", "appendfilename{NAME} yes.aof{TEXT}"],
	["bind 127.0.0.1 -::1", "bind{NAME} 127.0.0.1{TEXT} -::1{TEXT}"],
	['tls-protocols "TLSv1.2 TLSv1.3"', `tls-protocols{NAME} ${quoted("TLSv1.2 TLSv1.3{string.quoted.double}")}`],
	[
		'proc-title-template "\\x41 \\q\\""',
		`proc-title-template{NAME} ${quoted('\\x41{string.quoted.double ESCAPE} \\q{string.quoted.double} \\"{string.quoted.double ESCAPE}')}`,
	],
	[
		"logfile '\\n\\''",
		`logfile{NAME} ${quoted("\\n{string.quoted.single} \\'{string.quoted.single ESCAPE}", "string.quoted.single", "'")}`,
	],
	['logfile ""', `logfile{NAME} ${quoted("")}`],
	['"port" 1', '"port"{NAME} 1{NUM}'],
	["requirepass foo#bar", "requirepass{NAME} foo#bar{SECRET}"],
	['masterauth "a b"', `masterauth{NAME} ${quoted("a b{string.quoted.double.password}", "string.quoted.double.password")}`],
	["rename-command CONFIG b840", "rename-command{NAME} CONFIG{COMMAND} b840{SECRET}"],
	["include /etc/redis/*.conf", "include{keyword.control.import} /etc/redis/*.conf{PATH}"],
	["aclfile users.acl", "aclfile{keyword.control.import} users.acl{PATH}"],
	["sentinel monitor main 10.0.0.1 6379 2", "sentinel{NAME} monitor{SUB} main{PRIMARY} 10.0.0.1{TEXT} 6379{NUM} 2{NUM}"],
	["SENTINEL auth-pass main hunter", "SENTINEL{NAME} auth-pass{SUB} main{PRIMARY} hunter{SECRET}"],
	["sentinel sentinel-pass hunter", "sentinel{NAME} sentinel-pass{SUB} hunter{SECRET}"],
	["sentinel resolve-hostnames yes", "sentinel{NAME} resolve-hostnames{SUB} yes{BOOL}"],
	["sentinel rename-command main CONFIG x1", "sentinel{NAME} rename-command{SUB} main{PRIMARY} CONFIG{COMMAND} x1{SECRET}"],
	["user a on nopass", "user{USER} a{WHO} on{STATE} nopass{RULE}"],
	["User a ON", "User{USER} a{WHO} ON{STATE}"],
	['user a ">p w"', `user{USER} a{WHO} ${quoted(">p w{string.quoted.double.password}", "string.quoted.double.password")}`],
])("redis.conf: %s", (line, expected) => {
	const { lines, leaks } = conf(line);
	expect(lines).toEqual([spelled(expected)]);
	expect(leaks).toEqual([]);
});

const RULES: readonly (readonly [rule: string, expected: string])[] = [
	["on", "on{STATE}"],
	["skip-sanitize-payload", "skip-sanitize-payload{RULE}"],
	["resetchannels", "resetchannels{RULE}"],
	[">pa)ss#1", ">{OP-PASS} pa)ss#1{SECRET}"],
	["#9f86d081", "#{OP-PASS} 9f86d081{PWHASH}"],
	["!9f86d081", "!{OP-PASS} 9f86d081{PWHASH}"],
	["<old", "<{OP-PASS} old{SECRET}"],
	["+@read", "+{PERM} @{AT} read{CATEGORY}"],
	["-@dangerous", "-{PERM} @{AT} dangerous{CATEGORY}"],
	["+config|get", "+{PERM} config{COMMAND} |{BAR} get{SUBCOMMAND}"],
	["-flushall", "-{PERM} flushall{COMMAND}"],
	["~app:*", "~{OP-KEY} app:{KEY} *{KEY WILD}"],
	["%RW~a?[b-c]\\*", "%{OP-KEY} RW{ACCESS} ~{OP-KEY} a{KEY} ?{KEY WILD} [b-c]{KEY constant.other.character-class} \\*{KEY ESCAPE}"],
	["&news.*", "&{OP-CHANNEL} news.{CHANNEL} *{CHANNEL WILD}"],
	["db=0,1", "db{RULE} ={keyword.operator.database} 0,1{constant.numeric.integer.database}"],
	[
		"(~s +@read -get)",
		"({meta.selector punctuation.section.parens.begin} ~{meta.selector OP-KEY} s{meta.selector KEY} +{meta.selector PERM} @{meta.selector AT} read{meta.selector CATEGORY} -{meta.selector PERM} get{meta.selector COMMAND} ){meta.selector punctuation.section.parens.end}",
	],
];

test.each(RULES)("a rule of a user, in both languages: %s", (rule, expected) => {
	for (const tokenize of [conf, acl]) {
		const { lines, leaks } = tokenize(`user app ${rule} off`);
		expect(lines).toEqual([spelled(`user{USER} app{WHO} ${expected} off{STATE}`)]);
		expect(leaks).toEqual([]);
	}
});

test.each([
	["# comment", `#{${HASH}}  comment{COMMENT}`],
	["USER app on", "USER app on{}"],
	["requirepass x", "requirepass x{}"],
])("ACL file: %s", (line, expected) => {
	expect(acl(line).lines).toEqual([spelled(expected)]);
});

test.each(['requirepass "open', "user a (~x +get", "user a '>open", "sentinel auth-pass m 'open", 'include "open'])(
	"what is not closed ends with its line: %s",
	(line) => {
		const { lines, leaks } = conf(`${line}\nport 1`);
		expect(leaks).toEqual([]);
		expect(lines[1]).toBe(spelled("port{NAME} 1{NUM}"));
	},
);
