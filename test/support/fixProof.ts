// support: what is asked of every fix, whatever the file: applied alone it leaves a file that is taken, its finding is gone, and nothing as bad came.
import { applyEdits } from "../../server/src/base/edits";
import type { Edit } from "../../server/src/base/span";
import { toEnd } from "../../server/src/base/steps";
import { fixAll } from "../../server/src/lint/fixAll";
import type { SettingsLayer } from "../../server/src/lint/settings";
import type { Finding } from "../../server/src/lint/types";
import { verdictOf } from "../../server/src/model/verdict/verdictOf";
import { rules } from "../../server/src/rules";
import type { Fix, Safety, Severity } from "../../server/src/rules/define";
import type { View } from "../../server/src/service/view";
import { uriOf } from "./memoryFiles";
import { findingsOf, openFiles, SEED } from "./rules";

export type Texts = Readonly<Record<string, string>>;

export interface Opened {
	readonly files: Texts;
	readonly view: View;
	readonly findings: readonly Finding[];
	/** Files that the server's parser refuses, with the reason. */
	readonly refused: readonly string[];
}

export interface FixedFiles {
	readonly finding: Finding;
	readonly fix: Fix;
	readonly after: Texts;
}

const SEVERITIES: readonly Severity[] = ["hint", "info", "warning", "error"];

export async function opened(files: Texts, settings: SettingsLayer): Promise<Opened> {
	const view = await openFiles(files, settings);
	const server = view.servers[0];
	const refused: string[] = [];
	for (const [uri, file] of server?.snapshot.files ?? []) {
		const verdict = file.state === "text" && server ? verdictOf(file, server) : undefined;
		if (verdict && verdict.outcome !== "accept") refused.push(`${uri}: ${verdict.outcome} ${verdict.line}: ${verdict.reason}`);
	}
	return { files, view, findings: findingsOf(view), refused };
}

/** Each fix of each finding, applied alone. A fix in two steps, the first of which shows a new password, is taken with its second. */
export async function eachFix(before: Opened, settings: SettingsLayer): Promise<FixedFiles[]> {
	const { files, findings } = before;
	const all: FixedFiles[] = [];
	for (const finding of findings) {
		for (const fix of finding.fixes) {
			const first = applied(files, fix.edits());
			const after = /note it, then hash it/.test(fix.title) ? await hashed(first, files, settings) : first;
			all.push({ finding, fix, after });
		}
	}
	return all;
}

/** The second step, for the passwords that were not there before. */
async function hashed(texts: Texts, before: Texts, settings: SettingsLayer): Promise<Texts> {
	let now = texts;
	for (;;) {
		const { findings } = await opened(now, settings);
		const waiting = findings.find((one) => one.rule === "plaintext-acl-password" && !isIn(before, wordAt(now, one)));
		const next = waiting?.fixes.find(({ safety }) => safety === "safe");
		if (!next) return now;
		now = applied(now, next.edits());
	}
}

function wordAt(texts: Texts, { at }: Finding): string {
	const name = Object.keys(texts).find((one) => uriOf(one) === at.file) ?? "";
	return (texts[name]?.split("\n")[at.line] ?? "").slice(at.start, at.end);
}

function isIn(texts: Texts, word: string): boolean {
	return Object.values(texts).some((text) => text.includes(word));
}

/** What is wrong with a fix, in words; empty where nothing is. */
export async function faultsOf(before: Opened, { finding, fix, after }: FixedFiles, settings: SettingsLayer): Promise<string[]> {
	const faults: string[] = [];
	const fault = (text: string) => faults.push(`${finding.rule}, "${fix.title}": ${text}`);
	if (Object.entries(after).every(([name, text]) => before.files[name] === text)) fault("changes nothing");
	const now = await opened(after, settings);
	if (before.refused.length === 0 && now.refused.length > 0) fault(`the server refuses the file: ${now.refused.join("; ")}`);
	// A line that was refused hid what is wrong with it and with the lines after it.
	if (before.refused.length > 0) return faults;
	if (count(now, finding.rule, 0) >= count(before, finding.rule, 0)) fault("the finding stays");
	const weight = SEVERITIES.indexOf(finding.severity);
	for (const { rule, message } of new Map(now.findings.map((one) => [one.rule, one])).values()) {
		if (rule === finding.rule || count(now, rule, weight) <= count(before, rule, weight)) continue;
		if (!wasCovered(rule, finding, before, now)) fault(`brings ${rule}: ${message}`);
	}
	return faults;
}

/** One hole is told once, at its worst: what is told instead once the worst is gone was there before. */
function wasCovered(rule: string, { rule: fixed }: Finding, before: Opened, now: Opened): boolean {
	// A comment that silenced the same hole elsewhere has nothing left to silence.
	if (rule === "unused-suppression") return true;
	// requirepass gets its meaning, and the open door is closed: that another user has the same password was so before, without effect.
	if (rule === "password-shared-by-users" && fixed === "missing-requirepass") return true;
	const group = rules.find(({ id }) => id === rule)?.group;
	// Where everybody gets in as default, that alone is said; what default may do is said once it has a password.
	const closed = before.view.servers[0]?.openDefault === true && now.view.servers[0]?.openDefault === false;
	return group === "authorization" && (closed || TELL_THE_WORST.includes(fixed));
}

/** Rules that say at once what others would say one by one. */
const TELL_THE_WORST: readonly string[] = ["broad-rights"];

/** Rules that tell of the same hole under two names, and never both. */
const SAME_HOLE: readonly (readonly string[])[] = [
	["replication-in-clear-text", "masterauth-in-clear-text"],
	["nopass-user", "optional-client-certificates-with-nopass"],
];

function count({ findings }: Opened, rule: string, weight: number): number {
	const same = SAME_HOLE.find((names) => names.includes(rule)) ?? [rule];
	return findings.filter((one) => same.includes(one.rule) && SEVERITIES.indexOf(one.severity) >= weight).length;
}

/** The texts after "fix all". */
export function fixedAll({ files, view }: Opened, safety: Safety): Texts {
	const server = view.servers[0];
	if (!server) return files;
	const result = toEnd(fixAll(server, (model) => view.lint(model, SEED), { safety, writable: () => true }));
	return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, result.texts.get(uriOf(name)) ?? text]));
}

export function applied(files: Texts, edits: readonly Edit[]): Texts {
	return Object.fromEntries(
		Object.entries(files).map(([name, text]) => [
			name,
			applyEdits(
				text,
				edits.filter((edit) => edit.file === uriOf(name)),
			),
		]),
	);
}
