// test support: few combinations of choices in which every pair of values of two choices occurs.

export type Choices = Readonly<Record<string, readonly unknown[]>>;
export type Combination<C extends Choices> = { readonly [K in keyof C]: C[K][number] };

/** Greedy and always the same: each combination takes the values that cover most of the pairs that are left. `fits` leaves out what cannot be. */
export function pairwise<const C extends Choices>(
	choices: C,
	fits: (combination: Partial<Combination<C>>) => boolean = () => true,
): Combination<C>[] {
	const names = Object.keys(choices);
	const open = new Set(
		pairsOf(choices, names)
			.filter((pair) => fits(partial(pair, choices) as Partial<Combination<C>>))
			.map(key),
	);
	const combinations: Combination<C>[] = [];
	while (open.size > 0) {
		const first = [...open][0] as string;
		const chosen = new Map<string, number>(JSON.parse(first) as [string, number][]);
		for (const name of names.filter((one) => !chosen.has(one))) chosen.set(name, best(name, chosen, choices, open, fits));
		for (const pair of pairsWithin([...chosen])) open.delete(key(pair));
		combinations.push(
			partial(
				[...chosen].sort(([a], [b]) => names.indexOf(a) - names.indexOf(b)),
				choices,
			) as Combination<C>,
		);
	}
	return combinations;
}

/** All combinations. */
export function everything<const C extends Choices>(choices: C): Combination<C>[] {
	let all: Record<string, unknown>[] = [{}];
	for (const [name, values] of Object.entries(choices)) all = all.flatMap((one) => values.map((value) => ({ ...one, [name]: value })));
	return all as Combination<C>[];
}

type Pick = readonly [string, number];

function best<C extends Choices>(
	name: string,
	chosen: ReadonlyMap<string, number>,
	choices: C,
	open: ReadonlySet<string>,
	fits: (combination: Partial<Combination<C>>) => boolean,
): number {
	let found = { value: -1, gain: -1 };
	for (const value of (choices[name] ?? []).keys()) {
		const all: Pick[] = [...chosen, [name, value]];
		if (!fits(partial(all, choices) as Partial<Combination<C>>)) continue;
		const gain = [...chosen].filter((other) => open.has(key([other, [name, value]]))).length;
		if (gain > found.gain) found = { value, gain };
	}
	if (found.value === -1) throw new Error(`no value of ${name} fits ${JSON.stringify([...chosen])}`);
	return found.value;
}

function pairsOf(choices: Choices, names: readonly string[]): Pick[][] {
	return names.flatMap((a, index) =>
		names.slice(index + 1).flatMap((b) =>
			[...(choices[a] ?? []).keys()].flatMap((x) =>
				[...(choices[b] ?? []).keys()].map((y): Pick[] => [
					[a, x],
					[b, y],
				]),
			),
		),
	);
}

function pairsWithin(picks: readonly Pick[]): Pick[][] {
	return picks.flatMap((a, index) => picks.slice(index + 1).map((b) => [a, b]));
}

/** The same for both orders. */
function key(pair: readonly Pick[]): string {
	return JSON.stringify([...pair].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function partial(picks: readonly Pick[], choices: Choices): Record<string, unknown> {
	return Object.fromEntries(picks.map(([name, value]) => [name, choices[name]?.[value]]));
}
