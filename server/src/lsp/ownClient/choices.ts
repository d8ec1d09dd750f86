// lsp: which release and which root a document is judged by, and how a person chooses others.
import { normalizeUri, resolveUri } from "../../base/uri";
import { serverInComment, serverInProject } from "../../features/chooseServer";
import type { ProjectFile } from "../../features/projectEdits";
import { releaseName } from "../../features/texts/inWords";
import { allReleases } from "../../knowledge/release";
import { loadNearest } from "../../model/load";
import { PROJECT_FILE } from "../../service/service";
import type { ReleaseChoice } from "../../service/view";
import { workspaceEdit } from "../conversion";
import type { FeatureParts } from "../featureParts";
import { type Choices, ChoicesRequest, ChooseServerRequest, type ServerInForce, ServerInForceRequest } from "./protocol";

export function registerChoices(parts: FeatureParts): void {
	const { abilities, candidates, connection, documents, faults, roots, speak, views } = parts;
	connection.onRequest(
		ServerInForceRequest,
		faults.guard("redisSecurityLint/serverInForce", async ({ uri }, token): Promise<ServerInForce | null> => {
			const { view } = await views.of(normalizeUri(uri), token);
			if (!view.file) return null;
			const { from, reason } = view.choice;
			const includedBy = view.includedBy.map((root) => documents.spelling(root));
			return { release: view.release.id, name: releaseName(view.release), from, reason: speak(reason), roots: includedBy };
		}),
	);
	connection.onRequest(
		ChoicesRequest,
		faults.guard("redisSecurityLint/choices", async ({ uri: spelling }, token): Promise<Choices | null> => {
			const uri = normalizeUri(spelling);
			const { view } = await views.of(uri, token);
			if (!view.file) return null;
			const leading = await candidates.leadingTo(uri);
			const root = roots.of(uri);
			return {
				releases: RELEASES,
				roots: leading.map((one) => documents.spelling(one)),
				root: root === undefined ? null : documents.spelling(root),
				places: PLACES[view.choice.from].filter((place) => place !== "comment" || view.kind !== "acl"),
				project: (await projectOf(parts, uri)).uri,
			};
		}),
	);
	connection.onRequest(
		ChooseServerRequest,
		faults.guard("redisSecurityLint/chooseServer", async ({ uri: spelling, release, place }, token) => {
			const uri = normalizeUri(spelling);
			const { view } = await views.of(uri, token);
			const { file } = view;
			if (!file) return null;
			const project = await projectOf(parts, uri);
			const edits = place === "comment" ? serverInComment(file, release ?? undefined) : serverInProject(project, release ?? undefined);
			if (!edits || edits.length === 0) return null;
			const isNew = place === "project" && project.text === undefined;
			const text = place === "comment" ? file.tree.text : (project.text ?? "");
			const edited = place === "comment" ? uri : project.uri;
			const version = documents.get(edited)?.version ?? null;
			return workspaceEdit(edits, () => ({ uri: documents.spelling(edited), text, version, ...(isNew && { isNew }) }), abilities) ?? null;
		}),
	);
}

/** Where a release must be written to go before the place that names it now. */
const PLACES: Readonly<Record<ReleaseChoice["from"], readonly ("comment" | "project" | "editor")[]>> = {
	flag: [],
	comment: ["comment"],
	project: ["comment", "project"],
	editor: ["comment", "project", "editor"],
	guess: ["comment", "project", "editor"],
};

/** Redis first, in each product the newest first. */
const RELEASES = allReleases()
	.toReversed()
	.sort((a, b) => (a.product < b.product ? -1 : a.product > b.product ? 1 : 0))
	.map((release) => ({ id: release.id, name: releaseName(release) }));

/** The project file in force for a document, or the one that there could be: in its workspace folder, else beside it. */
async function projectOf({ files, workspace }: FeatureParts, uri: string): Promise<ProjectFile> {
	const boundary = workspace.boundaryOf(uri);
	const found = await loadNearest(PROJECT_FILE, uri, boundary, files);
	return found ?? { uri: resolveUri(boundary ?? resolveUri(uri, ".."), PROJECT_FILE), text: undefined };
}
