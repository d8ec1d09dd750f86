// base: names with "*".

/** Whether all of `text` fits `pattern`, in which "*" stands for any characters and everything else for itself. Linear time. */
export function matchesWildcard(pattern: string, text: string): boolean {
	return matchesParts(pattern.split("*"), text);
}

/** Whether a text fits one of the patterns. Reads them once, for those who ask about many texts. */
export function wildcardMatcher(patterns: readonly string[]): (text: string) => boolean {
	const names = new Set(patterns.filter((pattern) => !pattern.includes("*")));
	const split = patterns.filter((pattern) => pattern.includes("*")).map((pattern) => pattern.split("*"));
	// Most texts fit none, and that shows at their first character.
	const starts = patterns.some((pattern) => pattern.startsWith("*"))
		? undefined
		: new Set(patterns.map((pattern) => pattern.charCodeAt(0)));
	return (text) => {
		if (starts && !starts.has(text.charCodeAt(0))) return false;
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
