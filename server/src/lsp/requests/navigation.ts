// lsp: the ways between the places where a name stands: definition, references, highlights, renaming, links.
import {
	type CancellationToken,
	type DocumentHighlight,
	DocumentHighlightKind,
	type DocumentLink,
	type Location,
	type LocationLink,
	LSPErrorCodes,
	type Range,
	type ReferenceParams,
	ResponseError,
	type TextDocumentPositionParams,
	type WorkspaceEdit,
} from "vscode-languageserver";
import type { Words } from "../../base/say";
import type { Place } from "../../base/span";
import { documentLinks } from "../../features/navigation/documentLinks";
import { type Named, type NamedAt, namedAt, type Occurrence, occurrencesOf } from "../../features/navigation/occurrences";
import { problemOfName, renameableAt, renameEdits } from "../../features/navigation/rename";
import { renameInProject } from "../../features/navigation/renameInProject";
import type { ProjectFile } from "../../features/projectEdits";
import { loadNearest } from "../../model/load";
import type { ServerModel } from "../../model/server";
import { PROJECT_FILE } from "../../service/service";
import type { Tree } from "../../syntax/tree";
import { type Asked, ask } from "../asking";
import { type EditedFile, Positions, positionsOf, workspaceEdit } from "../conversion";
import type { FeatureParts } from "../featureParts";

export function registerNavigation(parts: FeatureParts): void {
	const { connection, faults } = parts;
	const navigation = new Navigation(parts);
	connection.onDefinition(faults.guard("textDocument/definition", (params, token) => navigation.definition(params, token)));
	connection.onReferences(faults.guard("textDocument/references", (params, token) => navigation.references(params, token)));
	connection.onDocumentHighlight(faults.guard("textDocument/documentHighlight", (params, token) => navigation.highlights(params, token)));
	connection.onPrepareRename(faults.guard("textDocument/prepareRename", (params, token) => navigation.prepareRename(params, token)));
	connection.onRenameRequest(faults.guard("textDocument/rename", (params, token) => navigation.rename(params, params.newName, token)));
	connection.onDocumentLinks(faults.guard("textDocument/documentLink", (params, token) => navigation.links(params.textDocument, token)));
}

class Navigation {
	constructor(private readonly parts: FeatureParts) {}

	async definition(params: TextDocumentPositionParams, token: CancellationToken): Promise<Location[] | LocationLink[] | null> {
		const found = await this.named(params, token);
		if (!found) return null;
		const { asked, named } = found;
		const { servers } = asked.view;
		const defined = definitions(servers, named).map((at) => this.location(servers, at));
		if (!this.parts.abilities.definitionLinks) return defined;
		const { line } = asked.positions.placeOf(params.position);
		const originSelectionRange = asked.positions.range({ line, ...named.at });
		return defined.map(({ uri, range }) => ({ originSelectionRange, targetUri: uri, targetRange: range, targetSelectionRange: range }));
	}

	async references(params: ReferenceParams, token: CancellationToken): Promise<Location[] | null> {
		const found = await this.named(params, token);
		if (!found) return null;
		const servers = await this.serversAround(found.asked, found.named, token);
		const wanted = occurrences(servers, found.named).filter(({ role }) => params.context.includeDeclaration || role === "reference");
		return wanted.map(({ at }) => this.location(servers, at));
	}

	async highlights(params: TextDocumentPositionParams, token: CancellationToken): Promise<DocumentHighlight[] | null> {
		const found = await this.named(params, token);
		if (!found) return null;
		const { document, positions } = found.asked;
		const here = occurrences([document.server], found.named).filter(({ at }) => at.file === document.file.uri);
		return here.map(({ at, role }) => ({
			range: positions.range(at),
			kind: role === "definition" ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
		}));
	}

	async prepareRename({ textDocument, position }: TextDocumentPositionParams, token: CancellationToken): Promise<Range | null> {
		const asked = await ask(this.parts.views, textDocument, token);
		if (!asked) return null;
		const point = asked.positions.placeOf(position);
		const found = renameableAt(asked.document, point);
		if ("problem" in found) throw this.refused(found.problem);
		return asked.positions.range({ line: point.line, ...found.at });
	}

	async rename(
		{ textDocument, position }: TextDocumentPositionParams,
		newName: string,
		token: CancellationToken,
	): Promise<WorkspaceEdit | null> {
		const { abilities, documents, views } = this.parts;
		const asked = await ask(views, textDocument, token);
		if (!asked) return null;
		const found = renameableAt(asked.document, asked.positions.placeOf(position));
		if ("problem" in found) throw this.refused(found.problem);
		const servers = await this.serversAround(asked, found.named, token);
		const problem = problemOfName(servers, found.named, newName);
		if (problem !== undefined) throw this.refused(problem);
		const projects = found.named.kind === "user" ? await this.projectsAround(servers, found.named) : [];
		const fileOf = (uri: string): EditedFile | undefined => {
			const text = projects.find(({ project }) => project.uri === uri)?.project.text ?? treeIn(servers, uri)?.source;
			return text === undefined ? undefined : { uri: documents.spelling(uri), text, version: documents.get(uri)?.version ?? null };
		};
		const edits = [
			...renameEdits(servers, found.named, newName),
			...projects.flatMap(({ project, files }) => renameInProject(project, found.named.name, newName, files)),
		];
		return workspaceEdit(edits, fileOf, abilities) ?? null;
	}

