// lsp: code actions. None is kept: what is sent is the name of a choice, and its edit is computed from the document when somebody wants it.
import {
	type CancellationToken,
	type CodeAction,
	CodeActionKind,
	type CodeActionParams,
	CodeActionTriggerKind,
	type Command,
	type Connection,
	type Diagnostic,
	type Range,
	type WorkspaceEdit,
} from "vscode-languageserver";
import type { Edit } from "../../base/span";
import type { RunSteps } from "../../base/steps";
import { normalizeUri, resolveUri } from "../../base/uri";
import { type Choice, disableEdits, fixOf, type Offer, offers, safeFixAll } from "../../features/codeActions";
import { disableInProject } from "../../features/disableRule";
import { lineEdits } from "../../features/lineDiff";
import type { ProjectFile } from "../../features/projectEdits";
import type { AclFileTarget } from "../../generate/acl/convertUsers";
import { loadNearest } from "../../model/load";
import { type AclChoice, aclEdits, aclFileTargets, aclOffers } from "../../service/aclActions";
import { fixedText } from "../../service/fixing";
import { PROJECT_FILE } from "../../service/service";
import type { View } from "../../service/view";
import type { Abilities } from "../abilities";
import { type EditedFile, workspaceEdit } from "../conversion";
import { type Diagnostics, positionsIn, textIn } from "../diagnostics/diagnostics";
import type { CurrentView, OpenDocuments, Views } from "../documents/documents";
import type { Faults } from "../faults";
import type { WorkspaceFiles } from "../files/files";
import type { Timers } from "../host";
import type { Speak } from "../language";
import { Abandoned, inSlices } from "../schedule";
import type { Workspace } from "../workspace";

export const FIX_ALL_KIND = `${CodeActionKind.SourceFixAll}.redisSecurityLint`;

/** What travels to the client and back in an action that has no edit yet. */
interface ActionData {
	readonly uri: string;
	readonly version: number | null;
	/** New passwords are made of it: the same edit each time. */
	readonly seed: string;
	readonly choice: Choice | AclChoice;
}

/** For so many findings in a selection actions are offered; nobody chooses among more. */
const MOST_FINDINGS = 100;

export interface CodeActionsParts {
	readonly connection: Connection;
	readonly abilities: Abilities;
	readonly documents: OpenDocuments;
	readonly files: WorkspaceFiles;
	readonly workspace: Pick<Workspace, "boundaryOf">;
	readonly views: Views;
	readonly diagnostics: Diagnostics;
	readonly faults: Faults;
	readonly timers: Timers;
	newSeed(): string;
	readonly speak: Speak;
}

export class CodeActions {
	constructor(private readonly parts: CodeActionsParts) {}

	register(): void {
		const { connection, faults } = this.parts;
		connection.onCodeAction(faults.guard("textDocument/codeAction", (params, token) => this.actions(params, token)));
		connection.onCodeActionResolve(faults.guard("codeAction/resolve", (action, token) => this.resolve(action, token)));
	}

	private async actions({ textDocument, range, context }: CodeActionParams, token: CancellationToken): Promise<(CodeAction | Command)[]> {
		const { abilities, newSeed, timers, views } = this.parts;
		const uri = normalizeUri(textDocument.uri);
		const current = await views.of(uri, token);
		const { file } = current.view;
		if (!file || !abilities.codeActions) return [];
		const positions = positionsIn(current.view)(uri);
		const [first, last] = [positions.placeOf(range.start).line, positions.placeOf(range.end).line];
		const isStale = () => token.isCancellationRequested || current.isStale();
		const { findings, fixable } = await inSlices(current.view.on(first, last), timers, isStale);
		// An empty kind holds all others.
		const kinds = context.only?.includes(CodeActionKind.Empty) ? undefined : context.only;
		const asksFor = (kind: string) => kinds?.some((only) => kind === only || kind.startsWith(`${only}.`));
		const seed = newSeed();
		const found: CodeAction[] = [];
		const here = findings.filter(({ at }) => touch(positions.range(at), range)).slice(0, MOST_FINDINGS);
		for (const offer of (asksFor(CodeActionKind.QuickFix) ?? true) ? offers(file, here, fixable) : []) {
			if (await this.isPossible(offer, current.view))
				found.push(this.action(offer, CodeActionKind.QuickFix, current, seed, context.diagnostics));
		}
		const rewriting = asksFor(CodeActionKind.RefactorRewrite) ?? context.triggerKind !== CodeActionTriggerKind.Automatic;
		for (const offer of rewriting ? aclOffers(current.view, first) : []) {
			if (offer.choice.do === "users-to-acl-file" && !abilities.createsFiles) continue;
			const data: ActionData = { uri, version: current.version, seed, choice: offer.choice };
			found.push({ title: this.parts.speak(offer.title), kind: CodeActionKind.RefactorRewrite, data });
		}
		// Only where it is asked for by name: among the quick fixes there is the same already.
		const safe = asksFor(FIX_ALL_KIND) ? safeFixAll(fixable) : undefined;
		if (safe) found.push(this.action(safe, FIX_ALL_KIND, current, seed, context.diagnostics));
		return abilities.resolvesEdits ? found : this.withEdits(found);
	}

	/** Some clients cannot make the project file. */
	private async isPossible({ choice }: Offer, view: View): Promise<boolean> {
		if (this.parts.abilities.createsFiles || !needsProject(view, choice)) return true;
		return (await this.project(view.uri)).text !== undefined;
	}

