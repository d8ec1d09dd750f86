// model/tls: which files a configuration names for TLS.
import type { Statement } from "../types";

/** The directives that name them; one names a folder. */
export const TLS_FILES = [
	"tls-cert-file",
	"tls-key-file",
	"tls-ca-cert-file",
	"tls-ca-cert-dir",
	"tls-client-cert-file",
	"tls-client-key-file",
	"tls-dh-params-file",
] as const;

export type TlsFileName = (typeof TLS_FILES)[number];

const PASSPHRASES: Partial<Record<TlsFileName, string>> = {
	"tls-key-file": "tls-key-file-pass",
	"tls-client-key-file": "tls-client-key-file-pass",
};

export interface WantedTlsFile {
	readonly name: TlsFileName;
	readonly path: string;
	readonly passphrase?: string;
}

/** Out of the lines in the order of reading: the last one of each counts. */
export function wantedTlsFiles(statements: readonly Statement[]): WantedTlsFile[] {
	const named = new Map<string, Statement>();
	for (const statement of statements) if (statement.name.startsWith("tls-")) named.set(statement.name, statement);
	const last = (name: string) => {
		const statement = named.get(name);
		return statement?.words.length === 2 ? statement.words[1]?.value || undefined : undefined;
	};
	return TLS_FILES.flatMap((name) => {
		const path = last(name);
		if (path === undefined) return [];
		const passphrase = PASSPHRASES[name] === undefined ? undefined : last(PASSPHRASES[name]);
		return [passphrase === undefined ? { name, path } : { name, path, passphrase }];
	});
}
