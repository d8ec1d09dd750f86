// model/acl: an ACL file with NUL bytes. The server reads it piece by piece, and each piece ends at its first NUL, line feed and all.
import type { Span } from "../../base/span";
import type { Line } from "../../syntax/tree";
import type { LineFault, LineReading } from "./lines";
import type { AclToken } from "./types";

/** What the server holds between two line feeds, and the 0-based number of the line in the file where that begins. */
export interface ReadLine {
	readonly text: string;
	readonly line: number;
	/** So many characters of it stand on that line as they are read; what follows stands elsewhere. */
	readonly inPlace: number;
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
		const first = lines[begin]?.text ?? "";
		const nul = first.indexOf("\0");
		found.push({ text: text.replace(/\n$/, ""), line: begin, inPlace: nul === -1 ? first.length : nul });
		text = "";
		begin = number + 1;
	}
	return found;
}

/** A reading of such a line whose spans end with what stands on the line. */
export function keptInPlace(reading: LineReading, inPlace: number): LineReading {
	const kept = <T extends Span>(span: T): T => ({ ...span, start: Math.min(span.start, inPlace), end: Math.min(span.end, inPlace) });
	const keptToken = (token: AclToken): AclToken => (token.inner ? { ...kept(token), inner: token.inner.map(kept) } : kept(token));
	const { name, nameStart = 0, nameEnd = 0, state, faults } = reading;
	const named =
		name !== undefined && state ? { name, nameStart: Math.min(nameStart, inPlace), nameEnd: Math.min(nameEnd, inPlace), state } : {};
	return {
		...named,
		faults: faults.map((fault) => ({ ...faultParts(fault), ...kept({ start: fault.start, end: fault.end }) })),
		rules: () => {
			const rules = reading.rules();
			return { ...rules, tokens: rules.tokens.map(keptToken) };
		},
	};
}

/** Faults make their words when they are asked for, so they cannot be spread. */
function faultParts(fault: LineFault): LineFault {
	const { start, end, code, message, serverSays, crash, suggestions, late, token, inner } = fault;
	const at = { ...(token !== undefined && { token }), ...(inner !== undefined && { inner }) };
	return { start, end, code, message, serverSays, crash, suggestions, late, ...at };
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
