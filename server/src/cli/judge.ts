// cli: opens the files of a run together, so that what others include is judged inside its roots and each finding stands once.

import { toEnd } from "../base/steps";
import { isInside } from "../base/uri";
import type { SettingsLayer } from "../lint/settings";
import type { Finding } from "../lint/types";
import type { ServerModel } from "../model/server";
import type { FileKind, Snapshot, TextFile, Verdict } from "../model/types";
import type { UnreadableReason } from "../model/unreadable";
import { verdictOf } from "../model/verdict/verdictOf";
import type { Service } from "../service/service";
import type { SettingsFault, View } from "../service/view";
import { isSearched, shownUri, type Target } from "./targets";

export interface JudgeOptions {
	readonly service: Service;
	readonly flags: SettingsLayer;
	/** Address of the project file that was named. */
	readonly project?: string;
	/** Address of the working directory. */
	readonly directory: string;
	/** Absolute path of the working directory. */
	readonly cwd: string;
	/** Addresses of the folders that were searched. */
	readonly folders: readonly string[];
	readonly seed: string;
	/** The person has said what kind the files are. */
	readonly kindGiven?: true;
}

/** One file and what there is to say of it. */
export interface JudgedFile {
	readonly uri: string;
	readonly path: string;
	/** Null where it is no Redis file or could not be read. */
	readonly kind: FileKind | null;
	/** "redis-7.4". */
	readonly server: string;
	/** Paths of the roots of the run that include it or name it as their ACL file. */
	readonly includedBy: readonly string[];
	readonly verdict: Verdict;
	readonly findings: readonly Finding[];
	/** Undefined where it could not be read or is no Redis file. */
	readonly source?: TextFile;
	readonly unreadable?: UnreadableReason;
}

/** A file with the document opened for it. */
export interface OpenedFile {
	readonly target: Target;
	readonly view: View;
}

/** Opens every file; those that others of the run lead to are opened inside these. What roots include from a searched folder was found too. */
export async function openAll(targets: readonly Target[], options: JudgeOptions): Promise<OpenedFile[]> {
	return new Opening(options).open(targets);
}

class Opening {
	private readonly views = new Map<string, View>();

	constructor(private readonly options: JudgeOptions) {}

	async open(named: readonly Target[]): Promise<OpenedFile[]> {
		for (const target of named) if (target.unreadable === undefined && target.kind !== "acl") await this.document(target, []);
		const leads = this.leads(named);
		const targets = [...named, ...this.alsoFound(named, leads)];
		const rootsOf = rootsByFile(leads);
		for (const target of targets) {
			const roots = rootsOf.get(target.uri) ?? [];
			const first = roots[0];
			if (first !== undefined && target.unreadable === undefined) await this.document(target, roots, this.views.get(first));
			else if (!this.views.has(target.uri)) await this.document(target, []);
		}
		return targets.flatMap((target) => {
			const view = this.views.get(target.uri);
			return view ? [{ target: asIncluded(target, view), view }] : [];
		});
	}

	private async document({ uri, kind, nameKind }: Target, candidates: readonly string[], previous?: View): Promise<void> {
		const { service, flags, project, directory, kindGiven } = this.options;
		const view = await service.open({
			uri,
			kind: kind ?? nameKind,
			...(!kindGiven && { kindFound: true }),
			flags,
			candidates,
			...(project !== undefined && { project }),
			...(isInside(uri, directory) && { boundary: directory }),
			...(previous && { previous }),
		});
		this.views.set(uri, view);
	}

	/** What each file that is one of Redis by itself leads to. */
	private leads(targets: readonly Target[]): Map<string, Snapshot> {
		const leads = new Map<string, Snapshot>();
		for (const { uri, kind } of targets) {
			const snapshot = this.views.get(uri)?.servers[0]?.snapshot;
			if (kind !== null && snapshot) leads.set(uri, snapshot);
		}
		return leads;
	}

	private alsoFound(targets: readonly Target[], leads: ReadonlyMap<string, Snapshot>): Target[] {
		const known = new Set(targets.map((target) => target.uri));
		const found: Target[] = [];
		for (const snapshot of leads.values()) {
			for (const { uri, kind, state } of snapshot.files.values()) {
				if (state !== "text" || known.has(uri) || !this.options.folders.some((folder) => isSearched(uri, folder))) continue;
				known.add(uri);
				found.push({ uri, path: shownUri(uri, this.options.cwd), kind, nameKind: kind, from: "folder" });
			}
		}
		return found;
	}
}

