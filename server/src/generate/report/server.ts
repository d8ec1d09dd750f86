// generate/report: one root and all that it leads to, layer by layer.
import { say, type Words } from "../../base/say";
import { fixToTake } from "../../lint/fixAll";
import { maskLine, shownName } from "../../lint/mask";
import { lintComments } from "../../lint/suppress";
import type { Finding, LintSettings } from "../../lint/types";
import type { ServerModel } from "../../model/server";
import { verdictOf } from "../../model/verdict/verdictOf";
import { type Rule, SEVERITIES, type Severity } from "../../rules/define";
import { parse } from "../../syntax/parse";
import { judgeUsers } from "./abilities";
import { factsOf } from "./facts";
import { isAsked, LAYERS, layerOf } from "./layers";
import { exposureOf } from "./listeners";
import { reachOf } from "./reach";
import type { Counts, Fact, FindingGroup, LayerId, LayerReport, ReportFile, ReportFinding, ServerReport, Silenced } from "./types";
import { LAYER_WORDS } from "./words";

export interface ServerGiven {
	readonly server: ServerModel;
	/** In all files of the server. */
	readonly findings: readonly Finding[];
	readonly settings: LintSettings;
	readonly rules: readonly Rule[];
	/** "Redis 7.4", and why it is this one. */
	readonly release: string;
	readonly reason: Words;
	/** As people know the file: relative to the workspace folder where it is inside of one. */
	pathOf(uri: string): string;
	/** Of an open document; null where the file is not open. */
	versionOf(uri: string): number | null;
}

/** Findings beyond this number are counted, not listed. */
export const MOST_FINDINGS = 1000;

export function serverReport(given: ServerGiven): ServerReport {
	const { server, findings, settings, rules, release, reason, pathOf } = given;
	const users = judgeUsers(server, settings);
	const layers = new Map(rules.map((rule) => [rule.id, layerOf(rule)]));
	const kept = worstOf(findings);
	const layerReport = (id: LayerId): LayerReport => {
		const here = findings.filter(({ rule }) => (layers.get(rule) ?? "refused") === id);
		const facts = id === "refused" ? [verdictFact(server, release)] : factsOf(id, server, users);
		return {
			id,
			...LAYER_WORDS[id],
			facts,
			groups: groupsOf(here, rules, kept),
			counts: countsOf(here),
			fixable: {
				safe: here.filter((finding) => fixToTake(finding, "safe")).length,
				"may-refuse-clients": here.filter((finding) => fixToTake(finding, "may-refuse-clients")).length,
			},
			checked: rules
				.filter((rule) => layerOf(rule) === id && isAsked(rule, server.kind, server.world.release, settings))
				.map(({ title }) => title),
		};
	};
	const root = server.snapshot.root;
	return {
		file: root,
		path: pathOf(root),
		kind: server.kind,
		release,
		reason,
		profile: settings.profile,
		files: [...server.snapshot.files.values()].map((file) => fileOf(file, given)),
		headline: headlineOf(server, findings, release),
		counts: countsOf(findings),
		layers: LAYERS.map(layerReport),
		reach: reachOf(server, users),
		silenced: silencedOf(server, settings, rules),
	};
}

function countsOf(findings: readonly Pick<Finding, "severity">[]): Counts {
	const counts = { error: 0, warning: 0, info: 0, hint: 0 };
	for (const { severity } of findings) counts[severity]++;
	return counts;
}

/** Negative where `a` weighs more. */
export function compareCounts(a: Counts, b: Counts): number {
	for (const severity of SEVERITIES) if (a[severity] !== b[severity]) return b[severity] - a[severity];
	return 0;
}

export function compareSeverity(a: Severity, b: Severity): number {
	return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}

function worstOf(findings: readonly Finding[]): ReadonlySet<Finding> {
	if (findings.length <= MOST_FINDINGS) return new Set(findings);
	return new Set([...findings].sort((a, b) => compareSeverity(a.severity, b.severity)).slice(0, MOST_FINDINGS));
}

/** Findings of a rule together, the gravest rule first; findings of one rule stay in the order of their places. */
function groupsOf(findings: readonly Finding[], rules: readonly Rule[], kept: ReadonlySet<Finding>): FindingGroup[] {
	const byRule = new Map<string, Finding[]>();
	for (const finding of findings) {
		const list = byRule.get(finding.rule);
		if (list) list.push(finding);
		else byRule.set(finding.rule, [finding]);
	}
	const groups = [...byRule].map(([rule, own]): FindingGroup => {
		const sorted = own.sort((a, b) => compareSeverity(a.severity, b.severity));
		return {
			rule,
			title: rules.find(({ id }) => id === rule)?.title ?? rule,
			severity: sorted[0]?.severity ?? "hint",
			findings: sorted.filter((finding) => kept.has(finding)).map(findingOf),
			total: own.length,
		};
	});
	return groups.sort((a, b) => compareSeverity(a.severity, b.severity) || b.total - a.total);
}

function findingOf({ severity, words, at, fixes }: Finding): ReportFinding {
	const only = fixes.length === 1;
	return {
		severity,
		message: words,
		at,
		fixes: fixes.map(({ words: title, safety, preferred }) => ({ title, safety, preferred: preferred ?? only })),
	};
}

