// property: no secret is in anything that the language server sends, whatever is asked, in any language. Marked secrets stand in Redis files, in
// files of other programs that an include leads to, in the project file and in the editor's settings; all messages are searched.
import { expect, it } from "vitest";
import { ApplyWorkspaceEditRequest, FileChangeType, type Position } from "vscode-languageserver/node";
import { LAYERS } from "../../server/src/generate/report/layers";
import type { SecurityReport } from "../../server/src/generate/report/types";
import { SHOWS_EVERYTHING } from "../lsp/everythingShown";
import { connect, EVERYWHERE, type ScriptedClient, uriOf } from "../lsp/scriptedClient";
import { FOREIGN, KINDS, LINES, NAMES, PLAIN } from "../support/plantedSecrets";
import { LANGUAGES } from "./surroundings";

/** Each planted secret begins and ends like this, so that a part of it is found too. */
const MARK = /5ec|q7z/i;
const planted = (text: string) => text.replace(/5ecret/gi, "$&q7z");

/** Values that belong to somebody else, where each setting expects something. */
const SETTINGS = {
	server: "redis-5ecret",
	profile: "5ecret",
	rules: { "weak-password": "5ecret", "bind-all-interfaces": { severity: ["5ecret"] }, "certificate-out-of-date": { days: "5ecret" } },
	administrators: [{ password: "5ecret" }],
	suppress: [{ rules: "5ecret" }, { rules: ["weak-password"], reason: "the token is 5ecret", user: ">5ecret" }, "5ecret"],
	requirepass: "5ecret",
	inlayHints: { sizes: "5ecret", times: ["5ecret"] },
	workspaceDiagnostics: "5ecret",
	trace: { server: "verbose" },
};

const AT_POINTS = "hover completion definition references documentHighlight prepareRename signatureHelp"
	.split(" ")
	.map((name) => `textDocument/${name}`);
const OF_DOCUMENTS = "documentSymbol documentLink foldingRange codeLens semanticTokens/full diagnostic formatting"
	.split(" ")
	.map((name) => `textDocument/${name}`);
const OWN = "serverInForce permissions choices tlsProposal".split(" ").map((name) => `redisSecurityLint/${name}`);

/** One folder: a configuration that leads to all others, each with some of the lines. */
function folders(): Record<string, string>[] {
	const foreign = Object.fromEntries(Object.entries(FOREIGN).map(([name, text]) => [`${name.replaceAll(" ", "-")}.conf`, planted(text)]));
	const includes = Object.keys(foreign).map((name) => `include ${name}`);
	const project = planted(JSON.stringify(SETTINGS, undefined, "\t"));
	const parts = Math.max(...KINDS.map((kind) => Math.ceil(LINES[kind].length / PART)));
	return Array.from({ length: parts }, (_, part) => ({
		...Object.fromEntries(
			KINDS.map((kind) => {
				const lines = LINES[kind].slice(part * PART, (part + 1) * PART);
				return [NAMES[kind], planted(`${[...lines, ...(kind === "config" && part === 0 ? includes : []), ...PLAIN[kind]].join("\n")}\n`)];
			}),
		),
		...(part === 0 && foreign),
		".redis-security-lint.json": part === 1 ? project.slice(0, -9) : project,
	}));
}

const PART = 18;

class Searched {
	readonly leaks: string[] = [];
	count = 0;
	private bytes = Buffer.alloc(0);

	/** Notifications and requests of the server, from the bytes that it sends. */
	readonly tap = (chunk: Buffer): void => {
		this.bytes = Buffer.concat([this.bytes, chunk]);
		for (;;) {
			const head = this.bytes.indexOf("\r\n\r\n");
			const length = Number(/Content-Length: (\d+)/.exec(this.bytes.toString("latin1", 0, Math.max(0, head)))?.[1]);
			if (head < 0 || this.bytes.length < head + 4 + length) return;
			const message = JSON.parse(this.bytes.toString("utf8", head + 4, head + 4 + length)) as { method?: string; error?: unknown };
			this.bytes = this.bytes.subarray(head + 4 + length);
			if (message.method !== undefined || message.error !== undefined) this.search(message.method ?? "an error", message);
		}
	};

	/** Searches all but the texts that an editor writes into the person's own files, and random names, which have the mark in them now and then. */
	search(where: string, answer: unknown): void {
		this.count++;
		const isLeftOut = (key: string, text: string) => WRITTEN.has(key) || RANDOM_ID.test(text);
		const shown = JSON.stringify(answer ?? null, (key, part: unknown) => (typeof part === "string" && isLeftOut(key, part) ? "" : part));
		const at = shown.search(MARK);
		if (at >= 0) this.leaks.push(`${where}: ${shown.slice(Math.max(0, at - 150), at + 50)}`);
	}
}

const WRITTEN: ReadonlySet<string> = new Set(["newText"]);

/** As registrations are named, and nothing else. */
const RANDOM_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

