// support: random values of settings: such as the directive takes, odd ones, and ones in quotes.
import fc from "fast-check";
import type { Directive } from "../../server/src/knowledge/types";

/** Any character of Unicode. The unit "binary" of fast-check would do, but it makes a table of all of them first, which takes a second. */
export const anyCharacter = fc.nat(0x10f7ff).map((number) => String.fromCodePoint(number < 0xd800 ? number : number + 0x800));

const letters = "abcdefghijklmnopqrstuvwxyz".split("");
export const word = fc.string({ unit: fc.constantFrom(...letters, "0", "9", "-", "_", "."), minLength: 1, maxLength: 8 });

/** A value as it may be written: mostly bare, sometimes in quotes, sometimes in bad ones. */
export function quoted(value: string): fc.Arbitrary<string> {
	const needs = /^$|[\s"'\\\0-\x1f]/.test(value);
	const double = `"${value.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n").replace(/\0/g, "\\x00")}"`;
	return fc.nat(40).map((how) => {
		if (how === 0) return `${double}x`;
		if (how === 1) return `"${value}`;
		if (how === 2) return `'${value.replace(/'/g, "\\'")}'`;
		if (how < 6 || needs) return double;
		return value;
	});
}

export function writtenValue(directive: Directive): fc.Arbitrary<string> {
	const odd = fc.oneof(fc.constantFrom(...ODD_VALUES), word, fc.string({ maxLength: 6 }));
	return fc.oneof({ weight: 8, arbitrary: fittingValue(directive) }, { weight: 2, arbitrary: odd });
}

const ODD_VALUES = [
	"",
	" ",
	"0",
	"-1",
	"+5",
	"007",
	" 5",
	"5 ",
	"0x10",
	"1e3",
	"1.5",
	"100%",
	"-5%",
	"101%",
	"%",
	"5\0",
	"yes\0no",
	"YES",
	"on",
	"true",
	"b",
	"1k",
	"1KB",
	"5t",
	"1 gb",
	"-1mb",
	"9223372036854775807",
	"9223372036854775808",
	"18446744073709551615",
	"18446744073709551616",
	"99999999999999999999gb",
	"-9223372036854775808",
	"-9223372036854775809",
	"2147483648",
	"4294967296",
	"4294967297",
	`\${VAR}`,
	"a b",
	"#x",
	"é",
	"\\",
	"x/y",
	"..",
	"::1",
	"1.2.3.4",
	"01.2.3.4",
	"1.2.3",
	"1::2::3",
	"::ffff:1.2.3.4",
	"12345::",
	"fe80::1%lo",
	"host-1.example",
	"under_score",
	"{title}",
	"{title} {port}",
	"{nope}",
	"{{",
	"{",
	"{server-mode}",
	"}",
];

function fittingValue(directive: Directive): fc.Arbitrary<string> {
	switch (directive.type) {
		case "bool":
			return fc.constantFrom("yes", "no", "Yes", "NO");
		case "enum":
			return fc.constantFrom(...(directive.values ?? []).map((value) => value.name)).map((name) => name);
		case "numeric":
			return number(directive);
		default:
			return fc.oneof(word, fc.constantFrom(...ODD_VALUES));
	}
}

function number(directive: Directive): fc.Arbitrary<string> {
	const { min = 0n, max = 100n } = directive.range ?? {};
	const radix = directive.units.includes("octal") ? 8 : 10;
	const near = fc.constantFrom(min, max, min - 1n, max + 1n, (min + max) / 2n, 1n, 100n, 1048576n).map((value) => value.toString(radix));
	const size = fc
		.tuple(fc.nat(5000), fc.constantFrom("", "b", "k", "KB", "m", "Mb", "g", "GB", "t"))
		.map(([count, unit]) => `${count}${unit}`);
	const share = fc.integer({ min: -5, max: 120 }).map((value) => `${value}%`);
	return directive.units.includes("memory") ? fc.oneof(near, size, share) : near;
}

/** Arguments of directives that have a language of their own. */
export function specialArguments(name: string): fc.Arbitrary<string[]> {
	const count = fc.constantFrom("0", "1", "60", "-1", "900", "x", "+3", " 4", "", "2147483648", "4294967297", "99999999999999999999");
	const pairs = fc.array(fc.tuple(count, count), { maxLength: 3 }).map((list) => list.flat());
	switch (name) {
		case "save":
			return fc.oneof(
				pairs,
				fc.array(count, { maxLength: 5 }),
				pairs.map((list) => [list.join(" ")]),
				fc.constant<string[]>([""]),
			);
		case "client-output-buffer-limit": {
			const group = fc.tuple(fc.constantFrom("normal", "replica", "slave", "PUBSUB", "master", "primary", "foo"), size, size, count);
			return fc.oneof(
				group.map((list) => [...list]),
				fc.array(group, { maxLength: 3 }).map((list) => list.flat()),
				group.map((list) => list.slice(1)),
			);
		}
		case "oom-score-adj-values":
			return fc.array(fc.constantFrom("0", "200", "-2000", "2000", "2001", "-2001", "x", "", "+1"), { minLength: 2, maxLength: 4 });
		case "notify-keyspace-events":
			return fc.string({ unit: fc.constantFrom(..."Ag$lshzxeKEtmdnocq x".split("")), maxLength: 6 }).map((text) => [text]);
		case "bind":
			return fc.oneof(
				fc.array(fc.constantFrom("127.0.0.1", "-::1", "*", "", "nohost.invalid"), { maxLength: 4 }),
				fc.integer({ min: 15, max: 18 }).map((length) => new Array<string>(length).fill("127.0.0.1")),
			);
		case "replicaof":
			return fc.oneof(
				fc
					.tuple(
						fc.constantFrom("127.0.0.1", "no", ""),
						fc.constantFrom("1", "0", "65535", "65536", "-1", "x", "1x", "one", "", " 2", "4294967297"),
					)
					.map((pair) => [...pair]),
				fc.constantFrom<string[]>(["127.0.0.1"], ["no one"], ["NO", "ONE"], []),
			);
		case "latency-tracking-info-percentiles":
			return fc.array(
				fc.constantFrom(
					"50",
					"99.9",
					"0",
					"100",
					"100.1",
					"-1",
					"a",
					"1e1",
					"inf",
					"nan",
					"0x10",
					"0x1p3",
					"",
					" 5",
					"5 ",
					".5",
					"5.",
					"+7",
					"1e400",
					"1e-400",
				),
				{
					maxLength: 3,
				},
			);
		case "unixsocketperm":
			return fc.constantFrom("700", "0", "777", "1000", "8", "", "-1", "abc", " 7", "+7", "77777777777777777777777").map((mode) => [mode]);
		default:
			return fc.array(fc.oneof(word, fc.constantFrom("1", "", "0")), { minLength: 1, maxLength: 2 });
	}
}

const size = fc.constantFrom("0", "1", "32mb", "1G", "-1", "5t", "x", "", "1 mb", "18446744073709551616", "-", "kb");
