// service: what hosts and protocols talk to. A document is opened into a view: an immutable answer to every question about it.

import { getNodeValue, type ParseError } from "jsonc-parser";
import { say, type Words } from "../base/say";
import type { RunSteps } from "../base/steps";
import { newestRelease, parseRelease, type Release } from "../knowledge/release";
import type { Knowledge } from "../knowledge/types";
import { LARGEST_PROJECT, projectTree } from "../lint/projectText";
import { mergeSettings, readLayer, type SettingsLayer } from "../lint/settings";
import { lintComments } from "../lint/suppress";
import type { LintSettings } from "../lint/types";
import { load, loadNearest } from "../model/load";
import { guessRelease, type Recognized, recognize } from "../model/recognize";
import { evaluateServer, type ServerModel } from "../model/server";
import { isSamePem } from "../model/tls/pem";
import type { FileKind, Files, Snapshot, TextFile } from "../model/types";
import type { Rule } from "../rules/define";
import type { ServiceOptions } from "./options";
import { type ReleaseChoice, type SettingsFault, View } from "./view";

export interface OpenRequest {
	readonly uri: string;
	/** Switches recognition off: the file is of this kind. */
	readonly kind?: FileKind;
	/** The kind was found out, and nobody has said it: the file may be a template all the same. */
	readonly kindFound?: true;
	/** Before everything else: the flags of a command line. */
	readonly flags?: SettingsLayer;
	/** Behind comments and project file: the editor's settings. */
	readonly editor?: SettingsLayer;
	/** Instead of the nearest project file: this one. */
	readonly project?: string;
	/** Folder at which the search for a project file ends. */
	readonly boundary?: string;
	/** Files that may include this one or name it as their ACL file. */
	readonly candidates?: readonly string[];
	/** The view of the same document before a change: what is unchanged is taken over. */
	readonly previous?: View;
	/**
	 * Does what takes long with very long files; it may take breaks, or stop by throwing. All that the view answers with is then worked out
	 * before there is a view; without it, when somebody asks.
	 */
	readonly run?: RunSteps;
}

export const PROJECT_FILE = ".redis-security-lint.json";

export interface Service {
	readonly knowledge: Knowledge;
	readonly rules: readonly Rule[];
	/** Reads the document and all it needs. Rejects only where `run` stops the work, never for what is in files. */
	open(request: OpenRequest): Promise<View>;
}

export function createService(options: ServiceOptions): Service {
	return {
		knowledge: options.knowledge,
		rules: options.rules,
		open: (request) => new Opening(options, request).open(),
	};
}

class Opening {
	private readonly faults: SettingsFault[] = [];

	constructor(
		private readonly options: ServiceOptions,
		private readonly request: OpenRequest,
	) {}

	async open(): Promise<View> {
		const { uri } = this.request;
		const { files, knowledge } = this.options;
		const file = await files.read(uri);
		const text = file.state === "text" ? (file.source ?? file.text) : "";
		const kind = this.request.kind ?? recognize(uri, text, knowledge);
		const project = await this.project();
		if (file.state !== "text" || kind === undefined || kind === "foreign") return this.view(kind, [], this.chosen(undefined, project));
		const roots = await this.roots(uri, kind);
		const given = this.request.kind === undefined || this.request.kindFound ? {} : { kindGiven: true as const };
		const servers = roots.map((snapshot) => this.evaluate({ ...snapshot, ...given }, project));
		const { run } = this.request;
		if (run) for (const server of servers) await run(server.prepare());
		return this.view(kind, servers, this.chosen(servers[0]?.snapshot, project));
	}

