// features: Markdown of what people wrote: it is put into code spans, where nothing in it is markup.
import { listed, listedWithAnd, say, type Words } from "../../base/say";

/** A code span, with a fence that its text does not hold. */
export function code(whole: string): string {
	const text = whole.length > MOST ? `${whole.slice(0, MOST)}…` : whole;
	const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), (match) => match[0].length));
	const fence = "`".repeat(longest + 1);
	const pad = text.startsWith("`") || text.endsWith("`") || text === "" ? " " : "";
	return fence + pad + text + pad + fence;
}

/** A link with a text that people wrote, such as the name of a file: nothing in either is markup, so that no picture is loaded. */
export function link(text: string, target: string): string {
	const shown = text.length > MOST ? `${text.slice(0, MOST)}…` : text;
	return `[${shown.replace(/[\\`*[\]<>!&|~]/g, "\\$&").replace(/[\r\n]/g, " ")}](${linkTarget(target)})`;
}

/** An address that does not end the link before its own end. */
export function linkTarget(uri: string): string {
	return uri.replaceAll("(", "%28").replaceAll(")", "%29");
}

/** Longer than anything that is read in a hover. */
const MOST = 200;

/** Code spans in a row; of words, their values stand in code spans. */
export function codes(texts: readonly Words[], most: number): Words {
	return some(
		texts.map((text) => (typeof text === "string" ? code(text) : text.withArgs(code))),
		most,
	);
}

/** "a, b and c", or "a, b and 3 more". */
export function some(texts: readonly Words[], most: number): Words {
	return texts.length > most ? say`${listed(texts.slice(0, most))} and ${texts.length - most} more` : listedWithAnd(texts);
}
