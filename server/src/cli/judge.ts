// cli: opens the files of a run together, so that what others include is judged inside its roots and each finding stands once.
import { isInside } from "../base/uri";
import { maskFindings } from "../lint/mask";
import type { SettingsLayer } from "../lint/settings";
import type { Finding } from "../lint/types";
import type { ServerModel } from "../model/server";
import type { FileKind, SourceFile, UnreadableReason, Verdict } from "../model/types";
import { verdictOf } from "../model/verdict/verdictOf";
import type { Service } from "../service/service";
import { finish, type SettingsFault, type View } from "../service/view";
import { shownUri, type Target } from "./targets";

export interface JudgeOptions {
	readonly service: Service;
	readonly flags: SettingsLayer;
	/** Address of the project file that was named. */
	readonly project?: string;
	/** Address of the working directory. */
	readonly directory: string;
	/** Absolute path of the working directory. */
	readonly cwd: string;
	readonly seed: string;
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
	readonly source?: SourceFile & { readonly state: "text" };
	readonly unreadable?: UnreadableReason;
}

/** A file with the document opened for it. */
export interface OpenedFile {
	readonly target: Target;
	readonly view: View;
}

/** Opens every file; those that others of the run lead to are opened inside these. */
export async function openAll(targets: readonly Target[], options: JudgeOptions): Promise<OpenedFile[]> {
	const views = new Map<string, View>();
	const open = async ({ uri, kind, nameKind }: Target, candidates: readonly string[], previous?: View) => {
		const { service, flags, project, directory } = options;
		const view = await service.open({
			uri,
			kind: kind ?? nameKind,
			flags,
			candidates,
			...(project !== undefined && { project }),
			...(isInside(uri, directory) && { boundary: directory }),
			...(previous && { previous }),
		});
		views.set(uri, view);
	};
	const readable = targets.filter((target) => target.unreadable === undefined);
	for (const target of readable) if (target.kind !== "acl") await open(target, []);
	const leads = new Map([...views].map(([uri, view]) => [uri, view.servers[0]?.snapshot.files]));
	const judged = new Set(targets.filter((target) => target.kind !== null).map((target) => target.uri));
	for (const target of readable) {
		if (target.kind === null) continue;
		const roots = [...leads].filter(([uri, files]) => uri !== target.uri && judged.has(uri) && files?.has(target.uri)).map(([uri]) => uri);
		const first = roots[0];
		if (first !== undefined) await open(target, roots, views.get(first));
	}
	for (const target of targets) if (!views.has(target.uri)) await open(target, []);
	return targets.flatMap((target) => {
		const view = views.get(target.uri);
		return view ? [{ target, view }] : [];
	});
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
				verdict: verdictOf(source, server.world),
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
			findings = maskFindings(finish(view.lint(server, this.options.seed)), server.acl.users ?? []);
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