	/** The project files in force where the user is defined, each with those files. */
	private async projectsAround(
		servers: readonly ServerModel[],
		named: Named,
	): Promise<readonly { readonly project: ProjectFile; readonly files: readonly string[] }[]> {
		const { files, workspace } = this.parts;
		const defined = new Set(occurrences(servers, named).flatMap(({ at, role }) => (role === "definition" ? [at.file] : [])));
		const projects = new Map<string, { project: ProjectFile; files: string[] }>();
		for (const uri of defined) {
			const project = await loadNearest(PROJECT_FILE, uri, workspace.boundaryOf(uri), files);
			if (!project) continue;
			const known = projects.get(project.uri) ?? { project, files: [] };
			known.files.push(uri);
			projects.set(project.uri, known);
		}
		return [...projects.values()];
	}

	async links(textDocument: { readonly uri: string }, token: CancellationToken): Promise<DocumentLink[] | null> {
		const { documents, rulePages, rules, views } = this.parts;
		const asked = await ask(views, textDocument, token);
		if (!asked) return null;
		const isRule = (id: string) => rules.some((rule) => rule.id === id);
		const pageOf = (id: string) => (rulePages !== undefined && isRule(id) ? `${rulePages}${id}.md` : undefined);
		const links = documentLinks(asked.document, pageOf);
		return links.map(({ at, target }) => ({ range: asked.positions.range(at), target: documents.spelling(target) }));
	}

	private async named(
		{ textDocument, position }: TextDocumentPositionParams,
		token: CancellationToken,
	): Promise<{ asked: Asked; named: NamedAt } | undefined> {
		const asked = await ask(this.parts.views, textDocument, token);
		const named = asked && namedAt(asked.document, asked.positions.placeOf(position));
		return asked && named ? { asked, named } : undefined;
	}

	/** Also the roots that only another file of the name's is a part of: an ACL file may be used by several configurations. */
	private async serversAround({ view }: Asked, named: Named, token: CancellationToken): Promise<readonly ServerModel[]> {
		const servers = new Map(view.servers.map((server) => [server.snapshot.root, server]));
		const files = new Set(occurrences(view.servers, named).map(({ at }) => at.file));
		files.delete(view.uri);
		let read = 0;
		for (const file of [...files].slice(0, MOST_AROUND)) {
			if (read >= MOST_READ) break;
			const around = await this.parts.views.of(file, token);
			// Views of files that nobody has open would stay for ever.
			if (!this.parts.documents.get(file)) this.parts.views.forget(file);
			for (const server of around.view.servers) {
				read += server.snapshot.files.size;
				if (!servers.has(server.snapshot.root)) servers.set(server.snapshot.root, server);
			}
		}
		return [...servers.values()];
	}

	/** Shown to the person as it is. */
	private refused(problem: Words): ResponseError<void> {
		return new ResponseError(LSPErrorCodes.RequestFailed, this.parts.speak(problem));
	}

	private location(servers: readonly ServerModel[], at: Place): Location {
		const tree = treeIn(servers, at.file);
		return { uri: this.parts.documents.spelling(at.file), range: (tree ? positionsOf(tree) : new Positions("")).range(at) };
	}
}

/** Of so many other files the roots are looked for; each of them is read with all that it leads to. */
const MOST_AROUND = 20;
const MOST_READ = 500;

/** Of a file its beginning, where there is one to be opened. */
function definitions(servers: readonly ServerModel[], named: NamedAt): Place[] {
	if (named.kind !== "file") return occurrences(servers, named).flatMap(({ at, role }) => (role === "definition" ? [at] : []));
	const canBeOpened = (uri: string) =>
		servers.some(({ snapshot }) => {
			const file = snapshot.files.get(uri);
			return file && (file.state === "text" || (file.reason !== "missing" && file.reason !== "not-a-file"));
		});
	return [named.name, ...(named.others ?? [])].filter(canBeOpened).map((file) => ({ file, line: 0, start: 0, end: 0 }));
}

function occurrences(servers: readonly ServerModel[], named: Named): Occurrence[] {
	const found = new Map<string, Occurrence>();
	for (const server of servers) {
		for (const one of occurrencesOf(server, named)) {
			const key = `${one.at.file} ${one.at.line} ${one.at.start}`;
			if (!found.has(key)) found.set(key, one);
		}
	}
	return [...found.values()];
}

function treeIn(servers: readonly ServerModel[], uri: string): Tree | undefined {
	for (const { snapshot } of servers) {
		const file = snapshot.files.get(uri);
		if (file?.state === "text") return file.tree;
	}
	return undefined;
}
