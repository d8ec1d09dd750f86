// lsp: the name of an answer, by which client and server know that it is the same as before.
import type { Diagnostic } from "vscode-languageserver";

/** Two sums over what is sent. */
type Sums = readonly [number, number];

/** What was sent before is not written out again. */
const known = new WeakMap<Diagnostic, Sums>();

/** The same for the same diagnostics, now and after a restart, so that nothing has to be kept. */
export function resultIdOf(diagnostics: readonly Diagnostic[]): string {
	let [a, b]: Sums = START;
	for (const diagnostic of diagnostics) {
		const sums = sumsOf(diagnostic);
		a = Math.imul(a ^ sums[0], 0x01000193);
		b = Math.imul(b ^ sums[1], 0x85ebca6b) ^ (b >>> 13);
	}
	return `${diagnostics.length}-${(a >>> 0).toString(36)}${(b >>> 0).toString(36)}`;
}

function sumsOf(diagnostic: Diagnostic): Sums {
	let sums = known.get(diagnostic);
	if (sums === undefined) {
		sums = sumsOfText(JSON.stringify(diagnostic));
		known.set(diagnostic, sums);
	}
	return sums;
}

function sumsOfText(text: string): Sums {
	let [a, b]: Sums = START;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		a = Math.imul(a ^ code, 0x01000193);
		b = Math.imul(b ^ code, 0x85ebca6b) ^ (b >>> 13);
	}
	return [a, b];
}

const START: Sums = [0x811c9dc5, 0x9e3779b9];
