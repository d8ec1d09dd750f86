// lsp: the request for the rest of the TLS kit: scripts, client settings and a list of tests.
import { type Connection, RequestType } from "vscode-languageserver";
import { type ChoiceFault, CLIENTS, checkChoices, KIT_DEFAULTS, type KitChoices } from "../generate/tls/choices";
import { generateKit, type KitFile } from "../generate/tls/kit";
import { newestRelease, parseRelease } from "../knowledge/release";
import type { Faults } from "./faults";

/** Choices of a person; what is left out is the default. `server` is a release such as "redis-7.4". */
export type TlsKitParams = Partial<Omit<KitChoices, "release">> & { readonly server?: string };

/** Asked by the client. Nothing is written. */
export const GenerateTlsKitRequest = new RequestType<TlsKitParams, GeneratedTlsKit, void>("redisSecurityLint/generateTlsKit");

export type GeneratedTlsKit = { readonly faults: readonly ChoiceFault[] } | { readonly files: readonly KitFile[] };

export function registerTlsKit(connection: Connection, faults: Faults): void {
	connection.onRequest(
		GenerateTlsKitRequest,
		faults.guard("redisSecurityLint/generateTlsKit", async ({ server, ...chosen }): Promise<GeneratedTlsKit> => {
			const release = (server === undefined ? undefined : parseRelease(server)) ?? newestRelease("redis");
			const choices: KitChoices = { ...KIT_DEFAULTS, clients: CLIENTS, ...chosen, release };
			const wrong = checkChoices(choices);
			return wrong.length > 0 ? { faults: wrong } : { files: generateKit(choices) };
		}),
	);
}