// Masks are put before words are said, so of other languages a part will do.
it.each(LANGUAGES.map((locale, index) => [locale, index === 0 ? folders() : folders().slice(index - 1, index)] as const))(
	"nothing that is sent holds a secret, in %s",
	{ timeout: 110_000 },
	async (locale, all) => {
		const searched = new Searched();
		for (const files of all) {
			const settings = JSON.parse(planted(JSON.stringify(SETTINGS))) as unknown;
			const client = await connect({
				capabilities: SHOWS_EVERYTHING,
				files,
				settings,
				locale,
				tap: searched.tap,
				options: { showsPermissions: true },
			});
			client.connection.onRequest(ApplyWorkspaceEditRequest.type, () => ({ applied: false }));
			await client.connection.sendNotification("$/setTrace", { value: "verbose" });
			for (const name of Object.keys(files)) {
				const uri = await client.open(name, files[name], name.endsWith(".json") ? "json" : undefined);
				await askAll(client, uri, searched);
				await client.close(uri);
			}
			await askWorkspace(client, searched);
			searched.search("what was logged and shown", [client.logged, client.shown, client.published, client.initialized]);
			client.connection.dispose();
		}
		expect(searched.leaks.slice(0, 8)).toEqual([]);
		expect(searched.count).toBeGreaterThan(1000);
	},
);

async function askAll(client: ScriptedClient, uri: string, searched: Searched): Promise<void> {
	const textDocument = { uri };
	const options = { tabSize: 4, insertSpaces: false };
	const ask = (method: string, params: object) => asked(client, searched, method, params);
	const text = client.document(uri).getText();
	for (const position of pointsOf(text)) {
		for (const method of AT_POINTS) {
			const answer = await ask(method, { textDocument, position, context: { includeDeclaration: true, triggerKind: 1 } });
			if (method === "textDocument/completion") for (const item of listOf(answer).slice(0, 2)) await ask("completionItem/resolve", item);
		}
		for (const newName of ["", "app"]) await ask("textDocument/rename", { textDocument, position, newName });
		await ask("textDocument/onTypeFormatting", { textDocument, position, ch: "\n", options });
	}
	for (const method of OF_DOCUMENTS) {
		const answer = await ask(method, { textDocument, options });
		if (method === "textDocument/codeLens") for (const lens of listOf(answer)) await ask("codeLens/resolve", lens);
	}
	await ask("textDocument/inlayHint", { textDocument, range: EVERYWHERE });
	const actions = await ask("textDocument/codeAction", { textDocument, range: EVERYWHERE, context: { diagnostics: [] } });
	for (const action of listOf(actions)) await ask("codeAction/resolve", action);
	for (const method of OWN) await ask(method, textDocument);
	for (const format of ["csv", "markdown"]) await ask("redisSecurityLint/exportPermissions", { uri, format });
	await ask("redisSecurityLint/checkTlsChoices", { uri });
	await askReport(client, { uri, made: "now" }, searched);
}

/** The report as it is shown and saved, and what its fixes would change. */
async function askReport(
	client: ScriptedClient,
	about: { readonly uri?: string; readonly made: string },
	searched: Searched,
): Promise<void> {
	const report = (await asked(client, searched, "redisSecurityLint/securityReport", about)) as SecurityReport;
	for (const format of ["html", "markdown"]) await asked(client, searched, "redisSecurityLint/saveReport", { ...about, format });
	// Those of each server are seen once, in the report of all.
	if (about.uri !== undefined) return;
	for (const { file, files, layers } of report.servers) {
		const versions = Object.fromEntries(files.map((one) => [one.file, one.version]));
		const single = layers.flatMap(({ groups }) =>
			groups.flatMap(({ rule, findings }) =>
				findings.flatMap(({ message, at, fixes }) => fixes.map((_, fix) => ({ do: "fix", rule, message, at, fix }))),
			),
		);
		const whole = LAYERS.flatMap((layer) => ["safe", "may-refuse-clients"].map((safety) => ({ do: "fix-layer", layer, safety })));
		for (const what of [...single, ...whole])
			await asked(client, searched, "redisSecurityLint/reportFix", { root: file, versions, what, step: "preview" });
	}
}

async function askWorkspace(client: ScriptedClient, searched: Searched): Promise<void> {
	for (const query of ["", "5ecret", "u"]) await asked(client, searched, "workspace/symbol", { query });
	await asked(client, searched, "workspace/diagnostic", { previousResultIds: [{ uri: uriOf("gone.conf"), value: "x" }] });
	await askReport(client, { made: "now" }, searched);
	await client.write("more.conf", planted("requirepass 5ecret\nuser a on >5ecret\n"), FileChangeType.Created);
	await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: { redisSecurityLint: SETTINGS } });
	await asked(client, searched, "workspace/executeCommand", { command: planted("5ecret") });
}

async function asked(client: ScriptedClient, searched: Searched, method: string, params: object): Promise<unknown> {
	const answer = await client.connection
		.sendRequest<unknown>(method, params)
		.catch((error: Error & { data?: unknown }) => ({ failed: error.message, data: error.data }));
	// A query and the name of a command are the client's own words, and what is given back to be resolved is the client's too.
	if (method !== "workspace/executeCommand") searched.search(`${method} ${JSON.stringify(params).slice(0, 160).replace(MARK, "")}`, answer);
	return answer;
}

function listOf(answer: unknown): object[] {
	if (Array.isArray(answer)) return answer;
	return typeof answer === "object" && answer !== null && "items" in answer && Array.isArray(answer.items) ? answer.items : [];
}

/** The beginning and the inside of each word, and the ends of each line. */
function pointsOf(text: string): Position[] {
	return text.split("\n").flatMap((line, number) => {
		const words = [...line.matchAll(/\S+/g)].flatMap(({ 0: word, index }) => [index, index + (word.length >> 1)]);
		return [...new Set([0, ...words, line.length])].map((character) => ({ line: number, character }));
	});
}
