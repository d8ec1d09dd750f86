// lsp: the security report of a file or of the workspace, saved as text, and its fixes.
import type { CancellationToken, Connection } from "vscode-languageserver";
import { english, say, type Words } from "../../base/say";
import type { Place } from "../../base/span";
import { normalizeUri, pathOfUri } from "../../base/uri";
import { releaseName } from "../../features/texts/inWords";
import { reportHtml } from "../../generate/report/html";
import { reportMarkdown } from "../../generate/report/markdown";
import { drawReach } from "../../generate/report/picture";
import { securityReport, shownPath } from "../../generate/report/report";
import { said } from "../../generate/report/said";
import { serverReport } from "../../generate/report/server";
import type { LeftOut, Said, SecurityReport, ServerReport } from "../../generate/report/types";
import type { ServerModel } from "../../model/server";
import type { Rule } from "../../rules/define";
import { type ReportChoice, reportFixes } from "../../service/reportFixes";
import type { View } from "../../service/view";
import type { Abilities } from "../abilities";
import { type EditedFile, type Positions, workspaceEdit } from "../conversion";
import { positionsIn, textIn } from "../diagnostics/diagnostics";
import type { OpenDocuments, Views } from "../documents/documents";
import type { Faults } from "../faults";
import type { WorkspaceFiles } from "../files/files";
import type { RedisFiles } from "../files/redisFiles";
import type { Timers } from "../host";
import { Abandoned, inSlices } from "../schedule";
import type { Workspace } from "../workspace";
import {
	type ReportAsked,
	type ReportFixAnswer,
	type ReportFixAsked,
	ReportFixRequest,
	ReportProgress,
	type ReportToSave,
	SaveReportRequest,
	SecurityReportRequest,
	type ShownReport,
} from "./protocol";

export interface SecurityReportParts {
	readonly connection: Connection;
	readonly abilities: Abilities;
	readonly documents: OpenDocuments;
	readonly views: Views;
	readonly faults: Faults;
	readonly files: Pick<WorkspaceFiles, "read">;
	readonly redisFiles: Pick<RedisFiles, "in">;
	readonly workspace: Pick<Workspace, "boundaryOf">;
	readonly timers: Timers;
	readonly rules: readonly Rule[];
	newSeed(): string;
	/** Words in the person's language. */
	say?(words: Words): string;
}

export function registerSecurityReport(parts: SecurityReportParts): void {
	const reports = new Reports(parts);
	const { connection, faults } = parts;
	connection.onRequest(
		SecurityReportRequest,
		faults.guard("redisSecurityLint/securityReport", (asked, token) => reports.shown(asked, token)),
	);
	connection.onRequest(
		SaveReportRequest,
		faults.guard("redisSecurityLint/saveReport", (asked, token) => reports.saved(asked, token)),
	);
	connection.onRequest(
		ReportFixRequest,
		faults.guard("redisSecurityLint/reportFix", (asked, token) => reports.fix(asked, token)),
	);
}

class Reports {
	private readonly say: (words: Words) => string;

	constructor(private readonly parts: SecurityReportParts) {
		this.say = parts.say ?? english;
	}

	async shown(asked: ReportAsked, token: CancellationToken): Promise<ShownReport> {
		const report = await this.report(asked, token);
		const servers = report.servers.map((server, index) => ({ ...server, picture: drawReach(server.reach, `reach-${index}`, this.say) }));
		return { ...report, servers };
	}

	async saved({ format, language, ...asked }: ReportToSave, token: CancellationToken): Promise<{ text: string }> {
		const report = await this.report(asked, token);
		return { text: format === "html" ? reportHtml(report, this.say, language) : reportMarkdown(report, this.say) };
	}

	/** Looks at the files as they are now; what the report was about must still be the same. */
	async fix({ root, versions, what, step }: ReportFixAsked, token: CancellationToken): Promise<ReportFixAnswer> {
		const { abilities, connection, documents, rules, newSeed, timers } = this.parts;
		const found = await this.judged(normalizeUri(root), Object.keys(versions), token);
		if (!found) return { state: "nothing" };
		const { server, view } = found;
		const isSame = [...server.snapshot.files.keys()].every((uri) => this.isAsReported(view, uri, versions));
		if (!isSame) return { state: "changed" };
		const steps = reportFixes(view, server, rules, this.choice(view, what), newSeed());
		const fixes = await inSlices(steps, timers, () => token.isCancellationRequested);
		if (!fixes) return { state: "nothing" };
		if (step === "preview") {
			const changes = fixes.changes.map(({ file, line, before, after }) => ({ path: this.pathOf(file), line, before, after }));
			return { state: "preview", safety: fixes.safety, changes };
		}
		const fileOf = (uri: string): EditedFile | undefined => {
			const text = textIn(view, uri);
			return text === undefined ? undefined : { uri: documents.spelling(uri), text, version: documents.get(uri)?.version ?? null };
		};
		const edit = workspaceEdit(fixes.edits, fileOf, abilities);
		if (!edit) return { state: "refused" };
		const { applied } = await connection.workspace.applyEdit({ label: this.say(say`Fix what the security report found`), edit });
		return { state: applied ? "applied" : "refused" };
	}

