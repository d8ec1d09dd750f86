// test/vscode: the one place where the editor tests wait, on a condition and with a limit.

export interface Patience {
	/** Milliseconds until it gives up. */
	readonly limit?: number;
	/** Milliseconds from one look to the next. */
	readonly every?: number;
	/** What the last look saw, for the message when it gives up. */
	readonly seen?: () => unknown;
}

/** Looks again and again until `look` gives something other than undefined or false, and returns that. `what` reads well after "waited for". */
export async function waitFor<T>(
	what: string,
	look: () => T | undefined | false | Promise<T | undefined | false>,
	{ limit = 45_000, every = 25, seen }: Patience = {},
): Promise<T> {
	const end = Date.now() + limit;
	for (;;) {
		const found = await look();
		if (found !== undefined && found !== false) return found;
		if (Date.now() > end) throw new Error(`waited ${limit} ms for ${what}${seen ? `; last seen: ${JSON.stringify(seen())}` : ""}`);
		await new Promise((resolve) => setTimeout(resolve, every));
	}
}
