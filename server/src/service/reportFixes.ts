// service: the fixes that a security report offers, one by one or for a whole layer, with the lines that they would change.

import { applyEdits } from "../base/edits";
import type { Edit } from "../base/span";
import type { Steps } from "../base/steps";
import { lineEdits } from "../features/lineDiff";
import { layerOf } from "../generate/report/layers";
import type { LayerId } from "../generate/report/types";
import { fixAll } from "../lint/fixAll";
import { ChangeMask } from "../lint/maskChange";
import type { Finding } from "../lint/types";
import { dialectOf } from "../model/load";
import type { ServerModel } from "../model/server";
import type { Rule, Safety } from "../rules/define";
import { parse } from "../syntax/parse";
import type { View } from "./view";

export type ReportChoice =
	| { readonly do: "fix"; readonly isMeant: (finding: Finding) => boolean; readonly fix: number }
	| { readonly do: "fix-layer"; readonly layer: LayerId; readonly safety: Safety };

/** Lines that become others; neither may hold a line. Secrets are masked. */
export interface ChangedLines {
	readonly file: string;
	/** 0-based. */
	readonly line: number;
	readonly before: readonly string[];
	readonly after: readonly string[];
}

export interface ReportFixes {
	readonly edits: readonly Edit[];
	readonly changes: readonly ChangedLines[];
	/** What becomes of clients that get in today. */
	readonly safety: Safety;
}

/**
 * Undefined where there is nothing to do any more. Any file of the server may be changed, since the person sees each of them in the report.
 * Yields so that the caller can stop or take a break.
 */
export function* reportFixes(
	view: View,
	server: ServerModel,
	rules: readonly Rule[],
	choice: ReportChoice,
	seed: string,
): Steps<ReportFixes | undefined> {
	const texts = new Map<string, string>();
	let safety: Safety;
	if (choice.do === "fix") {
		const found = (yield* view.lint(server, seed)).find(choice.isMeant);
		const fix = found?.fixes[choice.fix];
		const edits = fix?.edits() ?? [];
		if (!fix || edits.length === 0) return undefined;
		safety = fix.safety;
		for (const file of new Set(edits.map((edit) => edit.file))) {
			const before = textOf(server, file);
			if (before === undefined) return undefined;
			texts.set(
				file,
				applyEdits(
					before,
					edits.filter((edit) => edit.file === file),
				),
			);
		}
	} else {
		safety = choice.safety;
		const wanted = new Set(rules.filter((rule) => layerOf(rule) === choice.layer).map(({ id }) => id));
		const writable = (file: string) => textOf(server, file) !== undefined;
		const check = (model: ServerModel) => view.lint(model, seed);
		const fixed = yield* fixAll(server, check, { safety, writable, rules: wanted });
		for (const [file, text] of fixed.texts) texts.set(file, text);
	}
	const edits = [...texts].flatMap(([file, text]) => lineEdits(file, textOf(server, file) ?? "", text));
	return edits.length === 0 ? undefined : { edits, changes: [...texts].flatMap(([file, text]) => changesOf(server, file, text)), safety };
}

function changesOf(server: ServerModel, file: string, after: string): ChangedLines[] {
	const source = server.snapshot.files.get(file);
	if (source?.state !== "text") return [];
	const { kind, tree } = source;
	const changed = parse(after, dialectOf(kind));
	const mask = new ChangeMask(kind, server.world.knowledge);
	const edits = lineEdits(file, tree.text, after).map(({ start, end, newText }) => {
		const count = (newText.match(/\n/g)?.length ?? 0) + (newText === "" || newText.endsWith("\n") ? 0 : 1);
		const last = end.character === 0 ? end.line : end.line + 1;
		return { line: start.line, count, before: tree.lines.slice(start.line, last).map((line) => mask.before(line)) };
	});
	let shift = 0;
	return edits.map(({ line, count, before }) => {
		const now = changed.lines.slice(line + shift, line + shift + count).map((one) => mask.after(one));
		shift += count - before.length;
		return { file, line, before, after: now };
	});
}

function textOf(server: ServerModel, file: string): string | undefined {
	const source = server.snapshot.files.get(file);
	return source?.state === "text" ? source.tree.text : undefined;
}
