// lsp: findings as diagnostics, answered where the client asks for them, else sent to it. Never both.

import {
	type CancellationToken,
	type Connection,
	type Diagnostic,
	DiagnosticSeverity,
	DiagnosticTag,
	type DocumentDiagnosticReport,
	DocumentDiagnosticReportKind,
} from "vscode-languageserver";
import { say } from "../../base/say";
import type { Place } from "../../base/span";
import { nameOfUri, normalizeUri } from "../../base/uri";
import { projectFaults } from "../../features/projectFile";
import type { ShownFinding } from "../../lint/types";
import type { Rule, Severity } from "../../rules/define";
import { PROJECT_FILE } from "../../service/service";
import type { View } from "../../service/view";
import type { Text } from "../../syntax/text";
import type { Tree } from "../../syntax/tree";
import type { Abilities } from "../abilities";
import { Positions, positionsOf } from "../conversion";
import type { OpenDocuments, Views } from "../documents/documents";
import type { Faults } from "../faults";
import type { Timers } from "../host";
import type { Speak } from "../language";
import { Abandoned, inSlices } from "../schedule";
import { resultIdOf } from "./resultId";

export const SOURCE = "redis-security-lint";

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
	error: DiagnosticSeverity.Error,
	warning: DiagnosticSeverity.Warning,
	info: DiagnosticSeverity.Information,
	hint: DiagnosticSeverity.Hint,
};

/** What editors strike through or fade. */
const TAGS: Readonly<Record<string, DiagnosticTag>> = {
	"old-directive-name": DiagnosticTag.Deprecated,
	"ignored-directive": DiagnosticTag.Unnecessary,
};

export interface DiagnosticsParts {
	readonly connection: Connection;
	readonly abilities: Abilities;
	readonly documents: OpenDocuments;
	readonly views: Views;
	readonly faults: Faults;
	readonly timers: Timers;
	readonly rules: readonly Rule[];
	/** Address of the folder with the rule pages, as it is to be clicked. */
	readonly rulePages: string | undefined;
	readonly speak: Speak;
}

export class Diagnostics {
	private readonly sending = new Set<string>();
	private readonly known = new WeakMap<ShownFinding, Diagnostic>();

	constructor(private readonly parts: DiagnosticsParts) {}

	register(): void {
		const { connection, abilities, faults } = this.parts;
		if (!abilities.pullsDiagnostics) return;
		connection.languages.diagnostics.on(
			faults.guard("textDocument/diagnostic", async ({ textDocument, previousResultId }, token): Promise<DocumentDiagnosticReport> => {
				const items = await this.of(textDocument.uri, token);
				const resultId = resultIdOf(items);
				if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
				return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
			}),
		);
	}

	/** The document has changed: a client that asks will ask, another is sent the new state. */
	documentChanged(uri: string): void {
		if (this.parts.abilities.pullsDiagnostics || this.sending.has(uri)) return;
		this.sending.add(uri);
		this.parts.faults.quietly("diagnostics", this.send(uri));
	}

	/** Something else has changed that any document may depend on. */
	refresh(): void {
		const { abilities, connection, documents, faults } = this.parts;
		if (!abilities.pullsDiagnostics) for (const uri of documents.uris()) this.documentChanged(uri);
		else if (abilities.refreshesDiagnostics) {
			faults.quietly("workspace/diagnostic/refresh", Promise.resolve(connection.languages.diagnostics.refresh()));
		}
	}

	closed(spelling: string): void {
		if (!this.parts.abilities.pullsDiagnostics) void this.parts.connection.sendDiagnostics({ uri: spelling, diagnostics: [] });
	}

	/** The diagnostics of one document as it is now. `uri` in the one form or in the client's spelling. */
	async of(uri: string, token?: CancellationToken): Promise<Diagnostic[]> {
		const { documents, rules, speak, views, timers } = this.parts;
		if (nameOfUri(uri) === PROJECT_FILE) return projectDiagnostics(documents.textOf(uri) ?? "", rules, speak);
		const current = await views.of(normalizeUri(uri), token);
		const isStale = () => (token?.isCancellationRequested ?? false) || current.isStale();
		const { findings, count } = await inSlices(current.view.worst(MOST), timers, isStale);
		return [...this.convert(current.view, findings), ...leftOut(count, speak)];
	}

