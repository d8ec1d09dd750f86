// base: patterns with "*".

/** Whether all of `text` fits `pattern`, in which "*" stands for any characters and everything else for itself. Linear time. */
export function matchesWildcard(pattern: string, text: string): boolean {
	return matchesParts(pattern.split("*"), text);
}

/** Whether a text fits one of the patterns. Reads them once, for those who ask about many texts. */
export function wildcardMatcher(patterns: readonly string[]): (text: string) => boolean {
	const names = new Set(patterns.filter((pattern) => !pattern.includes("*")));
	const split = patterns.filter((pattern) => pattern.includes("*")).map((pattern) => pattern.split(/\*+/));
	// Most texts fit none, and that shows at their first and last characters.
	const [ending, starting] = [
		patterns.filter((pattern) => pattern.startsWith("*")),
		patterns.filter((pattern) => !pattern.startsWith("*")),
	];
	const starts = new Set(starting.map((pattern) => pattern.charCodeAt(0)));
	const ends = new Set(ending.map((pattern) => pattern.charCodeAt(pattern.length - 1)));
	const hasOpen = ending.some((pattern) => pattern.endsWith("*"));
	return (text) => {
		if (!hasOpen && !starts.has(text.charCodeAt(0)) && !ends.has(text.charCodeAt(text.length - 1))) return false;
		return names.has(text) || split.some((parts) => matchesParts(parts, text));
	};
}

function matchesParts(parts: readonly string[], text: string): boolean {
	const first = parts[0] as string;
	if (parts.length === 1) return first === text;
	const last = parts.at(-1) as string;
	if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
	let at = first.length;
	const end = text.length - last.length;
	for (let i = 1; i < parts.length - 1; i++) {
		const part = parts[i] as string;
		const found = text.indexOf(part, at);
		if (found === -1 || found + part.length > end) return false;
		at = found + part.length;
	}
	return true;
}

/** A pattern whose elements take one character each, but for stars, which take any number. */
export interface StarPattern {
	readonly length: number;
	isStar(at: number): boolean;
	/** Where the pattern goes on when the element at `at` takes the character at `next` of the text; -1 where it does not. */
	after(at: number, next: number): number;
}

/** Whether such a pattern takes a text of `length` characters as a whole, in at most pattern x text steps. */
export function takesAll(pattern: StarPattern, length: number): boolean {
	let at = 0;
	let star = -1;
	let resume = 0;
	let next = 0;
	while (next < length) {
		if (pattern.isStar(at)) {
			star = at++;
			resume = next;
			continue;
		}
		const after = at < pattern.length ? pattern.after(at, next) : -1;
		if (after !== -1) {
			at = after;
			next++;
		} else if (star !== -1) {
			at = star + 1;
			next = ++resume;
		} else {
			return false;
		}
	}
	while (pattern.isStar(at)) at++;
	return at === pattern.length;
}
