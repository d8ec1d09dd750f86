// support: marks in texts. «…» marks a stretch, $0 a cursor.

export interface Marked {
	readonly text: string;
	/** In order; 0-based line, UTF-16 characters within it. */
	readonly marks: readonly { readonly line: number; readonly start: number; readonly end: number }[];
}

/** Takes the marks «…» out of a text and tells where they were. A mark stays within one line. */
export function readMarks(marked: string): Marked {
	const marks: { line: number; start: number; end: number }[] = [];
	const lines = marked.split("\n").map((source, line) => {
		let text = "";
		let start: number | undefined;
		for (const char of source) {
			if (char === "«") start = text.length;
			else if (char === "»") {
				if (start === undefined) throw new Error(`a mark ends that did not begin, in line ${line + 1}`);
				marks.push({ line, start, end: text.length });
				start = undefined;
			} else text += char;
		}
		if (start !== undefined) throw new Error(`a mark does not end in line ${line + 1}`);
		return text;
	});
	return { text: lines.join("\n"), marks };
}
