// model/acl: an ACL file with NUL bytes. The server reads it piece by piece, and each piece ends at its first NUL, line feed and all.
import type { Line } from "../../syntax/tree";

/** What the server holds between two line feeds, and the 0-based number of the line in the file where that begins. */
export interface ReadLine {
	readonly text: string;
	readonly line: number;
}

/** Lines are read in pieces of up to 1023 bytes. */
const PIECE = 1023;

export function linesBeforeNul(lines: readonly Line[]): ReadLine[] {
	const found: ReadLine[] = [];
	let text = "";
	let begin = 0;
	for (const [number, line] of lines.entries()) {
		const isLast = number === lines.length - 1;
		const read = pieces(isLast ? line.text : `${line.text}\n`)
			.map((piece) => piece.split("\0", 1)[0] as string)
			.join("");
		text += read;
		if (!read.endsWith("\n") && !isLast) continue;
		found.push({ text: text.replace(/\n$/, ""), line: begin });
		text = "";
		begin = number + 1;
	}
	return found;
}

function pieces(text: string): string[] {
	const found: string[] = [];
	let piece = "";
	let bytes = 0;
	for (const char of text) {
		const length = byteLength(char.codePointAt(0) as number);
		if (bytes + length > PIECE) {
			found.push(piece);
			piece = "";
			bytes = 0;
		}
		piece += char;
		bytes += length;
	}
	return [...found, piece];
}

function byteLength(code: number): number {
	if (code < 0x80) return 1;
	if (code < 0x800) return 2;
	return code < 0x10000 ? 3 : 4;
}
