// property: fixes taken one after another, as a person clicks through them. Each is applied to what the one before has left.
import { applyEdits } from "../../server/src/base/edits";
import type { View } from "../../server/src/service/view";
import { assert, checkEdits } from "./places";

const SEED = "seed of the chain";
const MOST_STEPS = 12;

/** @param at 0 to 1: which of the findings comes first. */
export async function checkFixChain(view: View, at: number): Promise<void> {
	await chain(view, at, "first");
	await chain(view, at, "any");
}

/** "first": what is preferred, so the way must not lead back. "any": the fixes of one finding may be opposites, so it may. */
async function chain(start: View, at: number, which: "first" | "any"): Promise<void> {
	const seen: { readonly text: string; readonly by: string }[] = [{ text: start.file?.tree.text ?? "", by: "the start" }];
	let view = start;
	for (let step = 0; step < MOST_STEPS; step++) {
		const text = view.file?.tree.text;
		const own = view.findingsWith(SEED).filter(({ fixes }) => fixes.length > 0);
		const finding = own[Math.floor(((at + step * 0.618) % 1) * own.length)];
		const fixes = finding?.fixes ?? [];
		const fix = which === "any" ? fixes[step % fixes.length] : (fixes.find(({ preferred }) => preferred) ?? fixes[0]);
		if (text === undefined || !finding || !fix) return;
		const edits = fix.edits();
		const by = `the fix "${fix.title}" of ${finding.rule}`;
		checkEdits(view, edits, by);
		assert(edits.length > 0, `${by} does something`);
		if (edits.some(({ file }) => file !== view.uri)) continue;
		const after = applyEdits(text, edits);
		const way = () => [...seen.map((one) => one.by), by].join(", then ");
		assert(which === "any" || !seen.some((one) => one.text === after), `fixes do not lead back: ${way()}:\n${after}`);
		seen.push({ text: after, by });
		view = await view.withText(after);
		// What a file is taken for depends on its text where nobody names it.
		if (!view.file) return;
		assert(view.file.tree.text === after, "what is reopened is what was fixed");
	}
}
