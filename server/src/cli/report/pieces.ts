// cli: reports in pieces. All the text of very many findings or users would not fit into memory.

/** Few and large, since each is written by itself. */
const PIECE = 1 << 20;

export function* inPieces(texts: Iterable<string>): Generator<string> {
	let piece = "";
	for (const text of texts) {
		piece += text;
		if (piece.length < PIECE) continue;
		yield piece;
		piece = "";
	}
	if (piece !== "") yield piece;
}

/** An array as `JSON.stringify(…, null, 2)` writes it in a line that begins with `indent`. */
export function* jsonArray(count: number, indent: string, textsOf: (at: number) => Iterable<string>): Generator<string> {
	if (count === 0) return yield "[]";
	for (let at = 0; at < count; at++) {
		yield `${at === 0 ? "[" : ","}\n${indent}  `;
		yield* textsOf(at);
	}
	yield `\n${indent}]`;
}

/** A value in a line that begins with `indent`. */
export function jsonText(value: unknown, indent: string): string {
	return JSON.stringify(value, null, 2).replaceAll("\n", `\n${indent}`);
}
