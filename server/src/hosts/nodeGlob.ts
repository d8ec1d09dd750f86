// hosts: the patterns of `include` lines, matched over folders as the C library's glob(3) does it.
import { posix } from "node:path";

/** What matching needs to know of the disk; neither rejects. */
export interface Folders {
	/** Names in a folder, without "." and ".."; none where it is no folder. */
	names(path: string): Promise<readonly string[]>;
	/** Whether something is there, be it a link that leads nowhere. */
	exists(path: string): Promise<boolean>;
}

/**
 * Absolute paths that `pattern` means, seen from the absolute path `folder`, in the order of their bytes.
 * `*`, `?` and `[...]` match within one level and never a leading dot; `\` takes the next character as it is; `**` is `*`.
 */
export async function globPaths(folder: string, pattern: string, folders: Folders): Promise<string[]> {
	const absolute = pattern.startsWith("/");
	let found = [absolute ? "/" : folder];
	const segments = pattern.split("/").filter((segment) => segment !== "");
	for (const segment of segments) {
		found = hasMagic(segment) ? await matchSegment(found, segment, folders) : found.map((path) => posix.join(path, literalOf(segment)));
	}
	const last = segments.at(-1);
	const existing = last !== undefined && hasMagic(last) ? found : await filterExisting(found, folders);
	return [...new Set(existing)].sort(byBytes);
}

async function matchSegment(parents: readonly string[], segment: string, folders: Folders): Promise<string[]> {
	const elements = readSegment(segment);
	const hidden = /^\\?\./.test(segment);
	const found: string[] = [];
	for (const parent of parents) {
		for (const name of await folders.names(parent)) {
			if ((hidden || !name.startsWith(".")) && matchesSegment(elements, [...name])) found.push(posix.join(parent, name));
		}
	}
	return found;
}

async function filterExisting(paths: readonly string[], folders: Folders): Promise<string[]> {
	const exist = await Promise.all(paths.map((path) => folders.exists(path)));
	return paths.filter((_, index) => exist[index]);
}

function hasMagic(segment: string): boolean {
	return /[*?[]/.test(segment.replace(/\\./gs, ""));
}

function literalOf(segment: string): string {
	return segment.replace(/\\(.)/gs, "$1");
}

/** One character of a pattern, or any number of characters. */
type Element = "star" | ((char: string) => boolean);

/** Whether a name of one level matches, in at most pattern x name steps. */
function matchesSegment(elements: readonly Element[], name: readonly string[]): boolean {
	let at = 0;
	let next = 0;
	let star = -1;
	let resume = 0;
	while (next < name.length) {
		const element = elements[at];
		if (element === "star") {
			star = at++;
			resume = next;
		} else if (element?.(name[next] as string)) {
			at++;
			next++;
		} else if (star !== -1) {
			at = star + 1;
			next = ++resume;
		} else {
			return false;
		}
	}
	while (elements[at] === "star") at++;
	return at === elements.length;
}

function readSegment(segment: string): Element[] {
	const chars = [...segment];
	const elements: Element[] = [];
	for (let at = 0; at < chars.length; at++) {
		const char = chars[at] as string;
		const set = char === "[" ? readSet(chars, at) : undefined;
		if (set) {
			elements.push(set.element);
			at = set.end;
		} else if (char === "*") {
			if (elements.at(-1) !== "star") elements.push("star");
		} else if (char === "?") {
			elements.push(() => true);
		} else {
			const literal = char === "\\" && at + 1 < chars.length ? chars[++at] : char;
			elements.push((other) => other === literal);
		}
	}
	return elements;
}

/** A `[...]` that begins at `from`, up to the bracket at `end`; undefined where it is never closed, so that it stands for itself. */
function readSet(chars: readonly string[], from: number): { element: Element; end: number } | undefined {
	let at = from + 1;
	const negated = chars[at] === "!" || chars[at] === "^";
	if (negated) at++;
	const members: ((char: string) => boolean)[] = [];
	for (let first = true; chars[at] !== "]" || first; first = false) {
		if (chars[at] === undefined) return undefined;
		const named = /^\[:(\w+):\]/.exec(chars.slice(at, at + 12).join(""));
		if (named) {
			const pattern = CLASSES[named[1] as string];
			if (pattern) members.push((char) => pattern.test(char));
			at += named[0].length;
			continue;
		}
		const low = literalAt(chars, at);
		at = low.end;
		if (chars[at] === "-" && chars[at + 1] !== "]" && chars[at + 1] !== undefined) {
			const high = literalAt(chars, at + 1);
			at = high.end;
			members.push((char) => char >= low.char && char <= high.char);
		} else {
			members.push((char) => char === low.char);
		}
	}
	return { element: (char) => members.some((member) => member(char)) !== negated, end: at };
}

function literalAt(chars: readonly string[], at: number): { char: string; end: number } {
	const escaped = chars[at] === "\\" && chars[at + 1] !== undefined;
	return { char: chars[escaped ? at + 1 : at] as string, end: at + (escaped ? 2 : 1) };
}

const CLASSES: Readonly<Record<string, RegExp>> = {
	alpha: /\p{L}/u,
	digit: /[0-9]/,
	alnum: /[\p{L}\p{N}]/u,
	upper: /\p{Lu}/u,
	lower: /\p{Ll}/u,
	xdigit: /[0-9A-Fa-f]/,
	space: /\s/,
	blank: /[ \t]/,
	punct: /[\p{P}\p{S}]/u,
	cntrl: /\p{Cc}/u,
	print: /\P{C}/u,
	graph: /[^\s\p{C}]/u,
};

function byBytes(a: string, b: string): number {
	return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
