// lsp: contents as the model gets them. Open documents beat the disk, and what was read is kept until something says that it has changed.
import type { GlobBudget } from "../../base/shellGlob";
import { normalizeUri, resolveUri } from "../../base/uri";
import type { PemFile } from "../../model/tls/pem";
import type { Files, FileText } from "../../model/types";
import { MOST_LINES } from "../../model/unreadable";
import type { Text } from "../../syntax/text";
import type { FolderEntry } from "../host";
import type { Workspace } from "../workspace";
import { RememberedPems } from "./pems";
import { Trails } from "./trails";

export interface FileSources {
	/** The text of an open document, by its address in the one form. */
	openText(uri: string): Text | undefined;
	readonly workspace: Pick<Workspace, "diskFor" | "isAllowed">;
	/** Called before a file that is not open is read for the first time, and for each link that leads to it: now is the time to watch it. */
	onRead(uri: string): void;
	/** The same for the files that a pattern means. */
	onGlob(directory: string, pattern: string): void;
	/** A certificate or key has turned out to be another one, of which nothing had told. */
	onPem(): void;
}

/** Characters of a text that is large, and of all large texts that are kept. */
const LARGE = 1024 * 1024;
const MOST_KEPT = 128 * LARGE;

export class WorkspaceFiles implements Files {
	private readonly texts = new Map<string, Promise<FileText>>();
	/** Lengths of large texts among them, the one that was read last at the end. */
	private readonly large = new Map<string, number>();
	/** What was read and not kept. */
	private readonly dropped = new Set<string>();
	/** Certificates and keys that somebody has asked for. */
	private readonly pems = new Set<string>();
	private readonly remembered: RememberedPems;
	private readonly trails: Trails;
	private readonly globs = new Map<string, Promise<readonly string[] | undefined>>();
	private readonly changes = new Map<string, number>();
	private readonly encodings = new Map<string, string>();
	private folderChanges = 0;

	constructor(private readonly sources: FileSources) {
		this.remembered = new RememberedPems(() => sources.onPem());
		this.trails = new Trails((uri) => sources.onRead(uri));
	}

	async read(uri: string): Promise<FileText> {
		const open = this.sources.openText(uri);
		if (open !== undefined) {
			return open.lineCount > MOST_LINES ? { state: "unreadable", reason: "too-large" } : new OpenText(open, this.encodingOf(uri));
		}
		if (!this.sources.workspace.isAllowed(uri)) return { state: "unreadable", reason: "outside" };
		const known = this.texts.get(uri);
		if (known) return known;
		this.sources.onRead(uri);
		const disk = this.sources.workspace.diskFor(uri);
		const text = disk.read(uri);
		this.texts.set(uri, text);
		this.dropped.delete(uri);
		void this.trails.follow(uri, disk);
		const content = await text;
		if (this.texts.get(uri) === text && content.state === "text" && content.text.length > LARGE) this.keepFew(uri, content.text.length);
		return content;
	}

	/** Of large texts only the last ones are kept; the others are read again when somebody asks. */
	private keepFew(uri: string, length: number): void {
		this.large.delete(uri);
		this.large.set(uri, length);
		let sum = 0;
		for (const [kept, size] of [...this.large].reverse()) {
			sum += size;
			if (sum <= MOST_KEPT || kept === uri) continue;
			this.large.delete(kept);
			if (this.texts.delete(kept)) this.dropped.add(kept);
		}
	}

	async glob(directory: string, pattern: string, budget?: GlobBudget): Promise<readonly string[] | undefined> {
		if (!pattern.startsWith("/") && !this.sources.workspace.isAllowed(directory)) return [];
		const key = `${directory}\n${pattern}`;
		const known = this.globs.get(key);
		if (known) return known;
		const { onGlob, workspace } = this.sources;
		onGlob(directory, pattern);
		const found = workspace
			.diskFor(directory)
			.glob(directory, pattern, budget)
			.then((uris) => uris?.filter((uri) => workspace.isAllowed(uri)));
		this.globs.set(key, found);
		return found;
	}

