// property: what must hold for any text, in every room from the text to the code actions.

import { isDeepStrictEqual } from "node:util";
import { applyEdits } from "../../server/src/base/edits";
import { english } from "../../server/src/base/say";
import { lensAt, lensLines } from "../../server/src/features/acl/lens";
import { disableEdits, offers } from "../../server/src/features/codeActions";
import { disableInProject } from "../../server/src/features/disableRule";
import { hover } from "../../server/src/features/hover/hover";
import { lineEdits } from "../../server/src/features/lineDiff";
import { foldingRanges } from "../../server/src/features/navigation/foldingRanges";
import { permissionMatrix } from "../../server/src/generate/acl/matrix";
import { exportMatrix } from "../../server/src/generate/acl/matrixExport";
import { fixableAmong } from "../../server/src/lint/fixAll";
import { readLayer } from "../../server/src/lint/settings";
import type { Finding } from "../../server/src/lint/types";
import { recognizeUnnamed } from "../../server/src/model/recognize";
import type { SourceFile } from "../../server/src/model/types";
import { rules } from "../../server/src/rules";
import { aclEdits, aclFileTargets, aclOffers } from "../../server/src/service/aclActions";
import { fixedText } from "../../server/src/service/fixing";
import { createService, type OpenRequest, PROJECT_FILE, type Service } from "../../server/src/service/service";
import type { View } from "../../server/src/service/view";
import { parse } from "../../server/src/syntax/parse";
import type { Tree } from "../../server/src/syntax/tree";
import { knowledge } from "../support/knowledge";
import { type Content, memoryFiles, uriOf } from "../support/memoryFiles";
import { checkEditorFeatures } from "./editorFeatures";
import { checkFixChain } from "./fixChain";
import { checkGenerated } from "./generated";
import { assert, checkEdits, checkOwnEdits, checkPlace, textOf } from "./places";
import { edited, type HostileInput, NAMES } from "./texts";

/** The seed of all passwords. */
const SEED = "seed of the properties";

/** More than any text of this size may take, on a machine that is busy. */
const TOO_SLOW_MS = 5000;

/** How many texts went through all rooms. @throws Error that says which promise was broken. */
export async function checkAllRooms(input: HostileInput): Promise<number> {
	const name = NAMES[input.kind];
	const { others } = input;
	const request: OpenRequest = {
		uri: uriOf(name),
		flags: { server: input.server, profile: input.profile },
		editor: readLayer(input.editor, rules).layer,
		candidates: input.candidates.map(uriOf),
		...(input.named === "named" && { kind: input.kind }),
	};
	let text = input.root;
	let previous: View | undefined;
	let tree: Tree | undefined;
	let texts = 0;
	for (const edit of [undefined, ...input.edits]) {
		if (edit) text = edited(text, edit);
		texts++;
		const at = edit?.at ?? 0;
		const started = performance.now();
		tree = checkTree(text, input.kind === "acl" ? "acl" : "config", tree);
		recognizeUnnamed(text, knowledge);
		const service = serviceOf({ ...others, [name]: text });
		const view = await service.open(request);
		const again = await service.open(previous ? { ...request, previous } : request);
		checkSame(view, again, text);
		checkFindings(view);
		checkFeatures(view, at);
		await checkEditorFeatures(view, at);
		await checkFixAll(view, { ...others, [name]: text }, request);
		if (edit === input.edits.at(-1)) {
			checkGenerated(view, at, input.language);
			await checkFixChain(view, at);
		}
		const took = performance.now() - started;
		if (took > TOO_SLOW_MS) throw new Error(`took ${Math.round(took)} ms for ${text.length} characters`);
		previous = again;
	}
	return texts;
}

function checkTree(text: string, dialect: Tree["dialect"], previous: Tree | undefined): Tree {
	const fresh = parse(text, dialect);
	const incremental = parse(text, dialect, previous);
	assert(fresh.lines.map((line) => line.text).join("\n") === text, "the lines of a tree make up its text");
	for (const [number, line] of fresh.lines.entries()) {
		const other = incremental.lines[number];
		assert(other?.kind === line.kind && other.text === line.text, `line ${number} is the same when parsed after another text`);
		assert(isDeepStrictEqual(other.words, line.words), `the words of line ${number} are the same when parsed after another text`);
		assert(isDeepStrictEqual(other.error, line.error), `the error of line ${number} is the same when parsed after another text`);
		let from = 0;
		for (const { start, end } of line.words) {
			assert(from <= start && start <= end && end <= line.text.length, `the words of line ${number} follow each other inside it`);
			from = end;
		}
		if (line.error) assert(line.error.end <= line.text.length, `the error of line ${number} is inside it`);
	}
	return incremental;
}

