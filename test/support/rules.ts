// support: tables of cases for one rule. Every case is opened through the service, as an editor or the command line would.
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { applyEdits } from "../../server/src/base/edits";
import { newPassword } from "../../server/src/lint/run";
import type { SettingsLayer } from "../../server/src/lint/settings";
import type { Finding } from "../../server/src/lint/types";
import { rules } from "../../server/src/rules";
import type { Rule, Severity } from "../../server/src/rules/define";
import { createService, type Service } from "../../server/src/service/service";
import type { View } from "../../server/src/service/view";
import { knowledge } from "./knowledge";
import { readMarks } from "./marks";
import { type Content, memoryFiles, uriOf } from "./memoryFiles";
import { unsaid } from "./words";

export interface RuleCase {
	readonly name: string;
	/** One redis.conf, or several files by name, the first of which is the root. «…» marks where the rule must report, in all files together. */
	readonly files: string | Readonly<Record<string, string>>;
	/** "redis-7.4" and the like; without it the newest Redis. */
	readonly server?: string;
	readonly settings?: SettingsLayer;
	/** The files are no UTF-8. */
	readonly latin1?: true;
	readonly severity?: Severity;
	/** A part of the first finding's message. */
	readonly says?: string | RegExp;
	/** The text after the fix: of the root, or of the files named. ‹user› stands for the new password of that user, ‹#user› for its SHA-256 as a rule, ‹=text› for that of the text. */
	readonly fixed?: string | Readonly<Record<string, string>>;
	/** Which fix; without it the preferred or first one. */
	readonly fix?: string | RegExp;
	/** Rules that may report something new after the fix, since this fix cannot avoid it. */
	readonly brings?: readonly string[];
}

/** The seed of all passwords in tests. */
export const SEED = "seed of the tests";

/** What every rule says of itself, for rules that only a test has. */
export const RULE_OF_A_TEST = {
	group: "network",
	subject: "server",
	severity: { development: "warning", production: "warning", strict: "warning" },
	title: "A rule of a test",
	releases: { redis: "*", valkey: "*" },
	cwe: [],
} as const;

/** Runs a table of cases for `rule`, and makes sure that it has at least one that reports and one that is silent. */
export function testRule(rule: Rule, cases: readonly RuleCase[]): void {
	describe(rule.id, () => {
		test("has a case that reports and one that is silent", () => {
			const marked = cases.map(({ files }) => Object.values(asFiles(files)).some((text) => text.includes("«")));
			expect(new Set(marked)).toEqual(new Set([true, false]));
		});
		test.each(cases.map((one) => [one.name, one] as const))("%s", (_, one) => checkCase(rule, one));
	});
}

/** Opens a set of files; the first is the root. */
export async function openFiles(
	files: Readonly<Record<string, Content>>,
	settings: SettingsLayer = {},
	document = Object.keys(files)[0] as string,
): Promise<View> {
	return serviceOf(files).open({ uri: uriOf(document), flags: settings, candidates: Object.keys(files).map(uriOf) });
}

export function serviceOf(files: Readonly<Record<string, Content>>): Service {
	return createService({
		knowledge,
		files: memoryFiles(files),
		rules,
		newSeed: () => SEED,
		onError: (where, error) => {
			throw new Error(`${where} failed`, { cause: error });
		},
	});
}

/** Findings of the root's whole snapshot, in all its files. */
export function findingsOf(view: View): readonly Finding[] {
	const server = view.servers[0];
	if (!server) return [];
	const steps = view.lint(server, SEED);
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
	}
}

