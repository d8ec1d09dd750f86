// model/verdict: all that was found in the lines of one start: which of it the server comes upon first, and what people are told.
import type { Problem, Verdict } from "../types";
import type { Finding, Stage } from "./finding";
import type { ReadLine } from "./reading";

/** Findings of one kind that are kept. It is more than are ever told, and a file may be made of nothing else. */
export const MOST_OF_A_KIND = 10_001;

interface Found {
	readonly at: ReadLine;
	readonly finding: Finding;
	readonly stage: Stage;
	/** Order of discovery, which decides within a stage. */
	readonly order: number;
}

export class FoundFindings {
	private readonly found: Found[] = [];
	/** How many are kept of each kind. */
	private readonly counts = new Map<string, number>();
	/** Of `sentinel` lines, which are read once more at the end. */
	private readonly misread = new Map<ReadLine, Found>();
	private readonly replaced = new Set<Found>();

	/** Of each kind the first ones are kept, so that the first of all, which decides what the server says, is among them. */
	add(at: ReadLine, finding: Finding): void {
		const { code, effect, lineless, stage = "reading" } = finding;
		const found = { at, finding, stage, order: this.found.length };
		if (effect === "misread" && at.line.words[0]?.value.toLowerCase() === "sentinel") this.misread.set(at, found);
		const isUsual = effect === "refused" && !lineless && stage === "reading";
		const kind = isUsual ? code : `${code} ${effect} ${lineless} ${stage}`;
		const count = this.counts.get(kind) ?? 0;
		if (count === MOST_OF_A_KIND) return;
		this.counts.set(kind, count + 1);
		this.found.push(found);
	}

	/** Why a line is refused that was read before. Where something in it was left to be filled in, that is why. */
	addOver(at: ReadLine, finding: Finding): void {
		const known = this.misread.get(at);
		const cause = known?.finding;
		if (!known || !cause || cause.start >= finding.end || cause.end <= finding.start) {
			this.add(at, finding);
			return;
		}
		this.misread.delete(at);
		this.replaced.add(known);
		const { suggestions: _, ...kept } = finding;
		this.add(at, { ...kept, code: cause.code, message: cause.message, start: cause.start, end: cause.end });
	}

	/** @param stages the steps of starting, in the order in which the release takes them. */
	verdict(stages: readonly Stage[]): Verdict {
		const fatal = this.kept().filter(({ finding }) => finding.effect === "refused" || finding.effect === "crash");
		const rank = (found: Found) => stages.indexOf(found.stage);
		const inOrder = (found: Found) => (found.stage === "reading" ? found.at.number : found.order);
		const named = ({ stage, finding }: Found) => (stage !== "modules" ? 0 : finding.effect === "crash" ? -1 : finding.lineless ? 1 : 0);
		const [first] = fatal.sort((a, b) => rank(a) - rank(b) || named(a) - named(b) || inOrder(a) - inOrder(b) || a.order - b.order);
		if (!first) return { outcome: "accept" };
		const { finding, at } = first;
		return {
			outcome: finding.effect === "crash" ? "crash" : "reject",
			line: finding.lineless ? null : at.number,
			reason: finding.message,
		};
	}

	/** In the order of their places. */
	problems(): Problem[] {
		return this.kept()
			.map(({ at, finding }): Problem => {
				const start = at.place(finding.start);
				const end = endOnLine(at, finding, start.line);
				const { code, message, serverSays, effect, suggestions } = finding;
				return {
					code,
					at: { file: at.file, line: start.line, start: start.character, end },
					message,
					effect,
					...(serverSays !== undefined && { serverSays }),
					...(suggestions && suggestions.length > 0 && { suggestions }),
				};
			})
			.sort((a, b) => (a.at.file < b.at.file ? -1 : a.at.file > b.at.file ? 1 : 0) || a.at.line - b.at.line || a.at.start - b.at.start);
	}

	private kept(): Found[] {
		return this.replaced.size === 0 ? [...this.found] : this.found.filter((one) => !this.replaced.has(one));
	}
}

/** A span that a NUL byte carries over to the next line ends on the first. */
function endOnLine(at: ReadLine, finding: Finding, line: number): number {
	let [low, high] = [finding.start, finding.end];
	// The largest end of which the last character stands on the line.
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if (at.place(middle - 1).line === line) low = middle;
		else high = middle - 1;
	}
	return low === finding.start ? at.place(low).character : at.place(low - 1).character + 1;
}
