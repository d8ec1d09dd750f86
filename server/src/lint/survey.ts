// lint: what a run has found. Of very many users the findings are counted, and made when somebody wants to see them.
import type { Severity } from "../rules/define";
import type { Finding } from "./types";

/** The gravest first. */
export const SEVERITIES: readonly Severity[] = ["error", "warning", "info", "hint"];

/** Findings about the users of one block, all in one file. */
export interface LoudBlock {
	readonly file: string;
	/** How many there are, by the position of their severity. */
	readonly counts: readonly number[];
	/** In order of place. Made once. */
	findings(): readonly Finding[];
}

export class Survey {
	/**
	 * @param own all other findings.
	 * @param loud blocks of users in the order of their places.
	 * @param compare the order of findings.
	 * @param shown what findings look like to people.
	 */
	constructor(
		private readonly own: readonly Finding[],
		private readonly loud: readonly LoudBlock[],
		private readonly compare: (a: Finding, b: Finding) => number,
		private readonly shown: (findings: readonly Finding[]) => readonly Finding[],
	) {}

	/** All findings in all files, in order of place. */
	all(): readonly Finding[] {
		return this.inOrder([...this.own, ...this.loud.flatMap((block) => block.findings())]);
	}

	/** The gravest findings in one file, in order of place, and how many there are in all. Among equally grave ones the first count. */
	worst(file: string, most: number): { readonly findings: readonly Finding[]; readonly count: number } {
		const own = this.own.filter(({ at }) => at.file === file);
		const loud = this.loud.filter((block) => block.file === file);
		const count = loud.reduce((sum, { counts }) => sum + counts.reduce((all, one) => all + one, 0), own.length);
		if (count <= most) return { findings: this.inOrder([...own, ...loud.flatMap((block) => block.findings())]), count };
		const kept: Finding[] = [];
		for (const [position, severity] of SEVERITIES.entries()) {
			const room = most - kept.length;
			const found = own.filter((finding) => finding.severity === severity);
			const enough = found.length + room;
			for (const block of loud) {
				if (found.length >= enough) break;
				if (block.counts[position]) found.push(...block.findings().filter((finding) => finding.severity === severity));
			}
			kept.push(...found.sort(this.compare).slice(0, room));
		}
		return { findings: this.inOrder(kept), count };
	}

	private inOrder(findings: Finding[]): readonly Finding[] {
		return this.shown(findings.sort(this.compare));
	}
}
