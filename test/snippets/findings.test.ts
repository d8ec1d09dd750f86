// Snippets and the linter: what we insert, we do not complain about.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findingsOf, openFiles } from "../support/rules";
import { expand, type Language, snippets } from "./expand";

const linesOf = (name: string) =>
	readFileSync(new URL(`../support/${name}`, import.meta.url), "utf8")
		.trimEnd()
		.split("\n");
const BASE = linesOf("hardened.conf");
const SENTINEL_BASE = linesOf("hardened-sentinel.conf");

/** What a snippet leaves to the rest of the file: the nodes of a cluster have to log in at each other. */
const AROUND: Readonly<Record<string, readonly string[]>> = { "tls-cluster": ["masteruser replica", "masterauth vQ4w9LmT2xZr7bNcKpYd"] };

/** Said of every server that keeps its data, whatever else is in the file. */
const OF_EVERY_FILE = ["data-at-rest-in-clear-text"];

/** Snippets that are a whole file: they have to stand without a base. */
const WHOLE = ["hardened", "hardened-users", "acl-file"];

/** The name of a file with the snippet in it, and all files, over a base without the lines that the snippet replaces. */
function laidOverBase(language: Language, prefix: string, text: string): { name: string; files: Record<string, string> } {
	const name = prefix === "tls-sentinel" ? "sentinel.conf" : language === "redis-acl" ? "users.acl" : "redis.conf";
	if (WHOLE.includes(prefix)) return { name, files: { [name]: text } };
	const set = new Set(text.split("\n").map(settingOf));
	const base = [...(prefix === "tls-sentinel" ? SENTINEL_BASE : BASE), ...(AROUND[prefix] ?? [])];
	const left = base.filter((line) => !set.has(settingOf(line)) && (language === "redis-conf" || line.startsWith("user ")));
	return { name, files: { [name]: `${left.join("\n")}\n${text}` } };
}

/** What a line sets: a directive, or one user. */
function settingOf(line: string): string {
	const [name = "", argument = ""] = line.split(" ");
	return name === "user" || name === "sentinel" ? `${name} ${argument}` : name;
}

/** A line of the base that a release ignores is not the snippet's. */
function isOfSnippet({ rule }: { readonly rule: string }): boolean {
	return !OF_EVERY_FILE.includes(rule) && rule !== "ignored-directive";
}

const ALL = (["redis-conf", "redis-acl"] as const).flatMap((language) => snippets(language).map((one) => ({ language, ...one })));

test.each(ALL)("$language $prefix has no finding", async (one) => {
	const { name, files } = laidOverBase(one.language, one.prefix, expand(one));
	for (const server of ["redis-7.0", "redis-8.6", "valkey-9.1"]) {
		const view = await openFiles(files, { server }, name);
		expect(view.kind).toBe(one.prefix === "tls-sentinel" ? "sentinel" : one.language === "redis-acl" ? "acl" : "config");
		expect({
			server,
			findings: findingsOf(view)
				.filter(isOfSnippet)
				.map(({ rule, message }) => `${rule}: ${message}`),
		}).toEqual({ server, findings: [] });
		expect(view.verdict).toEqual({ outcome: "accept" });
	}
});

test("a hole in a snippet would be found", async () => {
	const open = expand({ title: "", prefix: "", description: "", body: ["user default on nopass ~* +@all"] });
	const { name, files } = laidOverBase("redis-conf", "open", open);
	expect(findingsOf(await openFiles(files, {}, name)).map(({ rule }) => rule)).toEqual(["open-default-user"]);
});
