// lint: the findings about the users of one block. What people see of them is kept and moves along with the block; fixes are made for whoever asks.

import type { UserBlock } from "../model/acl/census";
import { SEVERITIES } from "../rules/define";
import type { BlockRecord, KeptFindings } from "./blockRecord";
import type { LoudBlock } from "./survey";
import type { Finding, ShownFinding } from "./types";

/** Which findings of a block are wanted. */
export interface Wanted {
	/** By its position. */
	readonly severity?: number;
	/** 0-based, the last one included. */
	readonly lines?: { readonly first: number; readonly last: number };
}

export class BlockFindings implements LoudBlock {
	/**
	 * @param ask makes findings of the block.
	 * @param made all of them, where they are at hand.
	 */
	constructor(
		readonly file: string,
		private readonly block: UserBlock,
		private readonly record: BlockRecord,
		private readonly ask: (wanted: Wanted) => readonly Finding[],
		private made?: readonly Finding[],
	) {}

	get counts(): BlockRecord["counts"] {
		return this.record.counts;
	}

	get fixable(): BlockRecord["fixable"] {
		return this.record.fixable;
	}

	findings(): readonly Finding[] {
		this.made ??= this.ask({});
		return this.made;
	}

	on(first: number, last: number): readonly Finding[] {
		const { from, lineCount } = this.block;
		if (last < from || first >= from + lineCount) return [];
		return this.made?.filter(({ at }) => at.line >= first && at.line <= last) ?? this.ask({ lines: { first, last } });
	}

	shown(severity: number): readonly ShownFinding[] {
		const { from } = this.block;
		const kept = this.record.shown[severity];
		if (kept?.from === from) return kept.findings;
		const findings = kept ? moved(kept, from) : this.ofSeverity(severity).map(withoutFixes);
		if (findings.every((finding) => this.movesAlong(finding))) this.record.shown[severity] = { from, findings };
		return findings;
	}

	last(): ShownFinding | undefined {
		let last: ShownFinding | undefined;
		for (const severity of SEVERITIES.keys()) {
			const kept = this.record.shown[severity];
			// All of them need not move for that.
			const found = kept ? moved({ ...kept, findings: kept.findings.slice(-1) }, this.block.from)[0] : this.shown(severity).at(-1);
			if (found && (last === undefined || found.at.line > last.at.line)) last = found;
		}
		return last;
	}

	private ofSeverity(severity: number): readonly Finding[] {
		return this.made?.filter((finding) => finding.severity === SEVERITIES[severity]) ?? this.ask({ severity });
	}

	/** All its places are on lines of the block. */
	private movesAlong({ at, related }: ShownFinding): boolean {
		const { from, lineCount } = this.block;
		const isOwn = ({ file, line }: ShownFinding["at"]) => file === this.file && line >= from && line < from + lineCount;
		return isOwn(at) && related.every((other) => isOwn(other.at));
	}
}

/** A fix knows on which lines it was made, so it cannot be kept. */
function withoutFixes({ at, message, related, rule, severity, words }: Finding): ShownFinding {
	return { rule, severity, message, words, at, related };
}

function moved({ from, findings }: KeptFindings, to: number): readonly ShownFinding[] {
	const placed = (at: ShownFinding["at"]) => ({ ...at, line: at.line + to - from });
	return findings.map((finding) => ({
		...finding,
		at: placed(finding.at),
		related: finding.related.map((other) => ({ ...other, at: placed(other.at) })),
	}));
}
