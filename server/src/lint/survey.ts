// lint: what a run has found. Of very many users the findings are counted, and made when somebody wants to see them.
import { SEVERITIES } from "../rules/define";
import { type Fixable, fixableAmong } from "./fixAll";
import type { Finding, ShownFinding } from "./types";

/** Findings about the users of one block, all on the lines of those users. */
export interface LoudBlock {
	readonly file: string;
	/** How many there are, by the position of their severity. */
	readonly counts: readonly number[];
	readonly fixable: Fixable;
	findings(): readonly Finding[];
	/** Those on some lines (0-based), the last one included. */
	on(first: number, last: number): readonly Finding[];
	/** Those of one severity, by its position. The same objects for as long as they stand on the same lines. */
	shown(severity: number): readonly ShownFinding[];
	/** The one that stands on the last line; of several there the gravest. */
	last(): ShownFinding | undefined;
}

export class Survey {
	/**
	 * @param own all other findings.
	 * @param loud blocks of users in the order of their places.
	 * @param compare the order of findings.
	 * @param masked what findings look like to people.
	 */
	constructor(
		private readonly own: readonly Finding[],
		private readonly loud: readonly LoudBlock[],
		private readonly compare: (a: ShownFinding, b: ShownFinding) => number,
		private readonly masked: <F extends ShownFinding>(findings: readonly F[]) => readonly F[],
	) {}

	/** All findings in all files, in order of place. */
	all(): readonly Finding[] {
		return this.inOrder([...this.own, ...this.loud.flatMap((block) => block.findings())]);
	}

	/** The findings on some lines of one file (0-based), the last one included, in order of place. */
	on(file: string, first: number, last: number): readonly Finding[] {
		const own = this.own.filter(({ at }) => at.file === file && at.line >= first && at.line <= last);
		return this.inOrder([...own, ...this.loudIn(file).flatMap((block) => block.on(first, last))]);
	}

	/** Of all findings in one file. */
	fixable(file: string): Fixable {
		const counts = [fixableAmong(this.own.filter(({ at }) => at.file === file)), ...this.loudIn(file).map(({ fixable }) => fixable)];
		return { safe: sumOf(counts.map(({ safe }) => safe)), all: sumOf(counts.map(({ all }) => all)) };
	}

	/** The gravest findings in one file, in order of place, and how many there are in all. Among equally grave ones the first count. */
	worst(file: string, most: number): { readonly findings: readonly ShownFinding[]; readonly count: number } {
		const own = this.own.filter(({ at }) => at.file === file);
		const loud = this.loudIn(file);
		const count = own.length + sumOf(loud.map(({ counts }) => sumOf(counts)));
		const kept: ShownFinding[] = [];
		for (const [position, severity] of SEVERITIES.entries()) {
			const room = most - kept.length;
			const found: ShownFinding[] = own.filter((finding) => finding.severity === severity);
			const enough = found.length + room;
			for (const block of loud) {
				if (found.length >= enough) break;
				if (block.counts[position]) found.push(...block.shown(position));
			}
			kept.push(...(found.length > room ? found.sort(this.compare).slice(0, room) : found));
		}
		return { findings: this.inOrder(kept), count };
	}

	private loudIn(file: string): readonly LoudBlock[] {
		return this.loud.filter((block) => block.file === file);
	}

	private inOrder<F extends ShownFinding>(findings: F[]): readonly F[] {
		return this.masked(findings.sort(this.compare));
	}
}

function sumOf(numbers: readonly number[]): number {
	return numbers.reduce((sum, one) => sum + one, 0);
}
