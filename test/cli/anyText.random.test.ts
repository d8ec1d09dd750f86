// cli: any text at all is linted, shown and fixed without an error of this program, and nothing but fixes changes it.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Workplace } from "./runCli";

const WORDS = [
	...[
		"user",
		"default",
		"on",
		"off",
		"nopass",
		">s3cret",
		"<x",
		"#ab",
		"~*",
		"%R~x",
		"&*",
		"+@all",
		"-@x",
		"+get|",
		"(",
		"(~x",
		")",
		"+get)",
	],
	...[
		"requirepass",
		"include",
		"*.conf",
		"redis.conf",
		"aclfile",
		"users.acl",
		"bind",
		"0.0.0.0",
		"port",
		"99999999",
		"tls-protocols",
		'"TLSv1',
		'TLSv1.1"',
	],
	...[
		"sentinel",
		"monitor",
		"auth-pass",
		"mymaster",
		"rename-command",
		"CONFIG",
		"# redis-security-lint-disable",
		"#",
		"'",
		'"',
		"\\x",
		"\\xff",
		"save",
		"dir",
		"/",
	],
	...["\u{1f600}", "e\u0301", "\u202e", "\x1b[31m", "\uFEFF", "\xff", "\ud800"],
];
const GAPS = [" ", " ", " ", "  ", "\t", "\n", "\n", "\r\n", "\r", "\0", "\v", ""];

const texts = fc
	.array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...GAPS)), { maxLength: 60 })
	.map((parts) => parts.map(([word, gap]) => word + gap).join(""));
const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array));
const contents = fc.oneof({ weight: 4, arbitrary: texts.map((text) => Buffer.from(text)) }, { weight: 1, arbitrary: bytes });
const kinds = fc.constantFrom("config", "sentinel", "acl");
const servers = fc.constantFrom("redis-6.0", "redis-7.4", "redis-8.6", "valkey-9.1");

describe("any text", () => {
	it("is linted in every format, and evaluated", async () => {
		await fc.assert(
			fc.asyncProperty(contents, kinds, servers, async (content, kind, server) => {
				const place = new Workplace({ file: content });
				for (const call of ["lint --format json", "lint --color", "acl --format json"]) {
					const ran = await place.run(`${call} --kind ${kind} --server ${server} file`);
					expect(ran.stderr).not.toContain("a mistake in this program");
				}
			}),
			{ numRuns: 60 },
		);
	});

	it("is fixed to something that a second run leaves alone", async () => {
		await fc.assert(
			fc.asyncProperty(contents, kinds, async (content, kind) => {
				const place = new Workplace({ file: content });
				const first = await place.run(`--fix=all --kind ${kind} file`);
				const fixed = place.read("file");
				const second = await place.run(`--fix=all --kind ${kind} file`);
				expect(first.stderr + second.stderr).not.toContain("a mistake in this program");
				expect(place.read("file")).toBe(fixed);
				expect(second.stdout).toContain("Fixed 0 findings.");
			}),
			{ numRuns: 40 },
		);
	});
});
