// lsp: the requests for the TLS kit: what a file proposes, and the files that come of a person's choices.
import type { Connection } from "vscode-languageserver";
import { normalizeUri } from "../../base/uri";
import { releaseName } from "../../features/texts/inWords";
import { type ChoiceFault, CLIENTS, checkChoices, KIT_DEFAULTS, type KitChoices } from "../../generate/tls/choices";
import { type Existing, generateKit } from "../../generate/tls/kit";
import { suggestChoices } from "../../generate/tls/suggest";
import { newestRelease, parseRelease } from "../../knowledge/release";
import type { Views } from "../documents/documents";
import type { Faults } from "../faults";
import type { Speak } from "../language";
import { CheckTlsChoicesRequest, type GeneratedTlsKit, GenerateTlsKitRequest, type TlsProposal, TlsProposalRequest } from "./protocol";

export interface TlsKitParts {
	readonly connection: Connection;
	readonly views: Views;
	readonly faults: Faults;
	readonly speak: Speak;
}

export function registerTlsKit({ connection, views, faults, speak }: TlsKitParts): void {
	connection.onRequest(
		GenerateTlsKitRequest,
		faults.guard("redisSecurityLint/generateTlsKit", async ({ server, merge = {}, ...chosen }, token): Promise<GeneratedTlsKit> => {
			const choices = choicesOf(chosen, server);
			const wrong = checkChoices(choices);
			if (wrong.length > 0) return { faults: wrong.map((fault) => ({ ...fault, message: speak(fault.message) })) };
			const existing: { -readonly [K in keyof Existing]: Existing[K] } = {};
			const unmerged: (keyof Existing)[] = [];
			for (const kind of ["config", "sentinel"] as const) {
				const uri = merge[kind];
				if (uri === undefined) continue;
				const { file } = (await views.of(normalizeUri(uri), token)).view;
				if (file?.kind === kind) existing[kind] = file;
				else unmerged.push(kind);
			}
			return { files: generateKit(choices, existing), unmerged };
		}),
	);
	connection.onRequest(
		CheckTlsChoicesRequest,
		faults.guard(
			"redisSecurityLint/checkTlsChoices",
			async (chosen): Promise<readonly ChoiceFault[]> =>
				checkChoices(choicesOf(chosen)).map((fault) => ({ ...fault, message: speak(fault.message) })),
		),
	);
	connection.onRequest(
		TlsProposalRequest,
		faults.guard("redisSecurityLint/tlsProposal", async ({ uri }, token): Promise<TlsProposal> => {
			const view = uri === undefined ? undefined : (await views.of(normalizeUri(uri), token)).view;
			const [server] = view?.servers ?? [];
			const release = server?.world.release ?? newestRelease("redis");
			const kind = view?.file?.state === "text" ? view.file.kind : undefined;
			const { choices, primaries } = server && server.kind !== "acl" ? suggestChoices(server) : { choices: {}, primaries: [] };
			return {
				server: release.id,
				serverName: releaseName(release),
				kind: kind === "config" || kind === "sentinel" ? kind : null,
				defaults: KIT_DEFAULTS,
				said: choices,
				primaries,
			};
		}),
	);
}

function choicesOf(chosen: Partial<Omit<KitChoices, "release">>, server?: string): KitChoices {
	const release = (server === undefined ? undefined : parseRelease(server)) ?? newestRelease("redis");
	return { ...KIT_DEFAULTS, clients: CLIENTS, ...chosen, release };
}
