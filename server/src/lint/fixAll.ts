// lint: every fix that may be taken without asking, pass by pass, until nothing changes.
import { applyEdits, overlaps } from "../base/edits";
import { comparePositions, type Edit } from "../base/span";
import { type Steps, toEnd } from "../base/steps";
import { evaluateServer, type ServerModel } from "../model/server";
import { leadsFurther, withTexts } from "../model/snapshot";
import type { Safety } from "../rules/define";
import type { Finding, FoundFix } from "./types";

export interface FixAllResult {
	/** New texts of the files that changed, by address. */
	readonly texts: ReadonlyMap<string, string>;
	/** The state after the last pass. */
	readonly server: ServerModel;
	readonly findings: readonly Finding[];
	readonly fixed: number;
}

export interface FixAllOptions {
	/** "safe": only fixes that refuse nobody. "may-refuse-clients": those as well. */
	readonly safety: Safety;
	/** Files that may be written; a fix that needs another file is not taken. */
	readonly writable: (file: string) => boolean;
	/** Only these rules; all without it. */
	readonly rules?: ReadonlySet<string>;
}

/** Enough for fixes that make room for each other; more would mean that two of them fight. */
export const MAX_PASSES = 10;

/** Passes that are tried, with those that are taken back. */
const MAX_TRIES = 3 * MAX_PASSES;

/**
 * Takes the fixes of `server`'s findings until none is left, at most ten passes. A fix that leaves its finding as it was is taken back, so
 * that a second run finds nothing to do.
 * @param check gives the findings of a model: the run of the rules with the person's settings.
 */
export function* fixAll(
	server: ServerModel,
	check: (server: ServerModel) => Steps<readonly Finding[]>,
	options: FixAllOptions,
): Steps<FixAllResult> {
	const useless = new Set<string>();
	let texts: ReadonlyMap<string, string> = new Map();
	let current = server;
	let findings = yield* check(current);
	let fixed = 0;
	let passes = 0;
	for (let tries = 0; tries < MAX_TRIES && passes < MAX_PASSES; tries++) {
		const taken = yield* takeFixes(findings, options, useless);
		if (taken.edits.length === 0) break;
		const changed = new Map([...texts, ...written(current, taken.edits)]);
		const next = evaluateServer(withTexts(current.snapshot, changed), current.world);
		yield* next.prepare();
		const left = yield* check(next);
		const stubborn = stubbornOf(findings, taken.findings, left);
		if (stubborn.length > 0) {
			for (const key of stubborn) useless.add(key);
			continue;
		}
		// On another text they may be of use.
		useless.clear();
		passes++;
		fixed += taken.findings.length;
		[texts, current, findings] = [changed, next, left];
	}
	return { texts, server: current, findings, fixed };
}

/**
 * The fixes after which an include or an ACL file is read that was not read before, such as those of a line that hid one. They are to be
 * taken alone, and everything read again before the others: these were thought out without what stands in there.
 */
export function* uncoverAll(
	server: ServerModel,
	findings: readonly Finding[],
	options: FixAllOptions,
): Steps<Pick<FixAllResult, "texts" | "fixed">> {
	const uncovers = (finding: Finding) => {
		const { edits } = toEnd(takeFixes([finding], options, new Set()));
		return edits.length > 0 && leadsFurther(server.snapshot, withTexts(server.snapshot, written(server, edits)));
	};
	const { edits, findings: taken } = yield* takeFixes(findings, options, new Set());
	if (edits.length === 0 || !leadsFurther(server.snapshot, withTexts(server.snapshot, written(server, edits)))) {
		return { texts: new Map(), fixed: 0 };
	}
	const own: Finding[] = [];
	for (const finding of taken) {
		if (uncovers(finding)) own.push(finding);
		yield;
	}
	const alone = yield* takeFixes(own, options, new Set());
	return { texts: written(server, alone.edits), fixed: alone.findings.length };
}

/** The texts after some edits, by address. */
function written(server: ServerModel, edits: readonly Edit[]): Map<string, string> {
	return new Map([...byFile(edits)].map(([file, own]) => [file, applyEdits(textOf(server, file), own)]));
}

/** The fix that "fix all" takes for a finding: the preferred one, else the first that is allowed. */
export function fixToTake(finding: Finding, safety: Safety): FoundFix | undefined {
	const allowed = finding.fixes.filter((fix) => !fix.alone && (safety === "may-refuse-clients" || fix.safety === "safe"));
	return allowed.find((fix) => fix.preferred) ?? allowed[0];
}