function fileOf(file: Parameters<typeof lintComments>[0], { findings, pathOf, versionOf }: ServerGiven): ReportFile {
	const { uri, kind } = file;
	const counts = countsOf(findings.filter(({ at }) => at.file === uri));
	return {
		file: uri,
		path: pathOf(uri),
		kind,
		version: versionOf(uri),
		counts,
		...(file.state === "unreadable" && { unread: file.reason }),
	};
}

/** What the server says of the first file that it refuses. */
function verdictFact(server: ServerModel, release: string): Fact {
	for (const file of server.snapshot.files.values()) {
		if (file.state !== "text") continue;
		const verdict = verdictOf(file, server);
		if (verdict.outcome === "accept") continue;
		const line = verdict.line === null ? undefined : verdict.line - 1;
		const end = file.tree.line(line ?? -1)?.text.length ?? 0;
		const at = line === undefined ? {} : { at: { file: file.uri, line, start: 0, end } };
		const text = verdict.outcome === "crash" ? say`${release} dies while it reads this.` : say`${release} does not start with this.`;
		return { text: say`${text} ${verdict.reason}`, tone: "open", ...at };
	}
	const problem = server.problems.find(({ effect }) => effect === "crash" || effect === "refused");
	if (problem) {
		const text = problem.effect === "crash" ? say`${release} dies while it reads this.` : say`${release} does not start with this.`;
		return { text: say`${text} ${problem.message}`, tone: "open", at: problem.at };
	}
	const unread = [...server.snapshot.files.values()].some(({ state }) => state === "unreadable");
	if (unread) return { text: say`${release} reads what could be read here. Not every file could be.`, tone: "caution" };
	return { text: say`${release} starts with this. What depends on the machine, such as free ports, is left out.`, tone: "closed" };
}

/** The one sentence for somebody who reads no further. */
function headlineOf(server: ServerModel, findings: readonly Finding[], release: string): Fact {
	const exposure = exposureOf(server);
	const { error, warning, info, hint } = countsOf(findings);
	if (verdictFact(server, release).tone === "open") return { text: say`${release} refuses this configuration.`, tone: "open" };
	if (server.openDefault && exposure?.network) {
		return { text: say`Every host that reaches this server gets in without a password.`, tone: "open" };
	}
	if (error > 0) return { text: say`Serious holes: ${error}. They need to be closed.`, tone: "open" };
	if (warning > 0 && exposure?.network && server.openDefault === false) {
		return { text: say`Other hosts can connect, and have to log in. Warnings: ${warning}.`, tone: "caution" };
	}
	if (warning > 0) return { text: say`Nothing is wide open. Warnings: ${warning}.`, tone: "caution" };
	if (info + hint > 0) return { text: say`Nothing is open. Small things that could be better: ${info + hint}.`, tone: "closed" };
	return { text: say`There is nothing to say. What was checked stands below.`, tone: "closed" };
}

/** Rules that settings switch off, and suppressions with their reasons: an auditor wants to see them too. */
function silencedOf(server: ServerModel, settings: LintSettings, rules: readonly Rule[]): Silenced[] {
	const known = new Set(rules.map(({ id }) => id));
	const off = Object.entries(settings.rules).flatMap(([id, severity]): Silenced[] =>
		severity === "off" && known.has(id) ? [{ text: say`${id} is switched off in the settings.` }] : [],
	);
	const comments = [...server.snapshot.files.values()].flatMap((file) =>
		lintComments(file).flatMap(({ kind, words, line }): Silenced[] => {
			const source = file.state === "text" ? file.tree.line(line) : undefined;
			const ids = words.map(({ text }) => text).filter((id) => known.has(id));
			if (kind === "server" || ids.length === 0 || !source) return [];
			const reason = source.text.includes(" -- ") ? shownReason(source.text.slice(source.text.indexOf(" -- ") + 4).trim(), server) : "";
			const what =
				kind === "disable" ? say`${ids.join(", ")} is silenced in the whole file` : say`${ids.join(", ")} is silenced on the next line`;
			const at = { file: file.uri, line, start: 0, end: source.text.length };
			return [{ text: reason === "" ? say`${what}, without a reason.` : say`${what}: ${reason}`, at }];
		}),
	);
	const project = settings.suppress.map(({ file, user, rules: ids, reason }): Silenced => {
		const whose = user === undefined ? say`everywhere` : say`everywhere for ${shownName(user)}`;
		const where = file === undefined ? whose : user === undefined ? say`in ${file}` : say`in ${file} for ${shownName(user)}`;
		const what = say`${ids.filter((id) => known.has(id)).join(", ")} is silenced ${where} by the project file`;
		return { text: reason === undefined ? say`${what}, without a reason.` : say`${what}: ${shownReason(reason, server)}` };
	});
	return [...off, ...comments, ...project];
}

/** People write anything into a reason. The names of rules before it would look like words that announce a secret. */
function shownReason(reason: string, { world }: ServerModel): string {
	const [line] = parse(`# ${reason}`, "config").lines;
	return line ? maskLine(line, "config", world.knowledge).text.slice(2) : "";
}