/** What was made out of a previous view equals what is made from scratch. */
function checkSame(fresh: View, incremental: View, text: string): void {
	assert(fresh.kind === incremental.kind, "the kind is the same after another text");
	assert(isDeepStrictEqual(fresh.release, incremental.release), "the release is the same after another text");
	assert(isDeepStrictEqual(fresh.verdict, incremental.verdict), "the verdict is the same after another text");
	const one = fresh.findingsWith(SEED).map(plain);
	const two = incremental.findingsWith(SEED).map(plain);
	if (!isDeepStrictEqual(one, two)) {
		const missing = one.filter((finding) => !two.some((other) => isDeepStrictEqual(finding, other)));
		const extra = two.filter((finding) => !one.some((other) => isDeepStrictEqual(finding, other)));
		throw new Error(`the findings differ after another text of ${text.length}: ${JSON.stringify({ missing, extra })}`);
	}
	const names = (view: View) => view.servers.map((server) => server.acl.users?.map(({ name, state }) => [name, state.errors.length]));
	assert(isDeepStrictEqual(names(fresh), names(incremental)), "the users are the same after another text");
}

function plain({ rule, severity, message, at, related, fixes }: Finding): unknown {
	const edits = fixes.map((fix) => [fix.title, fix.safety, fix.preferred, fix.edits()]);
	return { rule, severity, message, at: { ...at }, related: related.map((one) => ({ message: one.message, at: { ...one.at } })), edits };
}

function checkFindings(view: View): void {
	const findings = view.findingsWith(SEED);
	for (const finding of findings) {
		checkPlace(view, finding.at, `the place of ${finding.rule}`);
		for (const { at } of finding.related) checkPlace(view, at, `a related place of ${finding.rule}`);
		assert(finding.message !== "" && !finding.message.includes("undefined"), `${finding.rule} says something: ${finding.message}`);
		for (const fix of finding.fixes) checkEdits(view, fix.edits(), `the fix "${fix.title}"`);
	}
}

function checkFeatures(view: View, at: number): void {
	const { file } = view;
	const [server] = view.servers;
	if (!file || !server) return;
	const { tree } = file;
	const pageOf = () => "file:///pages/x.md";
	const lines = tree.lines.length;
	const near = Math.min(lines - 1, Math.floor(at * lines));
	const free = aclFileTargets(view).find(({ uri }) => textOf(view, uri) === undefined);
	for (const line of new Set([0, near, lines - 1, Math.floor(lines / 2)])) {
		const length = tree.lines[line]?.text.length ?? 0;
		for (let character = 0; character <= length; character += 1 + Math.floor(length / 40)) {
			const found = hover({ server, file }, { line, character }, { rules, pageOf });
			if (found) checkPlace(view, { file: file.uri, line, ...found.at }, "a hover");
		}
		for (const { choice, title } of aclOffers(view, line)) {
			const edits = aclEdits(view, choice, free);
			assert(edits !== undefined, `"${title}" is offered and can be done`);
			checkOwnEdits(view, edits, english(title));
		}
	}
	for (const line of lensLines(file)) lensAt(server, file, line);
	for (const { start, end } of foldingRanges(tree)) assert(0 <= start && start < end && end < lines, "a folding range is inside");
	const { users, evaluator } = server.acl;
	const matrix = users && permissionMatrix(users, evaluator, server.world.knowledge);
	if (matrix) for (const format of ["markdown", "csv"] as const) exportMatrix(matrix, format);
	checkOffers(view, file);
}

function checkOffers(view: View, file: SourceFile & { state: "text" }): void {
	const findings = view.findingsWith(SEED);
	for (const { choice, title, finding } of offers(file, findings, fixableAmong(findings))) {
		if (choice.do === "disable-line" || choice.do === "disable-file") checkEdits(view, disableEdits(choice, file), english(title));
		if (choice.do === "disable-user" && finding) {
			const project = { uri: uriOf(PROJECT_FILE), text: undefined };
			assert(disableInProject(project, file.uri, finding.rule, "x") !== undefined, `${title} can be written to a new project file`);
		}
	}
}

async function checkFixAll(view: View, texts: Readonly<Record<string, Content>>, request: OpenRequest): Promise<void> {
	for (const safety of ["safe", "may-refuse-clients"] as const) {
		const after = await fixedText(view, safety, SEED);
		if (after === undefined) continue;
		const before = view.file?.tree.text ?? "";
		assert(applyEdits(before, lineEdits(view.uri, before, after)) === after, "the edits by lines lead to the fixed text");
		const name = view.uri.slice(view.uri.lastIndexOf("/") + 1);
		const second = await serviceOf({ ...texts, [name]: after }).open(request);
		// What a file is taken for depends on its text where nobody names it.
		if (second.kind !== view.kind) continue;
		const changed = await fixedText(second, safety, SEED);
		assert(changed === undefined || changed === after, `fixing a second time changes nothing (${safety}):\n${after}\n---\n${changed}`);
	}
}

function serviceOf(files: Readonly<Record<string, Content>>): Service {
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
