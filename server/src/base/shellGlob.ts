// base: the patterns of `include` lines, matched over folders as the C library's glob(3) does it.
import { type StarPattern, takesAll } from "./wildcard";

/** What matching needs to know of where the files are. A place is a path or an address; no method rejects. */
export interface Folders {
	/** Names in a folder, without "." and ".."; none where it is no folder. */
	names(folder: string): Promise<readonly string[]>;
	/** Whether something is there, be it a link that leads nowhere. */
	exists(place: string): Promise<boolean>;
	/** The place of a name in a folder; the name may be "..". */
	join(folder: string, name: string): string;
}

/** What is left of the work that several patterns may take together. */
export interface GlobBudget {
	steps: number;
}

/** What the patterns of one configuration may take: it is enough for a hundred thousand names, and over in about a second. */
export function newGlobBudget(): GlobBudget {
	return { steps: 5_000_000 };
}

const STEPS = { folder: 500, name: 30 } as const;

/**
 * Places that `pattern` means, seen from `start`: the folder that it counts from, or the topmost one for a pattern that begins with "/".
 * `*`, `?` and `[...]` match within one level and never a leading dot; `\` takes the next character as it is; `**` is `*`.
 * Undefined where more would have to be looked at than anybody waits for. The order is any.
 */
export async function shellGlob(
	start: string,
	pattern: string,
	folders: Folders,
	budget: GlobBudget = newGlobBudget(),
): Promise<string[] | undefined> {
	return new Search(folders, budget).run(start, pattern);
}

class Search {
	constructor(
		private readonly folders: Folders,
		private readonly budget: GlobBudget,
	) {}

	async run(start: string, pattern: string): Promise<string[] | undefined> {
		const segments = pattern.split("/").filter((segment) => segment !== "");
		let found = [start];
		for (const segment of segments) {
			// Many ways may lead to one place, as "*/.." does.
			found = [...new Set(await this.next(found, segment))];
			if (this.isOver) return undefined;
		}
		const last = segments.at(-1);
		if (last !== undefined && hasMagic(last)) return found;
		const existing = await this.existing(found);
		return this.isOver ? undefined : existing;
	}

	private async next(parents: readonly string[], segment: string): Promise<string[]> {
		if (hasMagic(segment)) return this.matching(parents, segment);
		const name = literalOf(segment);
		return parents.map((parent) => this.folders.join(parent, name));
	}

	private async matching(parents: readonly string[], segment: string): Promise<string[]> {
		const elements = readSegment(segment);
		const hidden = /^\\?\./.test(segment);
		const found: string[] = [];
		for (const parent of parents) {
			this.budget.steps -= STEPS.folder;
			for (const name of await this.folders.names(parent)) {
				this.budget.steps -= STEPS.name + segment.length * name.length;
				if (this.isOver) return [];
				if ((hidden || !name.startsWith(".")) && matchesSegment(elements, [...name])) found.push(this.folders.join(parent, name));
			}
			if (this.isOver) return [];
		}
		return found;
	}

	private async existing(places: readonly string[]): Promise<string[]> {
		const existing: string[] = [];
		for (const place of places) {
			this.budget.steps -= STEPS.folder;
			if (this.isOver) return [];
			if (await this.folders.exists(place)) existing.push(place);
		}
		return existing;
	}

	private get isOver(): boolean {
		return this.budget.steps < 0;
	}
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
	const pattern: StarPattern = {
		length: elements.length,
		isStar: (at) => elements[at] === "star",
		after(at, next) {
			const element = elements[at];
			return typeof element === "function" && element(name[next] as string) ? at + 1 : -1;
		},
	};
	return takesAll(pattern, name.length);
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
