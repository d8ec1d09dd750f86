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

/** Words, and how sentences and lists are put together, which other languages do with other signs. */
function isSaid(id: string): boolean {
	return /\p{L}/u.test(id) || id.includes("{1}");
}

function sourcesIn(folder: URL): string[] {
	return readdirSync(folder, { recursive: true, encoding: "utf8" })
		.filter((name) => name.endsWith(".ts"))
		.sort()
		.map((name) => fileURLToPath(new URL(name.replaceAll("\\", "/"), folder)));
}

function idsIn(path: string): string[] {
	const { program, errors } = parseSync(path, readFileSync(path, "utf8"), { lang: "ts" });
	if (errors.length > 0) throw new Error(`${path} cannot be parsed`);
	const ids: string[] = [];
	visit(program, (node) => {
		const id = idOf(node);
		if (id !== undefined) ids.push(id);
	});
	return ids;
}

type Tree = Readonly<Record<string, unknown>>;

function idOf(node: Tree): string | undefined {
	if (node.type === "TaggedTemplateExpression" && nameOf(node.tag) === "say") {
		const { quasis } = node.quasi as { quasis: readonly { value: { cooked: string } }[] };
		return quasis.map(({ value }) => value.cooked).reduce((id, part, index) => `${id}{${index - 1}}${part}`);
	}
	if (node.type !== "CallExpression" || !/^(?:vscode\.)?l10n\.t$/.test(nameOf(node.callee) ?? "")) return undefined;
	const [first] = node.arguments as readonly Tree[];
	if (first?.type === "Literal" && typeof first.value === "string") return first.value;
	throw new Error("l10n.t takes a text that is written there");
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
