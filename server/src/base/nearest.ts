// base: the name that somebody probably meant.

/** Up to `limit` of `names` that differ from `word` by few enough typing slips to be meant, nearest first. */
export function nearest(word: string, names: Iterable<string>, limit = 3): string[] {
	if (word.length > LONGEST) return [];
	const wanted = word.toLowerCase();
	const allowed = Math.max(1, Math.floor(wanted.length / 3));
	const found: { name: string; distance: number }[] = [];
	for (const name of names) {
		if (Math.abs(name.length - wanted.length) > allowed) continue;
		const distance = slips(wanted, name.toLowerCase(), allowed);
		if (distance <= allowed) found.push({ name, distance });
	}
	found.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
	return found.slice(0, limit).map((entry) => entry.name);
}

/** No name is longer. To compare words takes as many steps as their lengths multiplied. */
const LONGEST = 200;

/** Inserted, dropped, replaced and swapped characters between `a` and `b`; anything above `limit` counts as `limit + 1`. */
function slips(a: string, b: string, limit: number): number {
	let before: number[] = [];
	let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		let best = i;
		for (let j = 1; j <= b.length; j++) {
			const same = a[i - 1] === b[j - 1] ? 0 : 1;
			let cost = Math.min((previous[j] as number) + 1, (row[j - 1] as number) + 1, (previous[j - 1] as number) + same);
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
				cost = Math.min(cost, (before[j - 2] as number) + 1);
			}
			row.push(cost);
			best = Math.min(best, cost);
		}
		if (best > limit) return limit + 1;
		before = previous;
		previous = row;
	}
	return previous[b.length] as number;
}
