// cli: how much of a run is reported. A file of a million bad lines would fill the memory and every screen.
import { SEVERITIES } from "../../rules/define";
import type { JudgedFile } from "../judge";

/** Findings of one report for people, or for code scanning services, which take no more. */
export const MOST_REPORTED = 25_000;

export interface Reported {
	readonly files: readonly JudgedFile[];
	/** Findings that are left out. */
	readonly left: number;
}

/** The files with their gravest findings, in their order; among equally grave ones the first. */
export function gravestOf(files: readonly JudgedFile[], most: number): Reported {
	const count = files.reduce((sum, { findings }) => sum + findings.length, 0);
	if (count <= most) return { files, left: 0 };
	const room = new Map<string, number>();
	let free = most;
	for (const severity of SEVERITIES) {
		const found = files.reduce((sum, { findings }) => sum + findings.filter((one) => one.severity === severity).length, 0);
		room.set(severity, Math.min(found, free));
		free -= Math.min(found, free);
	}
	const kept = files.map((file) => {
		const findings = file.findings.filter(({ severity }) => {
			const left = room.get(severity) ?? 0;
			room.set(severity, left - 1);
			return left > 0;
		});
		return { ...file, findings };
	});
	return { files: kept, left: count - most };
}