	/** The root as the report judged it: found with one of its files where the root itself is judged as a part of another. */
	private async judged(
		root: string,
		files: readonly string[],
		token: CancellationToken,
	): Promise<{ view: View; server: ServerModel } | undefined> {
		for (const uri of [root, ...files.map(normalizeUri)]) {
			const { view } = await this.parts.views.of(uri, token);
			const server = serverOf(view, root);
			if (server) return { view, server };
		}
		return undefined;
	}

	private async report(asked: ReportAsked, token: CancellationToken): Promise<Said<SecurityReport>> {
		const { connection, redisFiles, timers, views, documents } = this.parts;
		const own = asked.uri === undefined ? undefined : normalizeUri(asked.uri);
		const found = own === undefined ? await redisFiles.in() : { uris: [own], isComplete: true };
		const servers: ServerReport[] = [];
		const positions = new Map<string, Positions>();
		const left: LeftOut[] = [];
		const seen = new Set<string>();
		for (const [done, uri] of found.uris.entries()) {
			if (asked.progress !== undefined) await connection.sendProgress(ReportProgress, asked.progress, { done, all: found.uris.length });
			await timers.pause();
			if (token.isCancellationRequested) throw new Abandoned();
			if (seen.has(uri)) continue;
			const { view } = await views.of(uri, token);
			if (view.servers.length === 0) left.push(await this.leftOut(view));
			for (const server of view.servers) {
				const { root } = server.snapshot;
				if (seen.has(root)) continue;
				servers.push(await this.server(view, root, positions, token));
				for (const file of server.snapshot.files.keys()) if (own === undefined) seen.add(file);
				seen.add(root);
			}
			// Views of files that nobody has open would stay for ever.
			if (!documents.get(uri)) views.forget(uri);
		}
		const name = asked.name ?? (own === undefined ? "" : this.pathOf(own));
		const of = own === undefined ? "workspace" : "file";
		const report = securityReport({ of, name, made: asked.made, servers, left, isComplete: found.isComplete });
		return said(report, { say: this.say, place: (at) => placeOf(positions.get(at.file), at) });
	}

	private async leftOut({ uri }: View): Promise<LeftOut> {
		const file = await this.parts.files.read(uri);
		return { path: this.pathOf(uri), why: file.state === "unreadable" ? file.reason : "foreign" };
	}

	/** With the settings that hold for the root. */
	private async server(of: View, root: string, positions: Map<string, Positions>, token: CancellationToken): Promise<ServerReport> {
		const { documents, newSeed, rules, timers, views } = this.parts;
		const view = of.uri === root ? of : (await views.of(root, token)).view;
		const server = serverOf(view, root) ?? serverOf(of, root);
		if (!server) throw new Abandoned();
		const findings = await inSlices(view.lint(server, newSeed()), timers, () => token.isCancellationRequested);
		const report = serverReport({
			server,
			findings,
			settings: view.settings,
			rules,
			release: releaseName(view.release),
			reason: view.choice.reason,
			pathOf: (uri) => this.pathOf(uri),
			versionOf: (uri) => documents.get(uri)?.version ?? null,
		});
		if (view !== of && !documents.get(root)) views.forget(root);
		for (const { file } of report.files) positions.set(file, positionsIn(view)(file));
		return report;
	}

	private choice(view: View, what: ReportFixAsked["what"]): ReportChoice {
		if (what.do === "fix-layer") return what;
		const positions = positionsIn(view);
		const isMeant: (ReportChoice & { do: "fix" })["isMeant"] = ({ rule, at, words }) => {
			if (rule !== what.rule || at.file !== what.at.file || this.say(words) !== what.message) return false;
			const place = placeOf(positions(at.file), at);
			return place.line === what.at.line && place.start === what.at.start;
		};
		return { do: "fix", isMeant, fix: what.fix };
	}

	private isAsReported(view: View, uri: string, versions: ReportFixAsked["versions"]): boolean {
		const { documents } = this.parts;
		const text = textIn(view, uri);
		const open = documents.get(uri)?.source;
		return (
			(versions[uri] ?? null) === (documents.get(uri)?.version ?? null) && (text === undefined || open === undefined || open.equals(text))
		);
	}

	private pathOf(uri: string): string {
		return shownPath(uri, this.parts.workspace.boundaryOf(uri), pathOfUri);
	}
}

function serverOf(view: View, root: string): ServerModel | undefined {
	return view.servers.find(({ snapshot }) => snapshot.root === root);
}

/** As the protocol counts. */
function placeOf(positions: Positions | undefined, at: Place): Place {
	if (!positions) return at;
	const { start, end } = positions.range(at);
	return { file: at.file, line: start.line, start: start.character, end: end.line === start.line ? end.character : start.character };
}
