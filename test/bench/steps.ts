// bench: what is done with a text: parsing, evaluating, linting, and each feature of an editor once.

import { toEnd } from "../../server/src/base/steps";
import { offers } from "../../server/src/features/codeActions";
import { complete } from "../../server/src/features/completion/complete";
import { formattingEdits } from "../../server/src/features/formatting";
import { hover } from "../../server/src/features/hover/hover";
import { inlayHints } from "../../server/src/features/inlayHints";
import { documentLinks } from "../../server/src/features/navigation/documentLinks";
import { foldingRanges } from "../../server/src/features/navigation/foldingRanges";
import { namedAt, occurrencesOf } from "../../server/src/features/navigation/occurrences";
import { selectionRanges } from "../../server/src/features/navigation/selectionRanges";
import { documentSymbols, workspaceSymbols } from "../../server/src/features/navigation/symbols";
import { kindOfName } from "../../server/src/model/recognize";
import { rules } from "../../server/src/rules";
import { createService, type Service } from "../../server/src/service/service";
import type { View } from "../../server/src/service/view";
import { parse } from "../../server/src/syntax/parse";
import { knowledge } from "../support/knowledge";
import { memoryFiles, uriOf } from "../support/memoryFiles";
import type { MeasuredText } from "./texts";

export function parseText({ name, text }: MeasuredText): void {
	parse(text, name === "users.acl" ? "acl" : "config");
}

/** From the text to the evaluated model: read, parsed, and what the server would do. Nothing is known of it from a run before. */
export async function load(measured: MeasuredText): Promise<View> {
	const { name } = measured;
	const service = services.get(measured) ?? serviceFor(measured);
	services.set(measured, service);
	return service.open({ uri: uriOf(name), kind: kindOfName(name) ?? "config" });
}

/** Made once, as in a process that checks many files, and as those of other programs. */
const services = new WeakMap<MeasuredText, Service>();

function serviceFor({ name, text }: MeasuredText): Service {
	return createService({
		knowledge,
		files: memoryFiles({ [name]: text }),
		rules,
		newSeed: () => "seed of the bench",
		onError: (where, error) => {
			throw new Error(`${where} failed`, { cause: error });
		},
	});
}

/** From the text to all findings. */
export async function lint(measured: MeasuredText): Promise<number> {
	return (await load(measured)).allFindings().length;
}

/** Requests of an editor, each in the middle of a text that is linted already. */
export async function featuresOf(measured: MeasuredText): Promise<ReadonlyMap<string, () => unknown>> {
	const view = await load(measured);
	const { file } = view;
	const [server] = view.servers;
	if (!file || !server) throw new Error(`${measured.name} is no Redis file`);
	const { tree } = file;
	const last = tree.lines.length - 1;
	const line = middle(tree.lines.map(({ kind }) => kind === "words"));
	const words = tree.lines[line]?.words ?? [];
	// The name of a directive; among the rules of a user the last.
	const point = { line, character: measured.name === "users.acl" ? (words.at(-1)?.start ?? 0) : 0 };
	const document = { server, file };
	view.allFindings();
	const atLine = tree.lines[line] ?? { kind: "blank" as const, text: "", words: [] };
	const context = { document, line: atLine, point, isAsked: true, rules, list: async () => [] };
	return new Map<string, () => unknown>([
		["completion", () => complete(context)],
		["hover", () => hover(document, point, { rules, pageOf: () => "" })],
		[
			"quick fixes of a line",
			() => {
				const { findings, fixable } = toEnd(view.on(line, line));
				return offers(file, findings, fixable);
			},
		],
		["outline", () => documentSymbols(file, knowledge)],
		["search for a name", () => workspaceSymbols(file, knowledge, "u7")],
		["references", () => referencesAt(document, point)],
		["folding", () => foldingRanges(tree)],
		["formatting", () => formattingEdits(tree, file.uri)],
		["links", () => documentLinks(document, () => "")],
		["inlay hints of a screen", () => inlayHints(document, line, line + 60, { sizes: true, times: true, valueInForce: true })],
		["growing selection", () => selectionRanges(tree, { line: Math.min(line, last), character: 0 })],
	]);
}

function referencesAt(document: Parameters<typeof namedAt>[0], point: Parameters<typeof namedAt>[1]): unknown {
	const named = namedAt(document, point) ?? namedAt(document, { ...point, character: "user ".length });
	return named && occurrencesOf(document.server, named);
}

/** The position of the true value nearest to the middle. */
function middle(values: readonly boolean[]): number {
	const half = values.length >> 1;
	for (let away = 0; away <= half; away++) {
		if (values[half + away]) return half + away;
		if (values[half - away]) return half - away;
	}
	return 0;
}
