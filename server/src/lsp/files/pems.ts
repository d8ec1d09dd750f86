// lsp: what certificates and keys were when they were last read. An edit takes that and does not wait for the disk, which is read behind it.
import { isSamePem, type PemFile } from "../../model/tls/pem";

export class RememberedPems {
	/** By address and pass phrase. */
	private readonly known = new Map<string, PemFile>();
	private readonly underWay = new Set<string>();

	/** @param onChange called when a file turns out to hold something else than was answered last. */
	constructor(private readonly onChange: () => void) {}

	/** What is known, and else what `read` gives. Whoever renews a certificate may replace a link on the way to it, of which nothing tells. */
	async of(uri: string, passphrase: string | undefined, read: () => Promise<PemFile>): Promise<PemFile> {
		const key = `${uri}\n${passphrase ?? ""}`;
		const known = this.known.get(key);
		if (known === undefined) {
			const pem = await read();
			this.known.set(key, pem);
			return pem;
		}
		if (!this.underWay.has(key)) {
			this.underWay.add(key);
			void this.lookAgain(key, known, read);
		}
		return known;
	}

	/** Something says that the file has changed. */
	changed(uri: string): void {
		for (const key of this.known.keys()) if (key.startsWith(`${uri}\n`)) this.known.delete(key);
	}

	forgetAll(): void {
		this.known.clear();
	}

	private async lookAgain(key: string, known: PemFile, read: () => Promise<PemFile>): Promise<void> {
		const pem = await read().finally(() => this.underWay.delete(key));
		// Meanwhile somebody may have read it anew.
		if (this.known.get(key) !== known || isSamePem(known, pem)) return;
		this.known.set(key, pem);
		this.onChange();
	}
}
