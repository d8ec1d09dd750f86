// property: what must hold of the features of an editor for any text: places inside it, edits that keep its meaning, renaming that can be undone.

import { isDeepStrictEqual } from "node:util";
import { applyEdits } from "../../server/src/base/edits";
import { english } from "../../server/src/base/say";
import { comparePositions, type Position, type Span } from "../../server/src/base/span";
import { complete } from "../../server/src/features/completion/complete";
import { documentationOf } from "../../server/src/features/completion/documentation";
import { formattingEdits } from "../../server/src/features/formatting";
import { inlayHints } from "../../server/src/features/inlayHints";
import { documentLinks } from "../../server/src/features/navigation/documentLinks";
import { namedAt, occurrencesOf } from "../../server/src/features/navigation/occurrences";
import { problemOfName, renameableAt, renameEdits } from "../../server/src/features/navigation/rename";
import { renameInProject } from "../../server/src/features/navigation/renameInProject";
import { selectionRanges } from "../../server/src/features/navigation/selectionRanges";
import { type DocumentSymbol, documentSymbols, workspaceSymbols } from "../../server/src/features/navigation/symbols";
import { semanticTokens } from "../../server/src/features/semanticTokens";
import { signatureAt } from "../../server/src/features/signatureHelp";
import { rules } from "../../server/src/rules";
import type { View } from "../../server/src/service/view";
import { parse } from "../../server/src/syntax/parse";
import type { Tree } from "../../server/src/syntax/tree";
import { knowledge } from "../support/knowledge";
import { assert, checkEdits, checkPlace, textOf } from "./places";

const EVERYTHING = { sizes: true, times: true, valueInForce: true };

/** A name that no text of these tests holds. */
const FRESH = "qx-new-name";

/** @param at the part of the text, 0 to 1, near which something was edited. */
export async function checkEditorFeatures(view: View, at: number): Promise<void> {
	const { file } = view;
	const [server] = view.servers;
	if (!file || !server) return;
	const { tree, uri } = file;
	const last = tree.lines.length - 1;
	checkFormatting(view, tree, Math.floor(at * last));
	checkSymbols(documentSymbols(file, knowledge), tree);
	for (const query of ["", "u", "default"]) checkSymbols(workspaceSymbols(file, knowledge, query), tree);
	for (const hint of inlayHints({ server, file }, 0, last + 5, EVERYTHING)) checkPoint(tree, hint.at, `the hint "${hint.text}"`);
	for (const link of documentLinks({ server, file }, () => "file:///pages/x.md")) checkPlace(view, link.at, "a link");
	checkTokens(view, tree);
	for (const point of pointsOf(tree, at)) {
		checkSelection(tree, point);
		checkSignature(view, tree, point);
		checkNames(view, uri, point);
		await checkCompletion(view, point);
	}
}

/** Ends of lines and words, and some points between, also far from what was edited. */
function pointsOf(tree: Tree, at: number): Position[] {
	const last = tree.lines.length - 1;
	const elsewhere = (at * 7919) % 1;
	return [...new Set([0, Math.floor(at * last), Math.floor(elsewhere * last), Math.floor(last / 2), last])].flatMap((line) => {
		const { length } = tree.lines[line]?.text ?? "";
		const words = tree.lines[line]?.words ?? [];
		const ends = [...words.slice(0, 3), ...words.slice(-1)].map(({ end }) => end);
		const points = [0, Math.floor(at * length), Math.floor(elsewhere * length), length, ...ends];
		return [...new Set(points)].map((character) => ({ line, character }));
	});
}

/** In their order, inside of their lines and apart, as the protocol demands. */
function checkTokens({ file, servers: [server] }: View, tree: Tree): void {
	if (!file || !server) return;
	let before = { line: 0, end: 0 };
	for (const { line, start, end, type } of semanticTokens({ server, file }, 0, tree.lines.length + 5)) {
		const follows = line > before.line || (line === before.line && start >= before.end);
		assert(follows && start < end, `the token of a ${type} follows the one before it`);
		checkPoint(tree, { line, character: end }, `the end of the token of a ${type}`);
		before = { line, end };
	}
}

function checkSignature({ file, servers: [server] }: View, tree: Tree, point: Position): void {
	const line = tree.lines[point.line];
	if (!file || !server || !line) return;
	const found = signatureAt({ server, file }, point, line);
	if (!found) return;
	const { active, label, parameters } = found;
	assert(0 <= active && active < parameters.length, `one of the parts of "${label}" is being typed`);
	for (const { start, end } of parameters)
		assert(0 <= start && start < end && end <= label.length, `the parts of "${label}" are inside it`);
}

function checkFormatting(view: View, tree: Tree, line: number): void {
	const { uri } = view;
	const edits = formattingEdits(tree, uri);
	checkEdits(view, edits, "formatting");
	const after = parse(applyEdits(tree.text, edits), tree.dialect);
	// The line end that the last line gets makes one more line, without words.
	const meaning = meaningOf(after);
	if (after.lines.length > tree.lines.length) meaning.pop();
	assert(isDeepStrictEqual(meaning, meaningOf(tree)), "formatting keeps the words of every line");
	assert(formattingEdits(after, uri).length === 0, "formatting a second time changes nothing");
	if (line + 2 >= tree.lines.length - 1) return;
	const ofPart = formattingEdits(tree, uri, { first: line, last: line + 2 });
	const inPart = edits.filter(({ start }) => line <= start.line && start.line <= line + 2);
	assert(isDeepStrictEqual(ofPart, inPart), "formatting a part does there what formatting the whole does");
}

