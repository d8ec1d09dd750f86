// test support: everything that the server shows a person about a document, asked for as an editor asks.
import {
	type ClientCapabilities,
	type CodeLens,
	CodeLensRequest,
	CodeLensResolveRequest,
	type CompletionItem,
	type CompletionList,
	CompletionRequest,
	CompletionResolveRequest,
	DocumentSymbolRequest,
	type Hover,
	HoverRequest,
	InlayHintRequest,
	PrepareRenameRequest,
	RenameRequest,
	SignatureHelpRequest,
} from "vscode-languageserver/node";
import {
	ExportPermissionsRequest,
	PermissionsRequest,
	SaveReportRequest,
	SecurityReportRequest,
	ServerInForceRequest,
} from "../../server/src/lsp/ownClient/protocol";
import { EVERYWHERE, RICH, type ScriptedClient } from "./scriptedClient";

/** An editor that shows whatever can be shown. */
export const SHOWS_EVERYTHING: ClientCapabilities = {
	...RICH,
	textDocument: {
		...RICH.textDocument,
		documentSymbol: { hierarchicalDocumentSymbolSupport: true },
		rename: { prepareSupport: true },
	},
};

export interface Shown {
	/** The feature, and where. */
	readonly where: string;
	readonly text: string;
}

/** Asks about each place only once, whatever document it is in: `seen` belongs to a run. */
export async function everythingShown(client: ScriptedClient, uri: string, seen: Set<string>): Promise<Shown[]> {
	const shown: Shown[] = [];
	const note = (where: string, text: string | undefined) => {
		if (text !== undefined && text !== "") shown.push({ where, text });
	};
	const { connection } = client;
	const textDocument = { uri };
	const text = client.document(uri).getText();
	const kind = uri.slice(-9);
	for (const { code, message, relatedInformation } of await client.pull(uri)) {
		note(`finding ${code}`, String(message));
		for (const related of relatedInformation ?? []) note(`related ${code}`, related.message);
	}
	for (const [number, line] of text.split("\n").entries()) {
		if (seen.has(`${kind} ${line}`)) continue;
		seen.add(`${kind} ${line}`);
		const here = { start: { line: number, character: 0 }, end: { line: number, character: line.length } };
		for (const { title, disabled } of await client.actions(uri, here)) {
			note(`action on ${line}`, title);
			note(`action on ${line}`, disabled?.reason);
		}
		const starts = [...line.matchAll(/\S+/g)].map(({ index }) => index);
		for (const character of starts) {
			const at = { textDocument, position: { line: number, character } };
			const place = `${line} at ${character}`;
			const hover: Hover | null = await connection.sendRequest(HoverRequest.type, at);
			note(`hover on ${place}`, (hover?.contents as { value: string } | undefined)?.value);
			note(`rename of ${place}`, await refusal(connection.sendRequest(PrepareRenameRequest.type, at)));
			for (const newName of ["", "a b", "default", "app"])
				note(`rename of ${place}`, await refusal(connection.sendRequest(RenameRequest.type, { ...at, newName })));
		}
		for (const character of [...starts, line.length]) {
			const [first = "", ...others] = line.slice(0, character).trimStart().split(/\s+/);
			const before = `${kind}|${first}|${first === "sentinel" ? others[0] : ""}|${others.length}`;
			if (seen.has(before)) continue;
			seen.add(before);
			const at = { textDocument, position: { line: number, character } };
			const place = `${line.slice(0, character)}|${kind}`;
			const help = await connection.sendRequest(SignatureHelpRequest.type, at);
			for (const { documentation, parameters = [] } of help?.signatures ?? [])
				for (const words of [documentation, ...parameters.map((one) => one.documentation)])
					note(`signature at ${place}`, typeof words === "string" ? words : words?.value);
			const found = (await connection.sendRequest(CompletionRequest.type, at)) as CompletionList | null;
			for (const item of found?.items ?? []) {
				note(`suggestion ${item.label} at ${place}`, item.labelDetails?.description);
				note(`suggestion ${item.label} at ${place}`, item.detail);
				const about = JSON.stringify(item.data?.about ?? "");
				if (about === '""' || seen.has(about)) continue;
				seen.add(about);
				const { documentation }: CompletionItem = await connection.sendRequest(CompletionResolveRequest.type, item);
				note(`about ${item.label} at ${place}`, typeof documentation === "string" ? documentation : documentation?.value);
			}
		}
	}
	const hints = await connection.sendRequest(InlayHintRequest.type, { textDocument, range: EVERYWHERE });
	for (const { label, tooltip } of hints ?? []) for (const words of [label, tooltip]) note("hint", words as string | undefined);
	for (const lens of ((await connection.sendRequest(CodeLensRequest.type, { textDocument })) ?? []) as CodeLens[])
		note("lens", (await connection.sendRequest(CodeLensResolveRequest.type, lens)).command?.title);
	for (const { detail } of ((await connection.sendRequest(DocumentSymbolRequest.type, { textDocument })) ?? []) as { detail?: string }[])
		note("outline", detail);
	note("release in force", (await connection.sendRequest(ServerInForceRequest, { uri }))?.reason);
	return shown;
}

/** The table of permissions and the security report, as they are shown and as they are saved. */
export async function reportsShown({ connection }: ScriptedClient, uri: string): Promise<Shown[]> {
	const shown: Shown[] = [];
	const note = (where: string, text: string) => void shown.push({ where, text });
	const matrix = await connection.sendRequest(PermissionsRequest, { uri });
	for (const { keys = [] } of matrix?.users ?? []) for (const key of keys) note("table of permissions", String(key));
	const saved = await connection.sendRequest(ExportPermissionsRequest, { uri, format: "markdown" });
	if (saved) note("saved table of permissions", saved.text);
	const asked = { uri, made: "2026" };
	const report = await connection.sendRequest(SecurityReportRequest, asked);
	for (const [path, words] of texts(report))
		if (!/\.(?:id|only|unread|tone|from|to|safety|severity|profile|rule|file|state|kind|why|of)$/.test(path)) note(`report ${path}`, words);
	for (const format of ["markdown", "html"] as const)
		note(`saved report ${format}`, (await connection.sendRequest(SaveReportRequest, { ...asked, format, language: "xx" })).text);
	return shown;
}

async function refusal(answer: Promise<unknown>): Promise<string | undefined> {
	try {
		await answer;
		return undefined;
	} catch (error) {
		return (error as Error).message;
	}
}

/** Every text of an object, with its path. */
function* texts(value: unknown, path = ""): Iterable<[string, string]> {
	if (typeof value === "string") yield [path, value];
	else if (typeof value === "object" && value !== null)
		for (const [key, inside] of Object.entries(value)) yield* texts(inside, /^\d+$/.test(key) ? path : `${path}.${key}`);
}