	/** An action whose document has changed since is answered without an edit: doing nothing is never wrong. */
	private async resolve(action: CodeAction, token: CancellationToken): Promise<CodeAction> {
		const { uri, version, seed, choice } = action.data as ActionData;
		const current = await this.parts.views.of(uri, token);
		if (current.version !== version) return action;
		const edit = await this.edit(current, seed, choice, token).catch((error: unknown) => {
			if (error instanceof Abandoned && !token.isCancellationRequested) return undefined;
			throw error;
		});
		return edit ? { ...action, edit } : action;
	}

	/** For clients that do not ask again. */
	private async withEdits(actions: readonly CodeAction[]): Promise<CodeAction[]> {
		const resolved: CodeAction[] = [];
		for (const action of actions) {
			const { data, ...rest } = await this.resolve(action, NEVER);
			if (rest.edit) resolved.push(rest);
		}
		return resolved;
	}

	private action(offer: Offer, kind: string, current: CurrentView, seed: string, context: readonly Diagnostic[]): CodeAction {
		const { finding } = offer;
		const answered = finding && this.answered(current.view, offer, context);
		const data: ActionData = { uri: current.view.uri, version: current.version, seed, choice: offer.choice };
		const title = this.parts.speak(offer.title);
		return { title, kind, ...(offer.preferred && { isPreferred: true }), ...(answered && { diagnostics: [answered] }), data };
	}

	/** The client's own diagnostic where it sent one, since editors compare them. */
	private answered(view: View, { finding }: Offer, context: readonly Diagnostic[]): Diagnostic | undefined {
		const [own] = finding ? this.parts.diagnostics.convert(view, [finding]) : [];
		return (
			own && (context.find((other) => other.code === own.code && other.message === own.message && isSame(other.range, own.range)) ?? own)
		);
	}

	private async edit(
		current: CurrentView,
		seed: string,
		choice: Choice | AclChoice,
		token: CancellationToken,
	): Promise<WorkspaceEdit | undefined> {
		const { abilities, documents, timers } = this.parts;
		const { view, version } = current;
		const run: RunSteps = (steps) => inSlices(steps, timers, () => token.isCancellationRequested || current.isStale());
		const free = choice.do === "users-to-acl-file" ? await this.freeAclFile(view) : undefined;
		const project = !isAclChoice(choice) && needsProject(view, choice) ? await this.project(view.uri) : undefined;
		const edits = isAclChoice(choice) ? aclEdits(view, choice, free) : await editsOf(view, seed, choice, project, run);
		if (!edits || edits.length === 0) return undefined;
		const fileOf = (uri: string): EditedFile | undefined => {
			const open = documents.get(uri);
			if (uri === project?.uri) {
				if (project.text === undefined) return { uri, text: "", version: null, isNew: true };
				return { uri: documents.spelling(uri), text: project.text, version: open?.version ?? null };
			}
			if (uri === free?.uri) return { uri, text: "", version: null, isNew: true };
			const text = textIn(view, uri);
			if (text === undefined || (open && !open.source.equals(text))) return undefined;
			return { uri: documents.spelling(uri), text, version: uri === view.uri ? version : (open?.version ?? null) };
		};
		return workspaceEdit(edits, fileOf, abilities);
	}

	/** A file for users that does not exist yet. */
	private async freeAclFile(view: View): Promise<AclFileTarget | undefined> {
		for (const target of aclFileTargets(view)) {
			const file = await this.parts.files.read(target.uri);
			if (file.state === "unreadable" && file.reason === "missing") return target;
		}
		return undefined;
	}

	/** The project file in force for a document, or the one that there could be: in its workspace folder, else beside it. */
	private async project(uri: string): Promise<ProjectFile> {
		const { files, workspace } = this.parts;
		const boundary = workspace.boundaryOf(uri);
		const found = await loadNearest(PROJECT_FILE, uri, boundary, files);
		return found ?? { uri: resolveUri(boundary ?? resolveUri(uri, ".."), PROJECT_FILE), text: undefined };
	}
}

/** Undefined or empty where the finding is gone, so that there is nothing to do. */
async function editsOf(
	view: View,
	seed: string,
	choice: Choice,
	project: ProjectFile | undefined,
	run: RunSteps,
): Promise<readonly Edit[] | undefined> {
	const { file } = view;
	if (!file) return undefined;
	if (choice.do === "fix") return fixOf(choice, view.findingsOn(choice.finding.line, seed))?.edits();
	if (choice.do === "fix-all") {
		const text = await fixedText(view, choice.safety, seed, run);
		return text === undefined ? undefined : lineEdits(view.uri, file.tree.text, text);
	}
	if (!project) return disableEdits(choice, file);
	const user = choice.do === "disable-user" ? file.tree.line(choice.finding.line)?.words[1]?.value : undefined;
	return disableInProject(project, view.uri, choice.finding.rule, user);
}

function isAclChoice(choice: Choice | AclChoice): choice is AclChoice {
	return (
		choice.do === "rewrite-user" ||
		choice.do === "users-to-acl-file" ||
		choice.do === "acl-file-to-users" ||
		choice.do === "renames-to-rules"
	);
}

/** ACL files take no comments. */
function needsProject(view: View, choice: Choice): boolean {
	return view.kind === "acl" && choice.do !== "fix" && choice.do !== "fix-all";
}

const NEVER: CancellationToken = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };

function touch(a: Range, b: Range): boolean {
	return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Range["start"], b: Range["start"]): boolean {
	return a.line < b.line || (a.line === b.line && a.character < b.character);
}

function isSame(a: Range, b: Range): boolean {
	return !isBefore(a.start, b.start) && !isBefore(b.start, a.start) && !isBefore(a.end, b.end) && !isBefore(b.end, a.end);
}
