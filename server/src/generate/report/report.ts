// generate/report: servers together, the worst first, and the table of their files.
import { isInside } from "../../base/uri";
import { compareCounts, compareSeverity } from "./server";
import type { FileSummary, FindingGroup, LeftOut, ReportFinding, Said, SecurityReport, ServerReport } from "./types";

export interface ReportGiven {
	readonly of: "file" | "workspace";
	readonly name: string;
	readonly made: string;
	readonly servers: readonly ServerReport[];
	readonly left: readonly LeftOut[];
	readonly isComplete: boolean;
}

export function securityReport({ servers, left, ...given }: ReportGiven): SecurityReport {
	const sorted = [...servers].sort((a, b) => compareCounts(a.counts, b.counts) || (a.path < b.path ? -1 : 1));
	return { ...given, servers: sorted, files: filesOf(sorted), left: [...left].sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

/** Each file once: in the server where most is found in it. */
function filesOf(servers: readonly ServerReport[]): FileSummary[] {
	const rows = new Map<string, FileSummary>();
	for (const [index, server] of servers.entries()) {
		const findings = findingsOf(server);
		for (const { file, path, kind, unread, counts } of server.files) {
			if (unread !== undefined) continue;
			const own = findings.filter(({ finding }) => finding.at.file === file);
			const row = rowOf({ file, path, kind, server: index, release: server.release, counts }, own, server);
			const known = rows.get(file);
			if (!known || compareCounts(row.counts, known.counts) < 0) rows.set(file, row);
		}
	}
	return [...rows.values()].sort((a, b) => compareCounts(a.counts, b.counts) || (a.path < b.path ? -1 : 1));
}

type Found = { readonly group: FindingGroup; readonly finding: ReportFinding };

function findingsOf({ layers }: ServerReport): Found[] {
	return layers.flatMap(({ groups }) => groups.flatMap((group) => group.findings.map((finding) => ({ group, finding }))));
}

function rowOf(
	row: Pick<FileSummary, "file" | "path" | "kind" | "server" | "release" | "counts">,
	own: readonly Found[],
	{ file, path }: ServerReport,
): FileSummary {
	const [worst] = [...own].sort((a, b) => compareSeverity(a.finding.severity, b.finding.severity));
	return {
		...row,
		...(row.file !== file && { partOf: path }),
		...(worst && { worst: { severity: worst.finding.severity, title: worst.group.title, at: worst.finding.at } }),
	};
}

/** Titles of all rules that were asked for any of the servers, by layer. */
export function lookedFor({ servers }: Said<SecurityReport>): { readonly title: string; readonly checked: readonly string[] }[] {
	const byLayer = new Map<string, { readonly title: string; readonly checked: Set<string> }>();
	for (const { id, title, checked } of servers.flatMap(({ layers }) => layers)) {
		const known = byLayer.get(id) ?? { title, checked: new Set<string>() };
		byLayer.set(id, known);
		for (const one of checked) known.checked.add(one);
	}
	return [...byLayer.values()].map(({ title, checked }) => ({ title, checked: [...checked] })).filter(({ checked }) => checked.length > 0);
}

/** "conf/redis.conf" for a file inside of a folder; the whole path otherwise. */
export function shownPath(uri: string, folder: string | undefined, pathOf: (uri: string) => string): string {
	if (folder === undefined || !isInside(uri, folder)) return pathOf(uri);
	return pathOf(uri).slice(pathOf(folder).replace(/\/$/, "").length + 1);
}
