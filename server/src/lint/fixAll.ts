// lint: every fix that may be taken without asking, pass by pass, until nothing changes.
import { applyEdits, overlaps } from "../base/edits";
import type { Edit } from "../base/span";
import { evaluateServer, type ServerModel } from "../model/server";
import { withTexts } from "../model/snapshot";
import type { Fix, Safety } from "../rules/define";
import type { Finding } from "./types";

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

/**
 * Takes the fixes of `server`'s findings until none is left, at most ten passes.
 * @param check gives the findings of a model: the run of the rules with the person's settings.
 */
export function fixAll(server: ServerModel, check: (server: ServerModel) => readonly Finding[], options: FixAllOptions): FixAllResult {
	const texts = new Map<string, string>();
	let current = server;
	let findings = check(current);
	let fixed = 0;
	for (let pass = 0; pass < MAX_PASSES; pass++) {
		const taken = takeFixes(findings, options);
		if (taken.edits.length === 0) break;
		for (const [file, edits] of byFile(taken.edits)) texts.set(file, applyEdits(textOf(current, file), edits));
		fixed += taken.count;
		current = evaluateServer(withTexts(current.snapshot, texts), current.world);
		findings = check(current);
	}
	return { texts, server: current, findings, fixed };
}

/** The fix that "fix all" takes for a finding: the preferred one, else the first that is allowed. */
export function fixToTake(finding: Finding, safety: Safety): Fix | undefined {
	const allowed = finding.fixes.filter((fix) => !fix.alone && (safety === "may-refuse-clients" || fix.safety === "safe"));
	return allowed.find((fix) => fix.preferred) ?? allowed[0];
}

/** Fixes whose edits do not touch each other; the rest waits for the next pass, when their findings may be gone. */
function takeFixes(findings: readonly Finding[], options: FixAllOptions): { edits: Edit[]; count: number } {
	const edits: Edit[] = [];
	let count = 0;
	for (const finding of findings) {
		if (options.rules && !options.rules.has(finding.rule)) continue;
		const mine = fixToTake(finding, options.safety)?.edits() ?? [];
		if (mine.length === 0 || !mine.every((edit) => options.writable(edit.file))) continue;
		if (mine.some((edit) => edits.some((other) => overlaps(edit, other)))) continue;
		edits.push(...mine);
		count++;
	}
	return { edits, count };
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