	async pem(uri: string, passphrase?: string): Promise<PemFile> {
		const { onGlob, onRead, workspace } = this.sources;
		const disk = workspace.diskFor(uri);
		if (!workspace.isAllowed(uri)) return { state: "unreadable", reason: "outside" };
		const isNew = !this.pems.has(uri);
		if (isNew) onRead(uri);
		this.pems.add(uri);
		if (!disk.pem) return { state: "unreadable", reason: "unsupported" };
		void this.trails.follow(uri, disk);
		const pem = await this.remembered.of(uri, passphrase, disk.pem.bind(disk, uri, passphrase));
		// A folder of authorities: what comes and goes in it counts.
		if (isNew && pem.state === "unreadable" && pem.folder) onGlob(uri, "*");
		return pem;
	}

	resolve(directory: string, path: string): string {
		return this.sources.workspace.diskFor(directory).resolve(directory, path);
	}

	async list(folder: string): Promise<readonly FolderEntry[]> {
		return this.sources.workspace.isAllowed(folder) ? this.sources.workspace.diskFor(folder).list(folder) : [];
	}

	/** A number that grows each time something says that the file has changed. */
	generation(uri: string): number {
		return (this.changes.get(uri) ?? 0) + this.folderChanges;
	}

	/** The text of the file is another now: an open document was edited, or the disk has something new. */
	changed(uri: string): void {
		const name = normalizeUri(uri);
		this.texts.delete(name);
		this.large.delete(name);
		this.remembered.changed(name);
		this.trails.changed(name);
		this.changes.set(name, (this.changes.get(name) ?? 0) + 1);
	}

	/** How the editor reads an open document; it takes byte order marks off. */
	encodingIs(uri: string, encoding: string): void {
		this.encodings.set(normalizeUri(uri), encoding);
		this.changed(uri);
	}

	/** Files came or went, so patterns may mean others. */
	foldersChanged(): void {
		this.globs.clear();
		this.folderChanges++;
	}

	/** What may be read has changed, or nothing is known any more. */
	forgetAll(): void {
		this.texts.clear();
		this.large.clear();
		this.dropped.clear();
		this.remembered.forgetAll();
		this.trails.forgetAll();
		this.foldersChanged();
	}

	/** A hint whether a change of this file can matter to what was read. */
	isKnown(uri: string): boolean {
		return this.texts.has(normalizeUri(uri)) || this.dropped.has(normalizeUri(uri)) || this.isPem(uri);
	}

	/** What was read of a folder and below. */
	below(folder: string): string[] {
		const inside = `${normalizeUri(folder)}/`;
		return [...this.texts.keys(), ...this.dropped, ...this.pems].filter((uri) => uri.startsWith(inside));
	}

	/** What was read through a place: files that a link there leads to, and the folder of certificates that it stands in. */
	through(uri: string): string[] {
		const name = normalizeUri(uri);
		const folder = resolveUri(name, "..");
		return [...this.trails.filesOver(name), ...(this.pems.has(folder) ? [folder] : [])];
	}

	/** A certificate or key that some configuration names. */
	isPem(uri: string): boolean {
		return this.pems.has(normalizeUri(uri));
	}

	/** Some `include` line names files by a pattern. */
	get hasPatterns(): boolean {
		return this.globs.size > 0;
	}

	private encodingOf(uri: string): { latin1?: true; hiddenMark?: true } {
		const encoding = this.encodings.get(normalizeUri(uri)) ?? "utf8";
		if (encoding === "utf8bom") return { hiddenMark: true };
		return encoding === "utf8" ? {} : { latin1: true };
	}
}

/** The text of an open document: a large one is not put together after each edit. */
class OpenText {
	readonly state = "text";
	declare readonly latin1?: true;
	declare readonly hiddenMark?: true;

	constructor(
		readonly source: Text,
		encoding: { readonly latin1?: true; readonly hiddenMark?: true },
	) {
		Object.assign(this, encoding);
	}

	get text(): string {
		return this.source.toString();
	}
}
