// lsp: the folders that the client has open, whether the person trusts them, and where their files come from.
import type { Connection } from "vscode-languageserver";
import { isInside, normalizeUri } from "../base/uri";
import type { Abilities } from "./abilities";
import { ClientFiles, NO_FILES } from "./files/clientFiles";
import type { Disk, ServerHost } from "./host";
import { FindFilesRequest } from "./ownClient/protocol";

export class Workspace {
	private current: readonly string[];
	private trusted: boolean;
	private disk: Disk | undefined;
	private readonly clientFiles: Disk;

	constructor(
		private readonly connection: Connection,
		private readonly host: ServerHost,
		private readonly abilities: Abilities,
	) {
		this.current = abilities.folders;
		this.trusted = abilities.options.trusted ?? true;
		this.clientFiles = abilities.options.readsFiles ? new ClientFiles(connection) : NO_FILES;
		this.disk = this.openDisk();
	}

	get folders(): readonly string[] {
		return this.current;
	}

	/** Before the person trusts the workspace, nothing outside of its folders is read. */
	isAllowed(uri: string): boolean {
		return this.trusted || this.current.some((folder) => isInside(uri, folder));
	}

	/** Asked for each read, since folders and trust change. */
	diskFor(uri: string): Disk {
		return this.disk && uri.startsWith("file:") ? this.disk : this.clientFiles;
	}

	/** The innermost workspace folder around a file. */
	boundaryOf(uri: string): string | undefined {
		return this.current.filter((folder) => isInside(uri, folder)).sort((a, b) => b.length - a.length)[0];
	}

	/** Lets the client search a folder that this machine has no disk for; undefined where that is not to be done. */
	find(folder: string, glob: string, limit: number): Promise<readonly string[]> | undefined {
		if (this.diskFor(folder) !== this.clientFiles || !this.abilities.options.readsFiles) return undefined;
		return this.connection.sendRequest(FindFilesRequest, { folder, glob, limit }).then(
			(uris) => uris.map(normalizeUri),
			() => [],
		);
	}

	changeFolders(added: readonly string[], removed: readonly string[]): void {
		const gone = new Set(removed.map(normalizeUri));
		this.current = [...this.current.filter((folder) => !gone.has(folder)), ...added.map(normalizeUri)];
		this.disk = this.openDisk();
	}

	trust(): void {
		this.trusted = true;
		this.disk = this.openDisk();
	}

	private openDisk(): Disk | undefined {
		return this.host.disk?.(this.trusted ? undefined : this.current);
	}
}
