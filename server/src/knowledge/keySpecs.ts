// knowledge: key specifications in short. "RW,access 1 0/1/0; RO 2 #0/1/1; RO STREAMS@1 -1/1/2; OW ? ?".
import type { KeySpec } from "./types";

/**
 * Each specification is three words: flags, where the keys begin (an index, KEYWORD@start or ?), and how to find them from there
 * (last/step/limit of a range, #count/first/step where a number tells how many, or ?).
 */
export function readKeySpecs(text: string): readonly KeySpec[] {
	if (text === "") return [];
	return text.split("; ").map((spec) => {
		const [flags = "", begin = "", find = ""] = spec.split(" ");
		return { flags: flags === "" ? [] : flags.split(","), beginSearch: readBegin(begin), findKeys: readFind(find) };
	});
}

export function writeKeySpecs(specs: readonly KeySpec[]): string {
	return specs.map((spec) => `${spec.flags.join(",")} ${writeBegin(spec.beginSearch)} ${writeFind(spec.findKeys)}`).join("; ");
}

function readBegin(text: string): KeySpec["beginSearch"] {
	if (text === "?") return { type: "unknown" };
	const at = text.lastIndexOf("@");
	if (at === -1) return { type: "index", index: Number(text) };
	return { type: "keyword", keyword: text.slice(0, at), startFrom: Number(text.slice(at + 1)) };
}

function readFind(text: string): KeySpec["findKeys"] {
	if (text === "?") return { type: "unknown" };
	const [a = 0, b = 0, c = 0] = text.replace("#", "").split("/").map(Number);
	return text.startsWith("#")
		? { type: "keynum", keyNumIdx: a, firstKey: b, keyStep: c }
		: { type: "range", lastKey: a, keyStep: b, limit: c };
}

function writeBegin(begin: KeySpec["beginSearch"]): string {
	if (begin.type === "unknown") return "?";
	return begin.type === "index" ? String(begin.index) : `${begin.keyword}@${begin.startFrom}`;
}

function writeFind(find: KeySpec["findKeys"]): string {
	if (find.type === "unknown") return "?";
	return find.type === "keynum" ? `#${find.keyNumIdx}/${find.firstKey}/${find.keyStep}` : `${find.lastKey}/${find.keyStep}/${find.limit}`;
}
