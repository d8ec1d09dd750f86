// bench: work that never changes, by which all times are measured: strings, maps and sorting, as a linter has them. Do not edit.

const WORDS = Array.from({ length: 4000 }, (_, i) => `word-${(i * 7919) % 4001} value ${i % 17} ${"x".repeat(i % 23)}`);
const TEXT = WORDS.join("\n");

/** About two milliseconds. The result is there so that nothing is left out as useless. */
export function calibration(): number {
	const counts = new Map<string, number>();
	const rows: { readonly name: string; readonly size: number }[] = [];
	for (const line of TEXT.split("\n")) {
		let start = 0;
		for (let i = 0; i <= line.length; i++) {
			const code = i === line.length ? 32 : line.charCodeAt(i);
			if (code !== 32) continue;
			if (i > start) {
				const word = line.slice(start, i);
				counts.set(word, (counts.get(word) ?? 0) + 1);
			}
			start = i + 1;
		}
		rows.push({ name: line.slice(0, 9).toLowerCase(), size: line.length });
	}
	rows.sort((a, b) => a.size - b.size || (a.name < b.name ? -1 : 1));
	return counts.size + rows.filter(({ name }) => /^word-\d*7/.test(name)).length;
}