	/** The documents that lead to this one; where none does, the document itself. */
	private async roots(uri: string, kind: FileKind): Promise<Snapshot[]> {
		const { files, knowledge } = this.options;
		const previous = (root: string) => this.request.previous?.servers.find((server) => server.snapshot.root === root)?.snapshot;
		const work = this.request.run ? { run: this.request.run } : {};
		const roots: Snapshot[] = [];
		for (const candidate of this.request.candidates ?? []) {
			if (candidate === uri) continue;
			const file = await files.read(candidate);
			if (file.state !== "text") continue;
			const candidateKind = recognize(candidate, file.source ?? file.text, knowledge);
			if (candidateKind !== "config" && candidateKind !== "sentinel") continue;
			const snapshot = await load(candidate, candidateKind, files, previous(candidate), work);
			if (snapshot.files.has(uri)) roots.push(snapshot);
		}
		const outermost = roots.filter(
			(one) => !roots.some((other) => other !== one && other.files.has(one.root) && !one.files.has(other.root)),
		);
		const own = await load(uri, kind, files, previous(uri), work);
		// Files that include each other are each their own root.
		const others = outermost.filter((root) => !own.files.has(root.root));
		return others.length > 0 ? others : [own];
	}

	private evaluate(snapshot: Snapshot, project: SettingsLayer): ServerModel {
		const { release } = this.chosen(snapshot, project);
		const known = this.request.previous?.servers.find(
			(server) => isSame(server.snapshot, snapshot) && server.world.release.id === release.id,
		);
		return known ?? evaluateServer(snapshot, { knowledge: this.options.knowledge, release });
	}

	/** The settings in force and the release they lead to. */
	private chosen(
		snapshot: Snapshot | undefined,
		project: SettingsLayer,
	): { settings: LintSettings; release: Release; choice: ReleaseChoice } {
		const { flags = {}, editor = {} } = this.request;
		const comment = snapshot ? commentLayer(snapshot, this.request.uri) : {};
		const settings = mergeSettings([flags, comment, project, editor]);
		const release = settings.server === undefined ? undefined : parseRelease(settings.server);
		if (release) {
			const from = flags.server ? "flag" : comment.server ? "comment" : project.server ? "project" : "editor";
			return { settings, release, choice: { from, reason: REASONS[from] } };
		}
		const root = snapshot?.files.get(snapshot.root);
		if (root?.state !== "text") return { settings, release: newestRelease("redis"), choice: { from: "guess", reason: REASONS.guess } };
		const guess = guessRelease(root.uri, root.tree, this.options.knowledge);
		return { settings, release: guess.release, choice: { from: "guess", reason: guess.reason } };
	}

	private async project(): Promise<SettingsLayer> {
		const { files, rules } = this.options;
		const { uri, project, boundary } = this.request;
		const found = project === undefined ? await loadNearest(PROJECT_FILE, uri, boundary, files) : await readProject(project, files);
		if (!found) {
			if (project !== undefined) this.faults.push({ uri: project, path: [], message: say`This file cannot be read.` });
			return {};
		}
		const { layer, faults } = readProjectFile(found, rules);
		this.faults.push(...faults);
		return layer;
	}

	private view(
		kind: Recognized | undefined,
		servers: readonly ServerModel[],
		chosen: { settings: LintSettings; release: Release; choice: ReleaseChoice },
	): View {
		const { faults, options } = this;
		const { uri } = this.request;
		const request = withoutPrevious(this.request);
		const reopen = (text: string, previous: View) =>
			new Opening({ ...options, files: withText(options.files, uri, text) }, { ...request, previous }).open();
		return new View({ ...chosen, uri, kind, servers, faults, options, reopen });
	}
}

/** A view that held on to the one before would hold on to every version of the document. */
function withoutPrevious(request: OpenRequest): OpenRequest {
	if (request.previous === undefined) return request;
	const { previous: _, ...others } = request;
	return others;
}

