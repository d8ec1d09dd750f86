// cli: text made fit for a terminal. What a file holds can neither move the cursor nor change the direction of reading.

/** The text with everything invisible made visible, on one line. */
export function printable(text: string): string {
	return text.replace(INVISIBLE, (char) => cellOf(char).text);
}

/** One character as it is shown, and how many columns that takes. */
export interface Cell {
	readonly text: string;
	readonly width: 0 | 1 | 2 | 4;
}

export function cellOf(char: string): Cell {
	const code = char.codePointAt(0) ?? 0;
	// Nearly all of it.
	if (code >= 0x20 && code < 0x7f) return { text: char, width: 1 };
	if (char === "\t") return { text: "    ", width: 4 };
	if (code < 0x20) return { text: String.fromCodePoint(0x2400 + code), width: 1 };
	if (code === 0x7f) return { text: "\u2421", width: 1 };
	INVISIBLE.lastIndex = 0;
	if (INVISIBLE.test(char)) return { text: "\uFFFD", width: 1 };
	if (/^\p{Mark}$/u.test(char)) return { text: char, width: 0 };
	return { text: char, width: WIDE.test(char) ? 2 : 1 };
}

/** Control and format characters, separators of lines, and halves of characters. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

const WIDE =
	/[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;
