// Writes l10n/bundle.l10n.json: every text that the sources say to people, by the syntax trees of the sources. With --check it only compares.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseSync } from "vite";

const BUNDLE = new URL("../l10n/bundle.l10n.json", import.meta.url);
const ROOMS = ["server/src/", "client/src/"];

/** Ids of say`...`, and first arguments of l10n.t(...), in the order of their letters. */
export function extractTexts(): string[] {
	const ids = new Set<string>();
	for (const room of ROOMS) for (const path of sourcesIn(new URL(`../${room}`, import.meta.url))) for (const id of idsIn(path)) ids.add(id);
	return [...ids].filter(isSaid).sort();
}

/**
 * Texts of a file of the client that look like words for people and are given to no translator: two words or more in a row, or a word that begins
 * with a capital letter where a person sees it. Errors are for developers, and classes of a page for its style.
 */
export function untranslatedTexts(path: string, source = readFileSync(path, "utf8")): string[] {
	const texts: string[] = [];
	const look = (node: unknown, isShown: boolean): void => {
		if (Array.isArray(node)) for (const item of node) look(item, isShown);
		if (typeof node !== "object" || node === null || Array.isArray(node)) return;
		const tree = node as Tree;
		if (isSilent(tree)) return;
		texts.push(...textsOf(tree).filter((text) => /\p{L}{2,},? \p{L}+/u.test(text) || (isShown && /^\p{Lu}/u.test(text))));
		for (const [name, item] of Object.entries(tree)) look(item, name === "value" || name === "right" ? isShown || showsIts(tree) : isShown);
	};
	look(parse(path, source), false);
	return texts;
}

/** What is never shown. */
function isSilent(tree: Tree): boolean {
	const { type } = tree;
	if (type === "ImportDeclaration" || type === "TSLiteralType" || type === "ThrowStatement") return true;
	if (type === "CallExpression") return isTranslator(tree.callee) || /^made$|\.querySelector(?:All)?$/.test(nameOf(tree.callee) ?? "");
	return type === "Property" && /^(?:class|className)$/.test(nameOf(tree.key) ?? "");
}

/** Whether a person sees what is given to a property of this name. */
function showsIts({ type, key, left }: Tree): boolean {
	const name = type === "Property" ? nameOf(key) : type === "AssignmentExpression" ? nameOf(left)?.replace(/^.*\./, "") : undefined;
	return /^(?:title|label|detail|description|text|tooltip|name|placeholder|placeHolder|prompt|openLabel|textContent|ariaLabel)$/.test(
		name ?? "",
	);
}

/** Of a literal or a template, its values as "{0}"; of markup, what is between its tags and in its labels. */
function textsOf(tree: Tree): string[] {
	if (tree.type === "Literal") return typeof tree.value === "string" ? [tree.value] : [];
	if (tree.type !== "TemplateLiteral") return [];
	const text = joined(tree.quasis as Quasis);
	if (!text.includes("<")) return [text];
	const labels = [...text.matchAll(/ (?:aria-label|placeholder|title|alt)="([^"]*)"/g)].map(([, label = ""]) => label);
	return [...text.split(/<[^>]*>/), ...labels].map((part) => part.trim());
}

/** Words, and how sentences and lists are put together, which other languages do with other signs. */
function isSaid(id: string): boolean {
	return /[\p{L}.:;]/u.test(id) || id.includes("{1}");
}

function sourcesIn(folder: URL): string[] {
	return readdirSync(folder, { recursive: true, encoding: "utf8" })
		.filter((name) => name.endsWith(".ts"))
		.sort()
		.map((name) => fileURLToPath(new URL(name.replaceAll("\\", "/"), folder)));
}

function idsIn(path: string): string[] {
	const ids: string[] = [];
	const source = readFileSync(path, "utf8");
	// Most of the time goes into trees, and many files say nothing.
	if (!/\bsay`|\bl10n\.t\(/.test(source)) return ids;
	visit(parse(path, source), (node) => {
		const id = idOf(node);
		if (id !== undefined) ids.push(id);
	});
	return ids;
}

function parse(path: string, source: string): unknown {
	const { program, errors } = parseSync(path, source, { lang: "ts" });
	if (errors.length > 0) throw new Error(`${path} cannot be parsed`);
	return program;
}

type Tree = Readonly<Record<string, unknown>>;
type Quasis = readonly { value: { cooked: string } }[];

function idOf(node: Tree): string | undefined {
	if (node.type === "TaggedTemplateExpression" && nameOf(node.tag) === "say") {
		return joined((node.quasi as { quasis: Quasis }).quasis);
	}
	if (node.type !== "CallExpression" || !isTranslator(node.callee)) return undefined;
	const [first] = node.arguments as readonly Tree[];
	if (first?.type === "Literal" && typeof first.value === "string") return first.value;
	throw new Error("l10n.t takes a text that is written there");
}

/** With "{0}" in place of the first value. */
function joined(quasis: Quasis): string {
	return quasis.map(({ value }) => value.cooked).reduce((id, part, index) => `${id}{${index - 1}}${part}`);
}

function isTranslator(callee: unknown): boolean {
	return /^(?:vscode\.)?l10n\.t$/.test(nameOf(callee) ?? "");
}

function nameOf(node: unknown): string | undefined {
	const { type, name, object, property } = node as Tree;
	if (type === "Identifier") return name as string;
	return type === "MemberExpression" ? `${nameOf(object)}.${nameOf(property)}` : undefined;
}

function visit(node: unknown, see: (node: Tree) => void): void {
	if (Array.isArray(node)) for (const item of node) visit(item, see);
	else if (typeof node === "object" && node !== null) {
		see(node as Tree);
		for (const item of Object.values(node)) visit(item, see);
	}
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const text = `${JSON.stringify(Object.fromEntries(extractTexts().map((id) => [id, id])), null, "\t")}\n`;
	if (!process.argv.includes("--check")) writeFileSync(BUNDLE, text);
	else if (!existsSync(BUNDLE) || readFileSync(BUNDLE, "utf8") !== text) {
		console.error("l10n/bundle.l10n.json is out of date: run npm run generate");
		process.exitCode = 1;
	}
}