/** How many findings have a fix that "fix all" takes. */
export interface Fixable {
	readonly safe: number;
	/** Also those that may refuse clients. */
	readonly all: number;
}

export function fixableAmong(findings: readonly Finding[]): Fixable {
	const count = (safety: Safety) => findings.reduce((sum, finding) => (fixToTake(finding, safety) ? sum + 1 : sum), 0);
	return { safe: count("safe"), all: count("may-refuse-clients") };
}

/** Fixes whose edits do not touch each other; the rest waits for the next pass, when their findings may be gone. */
function* takeFixes(
	findings: readonly Finding[],
	options: FixAllOptions,
	useless: ReadonlySet<string>,
): Steps<{ readonly edits: readonly Edit[]; readonly findings: readonly Finding[] }> {
	const edits: Edit[] = [];
	const taken: Finding[] = [];
	const places = new TakenPlaces();
	for (const [at, finding] of findings.entries()) {
		if (at % FIXES_OF_A_STEP === 0) yield;
		if ((options.rules && !options.rules.has(finding.rule)) || useless.has(keyOf(finding))) continue;
		const mine = fixToTake(finding, options.safety)?.edits() ?? [];
		if (mine.length === 0 || !mine.every((edit) => options.writable(edit.file))) continue;
		if (mine.some((edit) => places.touch(edit))) continue;
		for (const edit of mine) {
			places.add(edit);
			edits.push(edit);
		}
		taken.push(finding);
	}
	return { edits, findings: taken };
}

/** Most edits are made at once, and some need their line to be evaluated many times. */
const FIXES_OF_A_STEP = 4;

/** Edits that do not touch each other, in order of place: one more is compared with its neighbors alone. */
class TakenPlaces {
	private readonly byFile = new Map<string, Edit[]>();

	touch(edit: Edit): boolean {
		const taken = this.byFile.get(edit.file);
		if (!taken) return false;
		const behind = firstBehind(taken, edit);
		return [taken[behind - 1], taken[behind]].some((other) => other !== undefined && overlaps(edit, other));
	}

	add(edit: Edit): void {
		const taken = this.byFile.get(edit.file);
		if (!taken) this.byFile.set(edit.file, [edit]);
		else taken.splice(firstBehind(taken, edit), 0, edit);
	}
}

/** The position of the first that begins behind the beginning of another. */
function firstBehind(sorted: readonly Edit[], { start }: Edit): number {
	let low = 0;
	for (let high = sorted.length; low < high; ) {
		const middle = (low + high) >> 1;
		if (comparePositions((sorted[middle] as Edit).start, start) > 0) high = middle;
		else low = middle + 1;
	}
	return low;
}

/** What a finding says, wherever its line has moved to. */
function keyOf({ rule, at, message }: Finding): string {
	return `${rule} ${at.file} ${message}`;
}

/** Keys of the findings that were to be fixed and of which there are as many as before. */
function stubbornOf(before: readonly Finding[], taken: readonly Finding[], after: readonly Finding[]): string[] {
	const was = new Counts(before);
	const is = new Counts(after);
	return [...new Set(taken.filter((finding) => is.of(finding) >= was.of(finding)).map(keyOf))];
}

/** How many findings say the same. There may be very many, so no key is put together for each of them. */
class Counts {
	private readonly byRule = new Map<string, Map<string, Map<string, number>>>();

	constructor(findings: readonly Finding[]) {
		for (const finding of findings) {
			const counts = this.group(finding);
			counts.set(finding.message, (counts.get(finding.message) ?? 0) + 1);
		}
	}

	of(finding: Finding): number {
		return this.group(finding).get(finding.message) ?? 0;
	}

	/** Of its rule and its file, by message. */
	private group({ at, rule }: Finding): Map<string, number> {
		let byFile = this.byRule.get(rule);
		if (byFile === undefined) {
			byFile = new Map();
			this.byRule.set(rule, byFile);
		}
		let counts = byFile.get(at.file);
		if (counts === undefined) {
			counts = new Map();
			byFile.set(at.file, counts);
		}
		return counts;
	}
}

function byFile(edits: readonly Edit[]): Map<string, Edit[]> {
	const files = new Map<string, Edit[]>();
	for (const edit of edits) {
		const list = files.get(edit.file);
		if (list) list.push(edit);
		else files.set(edit.file, [edit]);
	}
	return files;
}

function textOf(server: ServerModel, file: string): string {
	const source = server.snapshot.files.get(file);
	return source?.state === "text" ? source.tree.text : "";
}
