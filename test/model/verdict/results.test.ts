// model/verdict: what comes with a problem: words without secrets, suggestions, and problems across included files.

import { describe, expect, it } from "vitest";
import { toEnd } from "../../../server/src/base/steps";
import { allReleases, parseRelease, type Release } from "../../../server/src/knowledge/release";
import type { SourceFile, World } from "../../../server/src/model/types";
import { checkSnapshot } from "../../../server/src/model/verdict/check";
import { parse } from "../../../server/src/syntax/parse";
import { knowledge } from "../../support/knowledge";
import { checkText } from "./cases";

describe("words", () => {
	const SECRET = "Zq7vTopSecret9";
	const LINES = [
		`requirepass ${SECRET} x`,
		`requirepas ${SECRET}`,
		`requirepass=${SECRET}`,
		`requirepas=${SECRET}`,
		SECRET,
		`${SECRET} 1`,
		`masterauth "${SECRET}`,
		`masterauth "a"${SECRET}`,
		`rename-command CONFIG ${SECRET}\nrename-command GET ${SECRET}`,
		`rename-command CONFIG ${SECRET} ${SECRET}`,
		`user app on ${SECRET}`,
		`user app on >${SECRET} (${SECRET})`,
		`user app on #${SECRET}`,
		`ACL SETUSER app >${SECRET} ${SECRET}`,
		`CONFIG SET requirepass ${SECRET} x`,
		`foo.bar ${SECRET}`,
		`tls-key-file-pass ${SECRET} ${SECRET}`,
		`sentinel auth-pass m ${SECRET}`,
		`timeout 5 requirepass ${SECRET}`,
	];

	it.each(LINES)("%s: the secret is in no word", (line) => {
		for (const release of allReleases()) {
			for (const kind of ["config", "sentinel"] as const) {
				const result = checkText(release.id, line, kind);
				expect(JSON.stringify(result)).not.toContain(SECRET);
				expect(JSON.stringify(result).toLowerCase()).not.toContain(SECRET.toLowerCase());
			}
		}
	});

	it.each([
		["timeot 5", ["timeout"]],
		["tcp_keepalive 5", ["tcp-keepalive"]],
		["appendonly true", ["yes"]],
		["maxmemory 5t", ["5000g"]],
		["timeout 007", ["7"]],
		["maxmemory-policy allkeys-lur", ["allkeys-lru", "allkeys-lfu"]],
		["dbfilename /data/dump.rdb", ["dump.rdb"]],
	])("%s: what was meant", (line, suggestions) => {
		expect(checkText("redis-7.2", line).problems[0]?.suggestions).toEqual(expect.arrayContaining(suggestions));
	});

	it("the server's own words stand beside ours", () => {
		expect(checkText("redis-7.2", "timeout x").problems[0]?.serverSays).toBe("argument couldn't be parsed into an integer");
		expect(checkText("redis-8.6", "foo pw").problems[0]?.serverSays).toBe("Unresolved Configuration(s) Detected: >>> 'foo ********'");
	});
});

describe("included files", () => {
	const world: World = { knowledge, release: parseRelease("redis-7.2") as Release };

	function problemsOf(files: Record<string, string>, targets: Record<string, string[]>) {
		const sources = Object.entries(files).map(([uri, text]): [string, SourceFile] => [
			uri,
			{ uri, state: "text", kind: "config", tree: parse(text, "config"), latin1: false },
		]);
		const snapshot = { root: "a", kind: "config" as const, files: new Map(sources), targets: new Map(Object.entries(targets)) };
		return toEnd(checkSnapshot(snapshot, world)).map(({ code, at }) => `${code} ${at.file}:${at.line}`);
	}

	it("a setting of an included file counts", () => {
		expect(
			problemsOf({ a: "tls-port 1\ninclude b\n", b: "tls-cert-file /c\ntls-key-file /k\ntls-auth-clients no\n" }, { "a:1": ["b"] }),
		).toEqual([]);
		expect(problemsOf({ a: "tls-port 1\ninclude b\n", b: "timeout x\n" }, { "a:1": ["b"] })).toEqual([
			"tls-without-certificate a:0",
			"not-a-number b:0",
		]);
	});

	it("a user is known from an included file", () => {
		expect(problemsOf({ a: "include b\nuser app on\n", b: "user app off\n" }, { "a:0": ["b"] })).toEqual(["duplicate-user a:1"]);
	});

	it("what a file lacks is not said where an include cannot be read", () => {
		expect(problemsOf({ a: "tls-port 1\ninclude b\ntimeout x\n" }, { "a:1": ["b"] })).toEqual(["not-a-number a:2"]);
	});

	it("a file that includes itself is read once", () => {
		expect(problemsOf({ a: "include a\ntimeout x\n" }, { "a:0": ["a"] })).toEqual(["include-cycle a:0", "not-a-number a:1"]);
	});
});