/** The same files, but for the text of one. */
function withText(files: Files, uri: string, text: string): Files {
	return {
		read: async (other) => {
			const file = await files.read(other);
			if (other !== uri || file.state !== "text") return file;
			const { latin1, hiddenMark, mode } = file;
			return { state: "text", text, ...(latin1 && { latin1 }), ...(hiddenMark && { hiddenMark }), ...(mode !== undefined && { mode }) };
		},
		glob: (...asked) => files.glob(...asked),
		resolve: (directory, path) => files.resolve(directory, path),
		...(files.pem && { pem: files.pem.bind(files) }),
	};
}

const REASONS = {
	flag: say`chosen on the command line`,
	comment: say`chosen by a comment in the file`,
	project: say`chosen in ${PROJECT_FILE}`,
	editor: say`chosen in the editor's settings`,
	guess: say`no release is named, so the newest Redis is meant`,
} as const;

interface ProjectRead {
	readonly text: string;
	readonly layer: SettingsLayer;
	readonly faults: readonly SettingsFault[];
}

/** What each project file said when it was read last: every document that is opened asks, and most find it as it was. */
const projects = new WeakMap<readonly Rule[], Map<string, ProjectRead>>();
const MOST_PROJECTS = 50;

function readProjectFile({ uri, text }: { uri: string; text: string }, rules: readonly Rule[]): ProjectRead {
	const known = projects.get(rules) ?? new Map<string, ProjectRead>();
	projects.set(rules, known);
	const last = known.get(uri);
	if (last?.text === text) return last;
	const read = { text, ...projectOf(uri, text, rules) };
	if (known.size >= MOST_PROJECTS) known.clear();
	known.set(uri, read);
	return read;
}

function projectOf(uri: string, text: string, rules: readonly Rule[]): Omit<ProjectRead, "text"> {
	const fault = (offset: number, message: Words): SettingsFault => ({ uri, path: [], offset, message });
	if (text.length > LARGEST_PROJECT)
		return { layer: {}, faults: [fault(0, say`This file is larger than 1 MB, so none of its settings is used. Keep what is needed.`)] };
	const errors: ParseError[] = [];
	const root = projectTree(text, errors);
	const data: unknown = root && getNodeValue(root);
	const [first] = errors;
	const broken = first ? [fault(first.offset, say`This is not JSON: something is missing or too much here.`)] : [];
	if (first && typeof data !== "object") return { layer: {}, faults: broken };
	const { layer, problems } = readLayer(data, rules, uri);
	return { layer, faults: [...broken, ...problems.map((problem) => ({ uri, ...problem }))] };
}

async function readProject(uri: string, files: Files): Promise<{ uri: string; text: string } | undefined> {
	const file = await files.read(uri);
	return file.state === "text" ? { uri, text: file.text } : undefined;
}

/** What comments choose: those of the document itself before those of its root. */
function commentLayer(snapshot: Snapshot, uri: string): SettingsLayer {
	for (const name of [uri, snapshot.root]) {
		const file = snapshot.files.get(name);
		if (!file) continue;
		const server = lintComments(file).findLast((comment) => comment.kind === "server")?.words[0]?.text;
		if (server !== undefined && parseRelease(server)) return { server };
	}
	return {};
}

function isSame(a: Snapshot, b: Snapshot): boolean {
	if (a.root !== b.root || a.kind !== b.kind || a.kindGiven !== b.kindGiven || a.files.size !== b.files.size) return false;
	if (a.tlsFiles?.size !== b.tlsFiles?.size) return false;
	for (const [name, pem] of b.tlsFiles ?? []) if (!isSamePem(a.tlsFiles?.get(name), pem)) return false;
	for (const [uri, file] of b.files) {
		const other = a.files.get(uri);
		if (other?.state !== file.state) return false;
		if (file.state === "text" && other.state === "text" && !isSameText(file, other)) return false;
	}
	return true;
}

function isSameText(a: TextFile, b: TextFile): boolean {
	return a.tree.source.equals(b.tree.source) && a.kind === b.kind && a.latin1 === b.latin1 && a.hiddenMark === b.hiddenMark;
}
