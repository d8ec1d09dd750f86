// lsp: the open documents, and for each the view of how it is now.
import type { CancellationToken, Connection } from "vscode-languageserver";
import { TextDocuments } from "vscode-languageserver";
import { normalizeUri } from "../../base/uri";
import type { View } from "../../service/view";
import { Abandoned } from "../schedule";
import { OpenDocument } from "./openDocument";

/** Open documents by their address in the one form. The client's own spelling is kept for what is sent back. */
export class OpenDocuments {
	private readonly documents = new TextDocuments(OpenDocument);
	private readonly byUri = new Map<string, string>();

	constructor(connection: Connection, events: DocumentEvents) {
		this.documents.onDidOpen(({ document }) => {
			this.byUri.set(normalizeUri(document.uri), document.uri);
		});
		this.documents.onDidChangeContent(({ document }) => events.changed(normalizeUri(document.uri)));
		this.documents.onDidClose(({ document }) => {
			const uri = normalizeUri(document.uri);
			this.byUri.delete(uri);
			events.closed(uri, document.uri);
		});
		this.documents.onDidSave(({ document }) => events.saved(normalizeUri(document.uri)));
		this.documents.listen(connection);
	}

	get(uri: string): OpenDocument | undefined {
		const own = this.byUri.get(uri);
		return own === undefined ? undefined : this.documents.get(own);
	}

	/** The text of an open document, by its address in any form. */
	textOf(uri: string): string | undefined {
		return this.get(normalizeUri(uri))?.getText();
	}

	/** The client's spelling of the address, where the document is open. */
	spelling(uri: string): string {
		return this.byUri.get(uri) ?? uri;
	}

	uris(): string[] {
		return [...this.byUri.keys()];
	}
}

export interface DocumentEvents {
	/** Opened or edited. */
	changed(uri: string): void;
	closed(uri: string, spelling: string): void;
	saved(uri: string): void;
}

/** A view, and the version of the open document that it was made from; null where the document is not open. */
export interface CurrentView {
	readonly view: View;
	readonly version: number | null;
	/** The document or something that it depends on has changed since. */
	isStale(): boolean;
}

interface Held {
	readonly stamp: string;
	readonly view: Promise<View>;
}

/** Keeps one view for each document and makes a new one, out of the old, when something has changed. */
export class Views {
	private readonly held = new Map<string, Held>();
	private readonly latest = new Map<string, View>();
	private epoch = 0;

	constructor(
		private readonly open: (uri: string, previous: View | undefined, isStale: () => boolean) => Promise<View>,
		private readonly versionOf: (uri: string) => number | null,
	) {}

	/** @throws Abandoned once `token` is cancelled. */
	async of(uri: string, token?: CancellationToken): Promise<CurrentView> {
		for (;;) {
			const stamp = this.stamp(uri);
			const version = this.versionOf(uri);
			const view = await this.at(uri, stamp).catch((error) => {
				if (error instanceof Abandoned && this.stamp(uri) !== stamp) return undefined;
				throw error;
			});
			if (token?.isCancellationRequested) throw new Abandoned();
			// An edit during the reading may have left the view half old, half new.
			if (view && this.stamp(uri) === stamp) return { view, version, isStale: () => this.stamp(uri) !== stamp };
		}
	}

	/** For what is typed, which cannot wait long: in very large files the newest view that is ready, maybe of the text before the last key. */
	async soon(uri: string, token?: CancellationToken): Promise<View> {
		const ready = this.last(uri);
		return ready?.file && isLong(ready) ? ready : (await this.of(uri, token)).view;
	}

	/** The newest view that is ready, whatever has changed since. */
	last(uri: string): View | undefined {
		return this.latest.get(uri);
	}

	/** Something that any document may depend on has changed: a file, a setting, another document. */
	changed(): void {
		this.epoch++;
	}

	forget(uri: string): void {
		this.held.delete(uri);
		this.latest.delete(uri);
	}

	private at(uri: string, stamp: string): Promise<View> {
		const held = this.held.get(uri);
		if (held?.stamp === stamp) return held.view;
		const view = this.open(uri, this.latest.get(uri), () => this.stamp(uri) !== stamp).then(
			(opened) => {
				if (this.held.get(uri)?.view === view) this.latest.set(uri, opened);
				return opened;
			},
			(error) => {
				if (this.held.get(uri)?.view === view) this.held.delete(uri);
				throw error;
			},
		);
		this.held.set(uri, { stamp, view });
		return view;
	}

	private stamp(uri: string): string {
		return `${this.versionOf(uri)} ${this.epoch}`;
	}
}

/** More lines than are judged again before anybody notices. */
const LONG = 5000;

function isLong({ servers }: View): boolean {
	let lines = 0;
	for (const { snapshot } of servers)
		for (const file of snapshot.files.values()) if (file.state === "text") lines += file.tree.source.lineCount;
	return lines > LONG;
}