	convert(view: View, findings: readonly ShownFinding[]): Diagnostic[] {
		const positions = positionsIn(view);
		return findings.map((finding) => {
			const isPlain = finding.related.length === 0 && positions(finding.at.file).isPlain;
			return isPlain ? this.kept(finding, positions) : this.diagnostic(finding, positions);
		});
	}

	/** Of a finding that stays as it is, the diagnostic stays as well, where it depends on nothing else. */
	private kept(finding: ShownFinding, positions: (uri: string) => Positions): Diagnostic {
		let diagnostic = this.known.get(finding);
		if (diagnostic === undefined) {
			diagnostic = this.diagnostic(finding, positions);
			this.known.set(finding, diagnostic);
		}
		return diagnostic;
	}

	private diagnostic(finding: ShownFinding, positions: (uri: string) => Positions): Diagnostic {
		const { abilities, documents, rulePages, speak } = this.parts;
		const { at, rule, severity, words, related } = finding;
		const location = (place: Place) => ({ uri: documents.spelling(place.file), range: positions(place.file).range(place) });
		return {
			range: positions(at.file).range(at),
			severity: SEVERITIES[severity],
			source: SOURCE,
			code: rule,
			message: speak(words),
			...(TAGS[rule] !== undefined && { tags: [TAGS[rule]] }),
			...(abilities.codeDescription && rulePages !== undefined && { codeDescription: { href: `${rulePages}${rule}.md` } }),
			...(abilities.relatedInformation &&
				related.length > 0 && { relatedInformation: related.map((one) => ({ location: location(one.at), message: speak(one.words) })) }),
		};
	}

	/** The diagnostics of the newest version: starts again while the document changes. */
	private async newest(uri: string): Promise<Diagnostic[]> {
		const { documents, timers } = this.parts;
		for (;;) {
			// Lets edits that already wait be read first.
			await timers.pause();
			const version = documents.get(uri)?.version;
			try {
				const diagnostics = version === undefined ? [] : await this.of(uri);
				if (documents.get(uri)?.version === version) return diagnostics;
			} catch (error) {
				if (!(error instanceof Abandoned)) throw error;
			}
		}
	}

	/** Sends the state of the document as soon as it is known for its newest version. */
	private async send(uri: string): Promise<void> {
		const { connection, documents } = this.parts;
		const diagnostics = await this.newest(uri).finally(() => this.sending.delete(uri));
		const document = documents.get(uri);
		if (document) await connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics });
	}
}

/** More than an editor shows for one file; a large ACL file may have a finding for each of its users. */
const MOST = 1000;

function leftOut(all: number, speak: Speak): Diagnostic[] {
	if (all <= MOST) return [];
	const start = { line: 0, character: 0 };
	const message = speak(
		say`${MOST} of ${all} findings are shown, the gravest. Others appear as these are fixed; the command line shows all of them.`,
	);
	return [{ range: { start, end: start }, severity: DiagnosticSeverity.Information, source: SOURCE, message }];
}

/** Positions in any file of a view. */
export function positionsIn(view: View): (uri: string) => Positions {
	return (uri) => {
		const tree = treeIn(view, uri);
		return tree ? positionsOf(tree) : new Positions("");
	};
}

/** The text of a file as the view saw it. */
export function textIn(view: View, uri: string): Text | undefined {
	return treeIn(view, uri)?.source;
}

function treeIn(view: View, uri: string): Tree | undefined {
	for (const { snapshot } of view.servers) {
		const file = snapshot.files.get(uri);
		if (file?.state === "text") return file.tree;
	}
	return undefined;
}

function projectDiagnostics(text: string, rules: readonly Rule[], speak: Speak): Diagnostic[] {
	const positions = new Positions(text);
	return projectFaults(text, rules).map(({ start, end, message }) => ({
		range: positions.rangeOfOffsets(start, end),
		severity: DiagnosticSeverity.Warning,
		source: SOURCE,
		message: speak(message),
	}));
}
