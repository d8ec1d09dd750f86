// lint: changed lines as they may be shown to people. What is hidden of a line before the change stays hidden after it, in whatever form it stands there.
import { MASK } from "../base/mask";
import type { Knowledge } from "../knowledge/types";
import type { FileKind } from "../model/types";
import type { Line } from "../syntax/tree";
import { maskLine } from "./mask";

/** A line that nobody knows may hold a secret in the place of a value; commented out, it is prose in which nothing tells of that. */
export class ChangeMask {
	private readonly hidden = new Set<string>();

	constructor(
		private readonly kind: FileKind,
		private readonly knowledge: Knowledge,
	) {}

	/** A line that goes or is changed. All of them must be seen before the first of `after`. */
	before(line: Line): string {
		const { hidden, text } = maskLine(line, this.kind, this.knowledge);
		for (const secret of hidden) for (const [word] of secret.matchAll(WORD)) this.hidden.add(word);
		return text;
	}

	/** A line that comes. */
	after(line: Line): string {
		const { text } = maskLine(line, this.kind, this.knowledge);
		if (this.hidden.size === 0) return text;
		return text.replace(WORD, (word) => (this.hidden.has(word) ? MASK : word));
	}
}

/** A change may put quotes around a word, or signs before it. */
const WORD = /[^\s"'=:#<>!()]+/g;
