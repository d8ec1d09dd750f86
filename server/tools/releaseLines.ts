// tools: keeps the list of release lines in knowledge/release.ts, which is the one place that names them to the program.

import { compareReleases } from "./dataFiles";
import type { ReleaseFacts } from "./facts";

const PRODUCTS = ["redis", "valkey"] as const;

/** Ids of the lines that the text of release.ts lists. */
export function readReleaseLines(text: string): string[] {
	return PRODUCTS.flatMap((product) => {
		const list = listOf(product).exec(text)?.[2];
		if (list === undefined) throw new Error(`release.ts has no list of ${product} lines`);
		return Array.from(list.matchAll(/"([^"]+)"/g), (match) => `${product}-${match[1]}`);
	});
}

/** The text of release.ts with the lists made of `facts`. */
export function writeReleaseLines(text: string, facts: readonly ReleaseFacts[]): string {
	const releases = facts.map((entry) => entry.release).sort(compareReleases);
	return PRODUCTS.reduce((result, product) => {
		const lines = releases.filter((release) => release.product === product).map((release) => `"${release.line}"`);
		return result.replace(listOf(product), `$1${lines.join(", ")}$3`);
	}, text);
}

function listOf(product: string): RegExp {
	return new RegExp(`(\\t${product}: \\[)([^\\]]*)(\\],)`);
}
