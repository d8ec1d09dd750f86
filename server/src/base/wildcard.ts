// base: names with "*".

/** Whether all of `text` fits `pattern`, in which "*" stands for any characters and everything else for itself. Linear time. */
export function matchesWildcard(pattern: string, text: string): boolean {
	const parts = pattern.split("*");
	if (parts.length === 1) return pattern === text;
	const first = parts[0] as string;
	const last = parts.at(-1) as string;
	if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
	let at = first.length;
	const end = text.length - last.length;
	for (const part of parts.slice(1, -1)) {
		const found = text.indexOf(part, at);
		if (found === -1 || found + part.length > end) return false;
		at = found + part.length;
	}
	return true;
}
