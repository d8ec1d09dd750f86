// lsp: the requests for the TLS kit: what a file proposes, and the files that come of a person's choices.
import { type Connection, RequestType } from "vscode-languageserver";
import { normalizeUri } from "../base/uri";
import { releaseName } from "../features/inWords";
import { type ChoiceFault, CLIENTS, checkChoices, KIT_DEFAULTS, type KitChoices } from "../generate/tls/choices";
import { type Existing, generateKit, type KitFile } from "../generate/tls/kit";
import { type Suggestion, suggestChoices } from "../generate/tls/suggest";
import { newestRelease, parseRelease } from "../knowledge/release";
import type { Views } from "./documents";
import type { Faults } from "./faults";

type Chosen = Omit<KitChoices, "release">;

/** Choices of a person; what is left out is the default. `server` is a release such as "redis-7.4". */
export type TlsKitParams = Partial<Chosen> & {
	readonly server?: string;
	/** Addresses of configurations into which the lines are merged; where one is left out, it is a new file. */
	readonly merge?: { readonly config?: string; readonly sentinel?: string };
};

/** Asked by the client. Nothing is written. */
export const GenerateTlsKitRequest = new RequestType<TlsKitParams, GeneratedTlsKit, void>("redisSecurityLint/generateTlsKit");

export type GeneratedTlsKit = { readonly faults: readonly ChoiceFault[] } | { readonly files: readonly KitFile[] };

/** Asked by the client: what cannot work of the choices. Quick enough for every key. */
export const CheckTlsChoicesRequest = new RequestType<Partial<Chosen>, readonly ChoiceFault[], void>("redisSecurityLint/checkTlsChoices");

/** Asked by the client, for a document or none: what to propose. */
export const TlsProposalRequest = new RequestType<{ uri?: string }, TlsProposal, void>("redisSecurityLint/tlsProposal");

export interface TlsProposal {
	/** "redis-7.4" and "Redis 7.4". */
	readonly server: string;
	readonly serverName: string;
	/** What the document is; null where it takes no TLS lines. */
	readonly kind: "config" | "sentinel" | null;
	readonly defaults: Chosen;
	/** What the document says. */
	readonly said: Suggestion["choices"];
	/** What Sentinel watches. */
	readonly primaries: Suggestion["primaries"];
}

export interface TlsKitParts {
	readonly connection: Connection;
	readonly views: Views;
	readonly faults: Faults;
}

export function registerTlsKit({ connection, views, faults }: TlsKitParts): void {
	connection.onRequest(
		GenerateTlsKitRequest,
		faults.guard("redisSecurityLint/generateTlsKit", async ({ server, merge = {}, ...chosen }, token): Promise<GeneratedTlsKit> => {
			const choices = choicesOf(chosen, server);
			const wrong = checkChoices(choices);
			if (wrong.length > 0) return { faults: wrong };
			const existing: { -readonly [K in keyof Existing]: Existing[K] } = {};
			for (const kind of ["config", "sentinel"] as const) {
				const uri = merge[kind];
				const file = uri === undefined ? undefined : (await views.of(normalizeUri(uri), token)).view.file;
				if (file?.state === "text" && file.kind !== "acl") existing[kind] = file;
			}
			return { files: generateKit(choices, existing) };
		}),
	);
	connection.onRequest(
		CheckTlsChoicesRequest,
		faults.guard("redisSecurityLint/checkTlsChoices", async (chosen): Promise<readonly ChoiceFault[]> => checkChoices(choicesOf(chosen))),
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

function choicesOf(chosen: Partial<Chosen>, server?: string): KitChoices {
	const release = (server === undefined ? undefined : parseRelease(server)) ?? newestRelease("redis");
	return { ...KIT_DEFAULTS, clients: CLIENTS, ...chosen, release };
}
