// features: snippets, written with plain braces: "{1:host}" is the first place to fill in, with "host" in it.

/** In the form that editors read. */
export function snippet(text: string): string {
	return text.replace(/\{(?=\d)/g, "${");
}
