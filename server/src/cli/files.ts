// cli: contents for one run. Each file is read once; standard input and texts that fixes made come before the disk.
import { createNodeFiles } from "../hosts/nodeFiles";
import type { PemFile } from "../model/tls/pem";
import type { Files, FileText } from "../model/types";

export class RunFiles implements Files {
	private readonly disk = createNodeFiles();
	private readonly known = new Map<string, Promise<FileText>>();
	private readonly pems = new Map<string, Promise<PemFile>>();
	private readonly made = new Map<string, string>();

	/** From now on `text` is what the file holds; the disk is not touched. */
	set(uri: string, text: string): void {
		this.made.set(uri, text);
	}

	/** The file as it is on disk or was on standard input, whatever `set` says. */
	original(uri: string): Promise<FileText> {
		let text = this.known.get(uri);
		if (text === undefined) {
			text = this.disk.read(uri);
			this.known.set(uri, text);
		}
		return text;
	}

	/** Puts contents in place of the disk's, as those of standard input. */
	provide(uri: string, text: FileText): void {
		this.known.set(uri, Promise.resolve(text));
	}

	async read(uri: string): Promise<FileText> {
		const [made, before] = [this.made.get(uri), await this.original(uri)];
		if (made === undefined) return before;
		// It is written as it was read, so encoding and mode stay.
		const { latin1, mode } = before.state === "text" ? before : {};
		return { state: "text", text: made, ...(latin1 && { latin1 }), ...(mode !== undefined && { mode }) };
	}

	glob(...asked: Parameters<Files["glob"]>): ReturnType<Files["glob"]> {
		return this.disk.glob(...asked);
	}

	pem(uri: string, passphrase?: string): Promise<PemFile> {
		const key = JSON.stringify([uri, passphrase]);
		const known = this.pems.get(key) ?? this.disk.pem(uri, passphrase);
		this.pems.set(key, known);
		return known;
	}

	resolve(directory: string, path: string): string {
		return this.disk.resolve(directory, path);
	}
}