/** For each file the roots that lead to it, itself left out; in one go, since a workspace may have thousands of both. */
function rootsByFile(leads: ReadonlyMap<string, Snapshot>): Map<string, string[]> {
	const found = new Map<string, string[]>();
	for (const [root, { files }] of leads) {
		for (const uri of files.keys()) {
			if (uri === root) continue;
			const roots = found.get(uri);
			if (roots) roots.push(root);
			else found.set(uri, [root]);
		}
	}
	return found;
}

/** What a root includes is a file of Redis, whatever it looks like. */
function asIncluded(target: Target, view: View): Target {
	const kind = view.includedBy.length > 0 ? view.file?.kind : undefined;
	return kind === undefined ? target : { ...target, kind };
}

/** Everything there is to say of the files, in their order; files that were only included follow their root where something is found in them. */
export function judge(opened: readonly OpenedFile[], options: JudgeOptions): JudgedFile[] {
	return new Judgement(opened, options).files();
}

/** Problems of the project files, each once. */
export function faultsOf(opened: readonly OpenedFile[]): SettingsFault[] {
	const faults = new Map<string, SettingsFault>();
	for (const { view } of opened) {
		for (const fault of view.faults) faults.set(JSON.stringify([fault.uri, fault.path, fault.offset, fault.message]), fault);
	}
	return [...faults.values()];
}

class Judgement {
	private readonly shown: ReadonlyMap<string, string>;
	private readonly runs = new WeakMap<ServerModel, Map<string, readonly Finding[]>>();
	private readonly added = new Set<string>();

	constructor(
		private readonly opened: readonly OpenedFile[],
		private readonly options: JudgeOptions,
	) {
		this.shown = new Map(opened.map(({ target }) => [target.uri, target.path]));
	}

	files(): JudgedFile[] {
		return this.opened.flatMap((one) => [this.file(one), ...this.onlyIncluded(one)]);
	}

	private file({ target, view }: OpenedFile): JudgedFile {
		const { uri, path, kind, unreadable } = target;
		const base = { uri, path, kind, server: view.release.id, includedBy: view.includedBy.map((root) => this.pathOf(root)) };
		if (unreadable !== undefined) return { ...base, verdict: UNREADABLE, findings: [], unreadable };
		const { verdict } = view;
		if (kind === null) return { ...base, verdict, findings: [] };
		const findings = this.findingsOf(view, (finding) => finding.at.file === uri);
		return { ...base, verdict, findings, ...(view.file && { source: view.file }) };
	}

	private onlyIncluded({ target, view }: OpenedFile): JudgedFile[] {
		const [server] = view.servers;
		if (target.kind === null || !server || view.includedBy.length > 0) return [];
		const elsewhere = this.findingsOf(view, (finding) => !this.shown.has(finding.at.file));
		const files: JudgedFile[] = [];
		for (const uri of new Set(elsewhere.map((finding) => finding.at.file))) {
			const source = server.snapshot.files.get(uri);
			if (source?.state !== "text" || this.added.has(uri)) continue;
			this.added.add(uri);
			const roots = this.opened.filter((one) => one.view.includedBy.length === 0 && one.view.servers[0]?.snapshot.files.has(uri));
			const findings = once(roots.flatMap((root) => this.findingsOf(root.view, (finding) => finding.at.file === uri)));
			files.push({
				uri,
				path: shownUri(uri, this.options.cwd),
				kind: source.kind,
				server: view.release.id,
				includedBy: roots.map((root) => root.target.path),
				verdict: verdictOf(source, server),
				findings,
				source,
			});
		}
		return files;
	}

	private findingsOf(view: View, isMeant: (finding: Finding) => boolean): Finding[] {
		return once(view.servers.flatMap((server) => this.run(view, server).filter(isMeant)));
	}

	/** The run of the rules over one model, which several files may share. */
	private run(view: View, server: ServerModel): readonly Finding[] {
		const runs = this.runs.get(server) ?? new Map<string, readonly Finding[]>();
		this.runs.set(server, runs);
		const settings = JSON.stringify(view.settings);
		let findings = runs.get(settings);
		if (findings === undefined) {
			findings = toEnd(view.lint(server, this.options.seed));
			runs.set(settings, findings);
		}
		return findings;
	}

	private pathOf(uri: string): string {
		return this.shown.get(uri) ?? shownUri(uri, this.options.cwd);
	}
}

/** A server that is started with it says no more than that. */
const UNREADABLE: Verdict = { outcome: "reject", line: null, reason: "the file cannot be read" };

/** The same finding of several roots is one. */
function once(findings: readonly Finding[]): Finding[] {
	const seen = new Map<string, Finding>();
	for (const finding of findings) {
		const key = `${finding.rule} ${finding.at.file} ${finding.at.line} ${finding.at.start} ${finding.message}`;
		if (!seen.has(key)) seen.set(key, finding);
	}
	return [...seen.values()];
}