/** What a server reads. In an ACL file empty words behind the name say nothing. */
function meaningOf({ dialect, lines }: Tree): unknown[] {
	const says = (value: string, index: number) => value !== "" || index < 2 || dialect === "config";
	return lines.map(({ kind, words }) => [kind, words.map(({ value }) => value).filter(says)]);
}

function checkSymbols(symbols: readonly DocumentSymbol[], tree: Tree): void {
	for (const { name, start, end, nameAt, children } of symbols) {
		assert(name.trim() !== "", "a symbol has a name");
		checkPoint(tree, start, `the start of the symbol ${name}`);
		checkPoint(tree, end, `the end of the symbol ${name}`);
		const from = { line: start.line, character: nameAt.start };
		const to = { line: start.line, character: nameAt.end };
		const isInside = comparePositions(start, from) <= 0 && comparePositions(from, to) <= 0 && comparePositions(to, end) <= 0;
		assert(isInside, `the name of the symbol ${name} is inside it`);
		const areInside = children.every((child) => comparePositions(start, child.start) <= 0 && comparePositions(child.end, end) <= 0);
		assert(areInside, `what is in the symbol ${name} is inside it`);
		checkSymbols(children, tree);
	}
}

function checkSelection(tree: Tree, point: Position): void {
	let before: { readonly start: Position; readonly end: Position } = { start: point, end: point };
	for (const [index, { start, end }] of selectionRanges(tree, point).entries()) {
		checkPoint(tree, start, "the start of a selection");
		checkPoint(tree, end, "the end of a selection");
		// What is selected first may stand beside the point: a line ends before its carriage return.
		const grows = index === 0 || (comparePositions(start, before.start) <= 0 && comparePositions(before.end, end) <= 0);
		assert(grows, `a selection grows at ${JSON.stringify(point)}`);
		before = { start, end };
	}
}

function checkNames(view: View, uri: string, point: Position): void {
	const { file } = view;
	const [server] = view.servers;
	if (!file || !server) return;
	const document = { server, file };
	const named = namedAt(document, point);
	if (named) {
		checkPlace(view, { file: uri, line: point.line, ...named.at }, "a name");
		// A file that could not be read is named all the same.
		const places = occurrencesOf(server, named).filter(({ at, role }) => role === "reference" || textOf(view, at.file) !== undefined);
		for (const one of places) checkPlace(view, one.at, "an occurrence");
	}
	const found = renameableAt(document, point);
	if ("problem" in found) return;
	for (const bad of ["", "a b", '"', "a\0"]) assert(problemOfName([server], found.named, bad) !== undefined, "a bad name is refused");
	if (problemOfName([server], found.named, FRESH) !== undefined) return;
	const name = found.named.name;
	const project = JSON.stringify({ suppress: [{ user: name, rules: [] }, { user: "x" }, 1], administrators: [name, FRESH] });
	const inProject = renameInProject({ uri: "file:///p.json", text: project }, name, FRESH, [uri]);
	const renamed = JSON.stringify({ suppress: [{ user: FRESH, rules: [] }, { user: "x" }, 1], administrators: [FRESH, FRESH] });
	assert(applyEdits(project, inProject) === renamed || name === "x", "renaming keeps the entries of the project file");
	const edits = renameEdits([server], found.named, FRESH);
	assert(edits.length > 0, "what can be renamed stands somewhere");
	checkEdits(view, edits, "renaming");
	for (const edited of new Set(edits.map((edit) => edit.file))) {
		const text = textOf(view, edited) ?? "";
		const own = edits.filter((edit) => edit.file === edited);
		const growth = own.reduce((sum, { start, end, newText }) => sum + newText.length - (end.character - start.character), 0);
		const after = applyEdits(text, own);
		assert(after.length === text.length + growth, "renaming changes the names alone");
		const count = after.split(FRESH).length - text.split(FRESH).length;
		assert(count === own.length, "renaming writes the new name once at each place");
	}
}

async function checkCompletion(view: View, point: Position): Promise<void> {
	const { file } = view;
	const [server] = view.servers;
	const line = file?.tree.lines[point.line];
	if (!file || !server || !line) return;
	const list = async () => [{ name: "users.acl", type: "file" } as const, { name: "conf d", type: "folder" } as const];
	const found = await complete({ document: { server, file }, line, point, isAsked: true, rules, list });
	if (!found) return;
	const { insert, replace, items } = found;
	const isAround = ({ start, end }: Span) => 0 <= start && start <= point.character && point.character <= end && end <= line.text.length;
	assert(
		isAround(insert) && isAround(replace),
		`suggestions replace what is around the point: ${JSON.stringify({ point, insert, replace })}`,
	);
	assert(insert.start === replace.start && insert.end <= replace.end, "what is replaced begins with what is inserted");
	for (const { label } of items)
		assert(label !== "" && !label.includes("\n"), `a suggestion has a label on one line: ${JSON.stringify(label)}`);
	for (const { about } of [items[0], items[items.length >> 1], items.at(-1)].filter((item) => item !== undefined)) {
		const text = english((about && documentationOf(about, server.world, rules)) ?? "");
		assert(!text.includes("undefined"), `what is said of a suggestion is text: ${text}`);
	}
}

function checkPoint(tree: Tree, { line, character }: Position, what: string): void {
	const text = tree.lines[line]?.text;
	assert(text !== undefined && 0 <= character && character <= text.length, `${what} is inside the document: ${line}:${character}`);
}
