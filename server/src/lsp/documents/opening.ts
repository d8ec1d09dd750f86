// lsp: how a document of the client becomes a view of the service.
import type { FileKind } from "../../model/types";
import type { ServiceOptions } from "../../service/options";
import { createService, type OpenRequest, type Service } from "../../service/service";
import type { View } from "../../service/view";
import type { ServerHost, ShippedFile, Timers } from "../host";
import { inSlices } from "../schedule";
import type { EditorSettings } from "../settings";
import type { Workspace } from "../workspace";
import type { Candidates } from "./candidates";
import type { OpenDocuments } from "./documents";
import type { ChosenRoots } from "./roots";

export interface OpeningParts {
	readonly documents: OpenDocuments;
	readonly workspace: Workspace;
	readonly settings: EditorSettings;
	readonly candidates: Candidates;
	readonly roots: ChosenRoots;
	readonly timers: Timers;
	service(): Promise<Service>;
}

/** What the person says by choosing a language, for files that neither name nor contents tell. */
const KINDS: ReadonlyMap<string, FileKind> = new Map([
	["redis-conf", "config"],
	["redis-acl", "acl"],
]);

/** @throws Abandoned once `isStale` says so, where there is much to do. */
export async function openView(parts: OpeningParts, uri: string, previous: View | undefined, isStale: () => boolean): Promise<View> {
	const { candidates, documents, settings, workspace } = parts;
	const service = await parts.service();
	const [editor, leading] = await Promise.all([settings.of(documents.spelling(uri)), candidates.leadingTo(uri)]);
	const boundary = workspace.boundaryOf(uri);
	const request: OpenRequest = {
		uri,
		editor,
		candidates: parts.roots.among(uri, leading),
		run: (steps) => inSlices(steps, parts.timers, isStale),
		...(boundary !== undefined && { boundary }),
		...(previous && { previous }),
	};
	const view = await service.open(request);
	const document = documents.get(uri);
	const isOpen = view.kind === undefined || (view.kind === "foreign" && isBarelyBegun(document?.getText() ?? ""));
	const kind = isOpen ? KINDS.get(document?.languageId ?? "") : undefined;
	return kind ? service.open({ ...request, kind }) : view;
}

/** The first word or two of a new file look like those of any program, but the person who types them wants help. */
function isBarelyBegun(text: string): boolean {
	const lines = text.length > 1000 ? undefined : (text.match(/^[ \t]*[^#\s].*$/gm) ?? []).length;
	return lines !== undefined && lines <= 2;
}

/** Starts the service when it is first wanted; the facts may come from the client, which may be asked only once it is initialized. */
export function lazyService(
	initialized: Promise<void>,
	host: ServerHost,
	shipped: ShippedFile,
	options: Omit<ServiceOptions, "knowledge">,
): () => Promise<Service> {
	let service: Promise<Service> | undefined;
	const start = async () => {
		await initialized;
		return createService({ ...options, knowledge: await host.knowledge(shipped) });
	};
	return () => {
		service ??= start();
		return service;
	};
}
