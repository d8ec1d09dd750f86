// lsp: what certificates and keys were when they were last read. An edit takes that and does not wait for the disk, which is read behind it.
import { isSamePem, type PemFile } from "../../model/tls/pem";

/** Of one file. */
const MOST_PHRASES = 4;

export class RememberedPems {
	/** By address and pass phrase. */
	private readonly known = new Map<string, PemFile>();
	/** What is read for the first time. */
	private readonly first = new Map<string, Promise<PemFile>>();
	private readonly underWay = new Set<string>();

	/** @param onChange called when a file turns out to hold something else than was answered last. */
	constructor(private readonly onChange: () => void) {}

	/** What is known, and else what `read` gives. Whoever renews a certificate may replace a link on the way to it, of which nothing tells. */
	async of(uri: string, passphrase: string | undefined, read: () => Promise<PemFile>): Promise<PemFile> {
		const key = `${uri}\n${passphrase ?? ""}`;
		const known = this.known.get(key);
		if (known === undefined) return this.first.get(key) ?? this.readFirst(uri, key, read);
		if (!this.underWay.has(key)) {
			this.underWay.add(key);
			void this.lookAgain(key, known, read);
		}
		return known;
	}

	/** Something says that the file has changed. */
	changed(uri: string): void {
		for (const keys of [this.known, this.first]) for (const key of keys.keys()) if (key.startsWith(`${uri}\n`)) keys.delete(key);
	}

	forgetAll(): void {
		this.known.clear();
		this.first.clear();
	}

	/** Everybody who asks meanwhile waits for the same reading. */
	private async readFirst(uri: string, key: string, read: () => Promise<PemFile>): Promise<PemFile> {
		const reading = read();
		this.first.set(key, reading);
		try {
			const pem = await reading;
			if (this.first.get(key) === reading) this.keep(uri, key, pem);
			return pem;
		} finally {
			if (this.first.get(key) === reading) this.first.delete(key);
		}
	}

	/** Somebody who types a pass phrase names a new one with each key. */
	private keep(uri: string, key: string, pem: PemFile): void {
		const others = [...this.known.keys()].filter((other) => other.startsWith(`${uri}\n`));
		for (const other of others.slice(0, Math.max(0, others.length + 1 - MOST_PHRASES))) this.known.delete(other);
		this.known.set(key, pem);
	}

	private async lookAgain(key: string, known: PemFile, read: () => Promise<PemFile>): Promise<void> {
		const pem = await read().finally(() => this.underWay.delete(key));
		// Meanwhile somebody may have read it anew.
		if (this.known.get(key) !== known || isSamePem(known, pem)) return;
		this.known.set(key, pem);
		this.onChange();
	}
}