async function checkCase(rule: Rule, one: RuleCase): Promise<void> {
	const marked = Object.entries(asFiles(one.files)).map(([name, text]) => ({ name, ...readMarks(text) }));
	const texts = Object.fromEntries(marked.map(({ name, text }) => [name, text]));
	const settings: SettingsLayer = { ...(one.server === undefined ? {} : { server: one.server }), ...one.settings };
	const contents = one.latin1 ? Object.fromEntries(Object.entries(texts).map(([name, latin1]) => [name, { latin1 }])) : texts;
	const before = findingsOf(await openFiles(contents, settings));
	const mine = before.filter((finding) => finding.rule === rule.id);
	const expected = marked.flatMap(({ name, marks }) => marks.map((mark) => `${name}:${mark.line + 1}:${mark.start}-${mark.end}`));
	expect(mine.map(placeOf).sort()).toEqual(expected.sort());
	for (const { words, related, fixes } of before)
		expect([words, ...related.map((other) => other.words), ...fixes.map((fix) => fix.words)].flatMap(unsaid)).toEqual([]);
	const first = mine[0];
	if (one.severity) expect(first?.severity).toBe(one.severity);
	if (one.says !== undefined) expect(first?.message).toMatch(one.says);
	for (const finding of mine) for (const fix of finding.fixes) await checkFix(rule, finding, fix, texts, settings, before, one);
	if (one.fixed === undefined) return;
	const fix =
		first?.fixes.find((candidate) => (one.fix === undefined ? candidate.preferred : candidate.title.match(one.fix))) ?? first?.fixes[0];
	expect(fix, "there is a fix").toBeDefined();
	if (one.fix !== undefined) expect(fix?.title).toMatch(one.fix);
	const after = fix ? applied(texts, fix.edits()) : texts;
	const wanted = typeof one.fixed === "string" ? { [marked[0]?.name as string]: one.fixed } : one.fixed;
	for (const [name, text] of Object.entries(wanted)) expect(after[name]).toBe(withPasswords(text, marked[0]?.name as string));
}

const SEVERITIES: readonly Severity[] = ["hint", "info", "warning", "error"];

/** Whatever fix is offered: the finding it belongs to is gone, and nothing new came that weighs as much. */
async function checkFix(
	rule: Rule,
	finding: Finding,
	fix: Finding["fixes"][number],
	texts: Readonly<Record<string, string>>,
	settings: SettingsLayer,
	before: readonly Finding[],
	one: RuleCase,
): Promise<void> {
	const after = findingsOf(await openFiles(applied(texts, fix.edits()), settings));
	const count = (findings: readonly Finding[], id: string) => findings.filter((candidate) => candidate.rule === id).length;
	const stays = one.brings?.includes(rule.id) ?? false;
	if (!stays)
		expect(count(after, rule.id), `"${fix.title}" removes the finding at ${placeOf(finding)}`).toBeLessThan(count(before, rule.id));
	const weight = SEVERITIES.indexOf(finding.severity);
	const heavy = (findings: readonly Finding[], id: string) =>
		findings.filter((other) => other.rule === id && SEVERITIES.indexOf(other.severity) >= weight).length;
	for (const { rule: id } of after) {
		if (!one.brings?.includes(id)) expect(heavy(after, id), `"${fix.title}" brings no ${id}`).toBeLessThanOrEqual(heavy(before, id));
	}
}

function applied(texts: Readonly<Record<string, string>>, edits: ReturnType<Finding["fixes"][number]["edits"]>): Record<string, string> {
	const result = { ...texts };
	for (const [name, text] of Object.entries(texts)) {
		result[name] = applyEdits(
			text,
			edits.filter((edit) => edit.file === uriOf(name)),
		);
	}
	expect(
		edits.every((edit) => Object.keys(texts).some((name) => uriOf(name) === edit.file)),
		"edits stay in the files",
	).toBe(true);
	return result;
}

function withPasswords(text: string, root: string): string {
	const hash = (password: string) => `#${createHash("sha256").update(password).digest("hex")}`;
	return text.replace(/‹([#=]?)([^›]+)›/g, (_, kind: string, name: string) => {
		if (kind === "=") return hash(name);
		const password = newPassword(`${SEED}\n${uriOf(root)}\n${name}`);
		return kind === "#" ? hash(password) : password;
	});
}

function placeOf(finding: Finding): string {
	const { file, line, start, end } = finding.at;
	return `${file.slice(uriOf("x").length - 1)}:${line + 1}:${start}-${end}`;
}

function asFiles(files: RuleCase["files"]): Readonly<Record<string, string>> {
	return typeof files === "string" ? { "redis.conf": files } : files;
}
