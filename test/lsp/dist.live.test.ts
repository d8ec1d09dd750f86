// lsp: the built server as any editor starts it: a process with `--stdio`.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import {
	createProtocolConnection,
	DidOpenTextDocumentNotification,
	ExitNotification,
	InitializedNotification,
	InitializeRequest,
	PublishDiagnosticsNotification,
	type PublishDiagnosticsParams,
	ShutdownRequest,
	StreamMessageReader,
	StreamMessageWriter,
} from "vscode-languageserver/node";

const dist = fileURLToPath(new URL("../../dist/", import.meta.url));

it.each([["server.js", ["--stdio"]]])("%s finds what is wrong, and ends when it is told to", async (main, args) => {
	const folder = mkdtempSync(join(tmpdir(), "lsp-"));
	writeFileSync(join(folder, "users.acl"), "user app on nopass ~* &* +@all\n");
	const child = spawn(process.execPath, [join(dist, main), ...args], { stdio: ["pipe", "pipe", "inherit"] });
	const exited = new Promise((resolve) => child.on("exit", resolve));
	const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
	const published = new Promise<PublishDiagnosticsParams>((resolve) =>
		connection.onNotification(PublishDiagnosticsNotification.type, resolve),
	);
	connection.listen();
	const capabilities = { textDocument: { publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true } } };
	const rootUri = pathToFileURL(folder).href;
	const { serverInfo } = await connection.sendRequest(InitializeRequest.type, {
		processId: process.pid,
		rootUri,
		capabilities,
		workspaceFolders: null,
	});
	expect(serverInfo?.name).toBe("redis-security-lint");
	await connection.sendNotification(InitializedNotification.type, {});
	const uri = pathToFileURL(join(folder, "redis.conf")).href;
	const text = "requirepass kZ8w2nQ4x7Lp9Tr5\naclfile users.acl\n";
	await connection.sendNotification(DidOpenTextDocumentNotification.type, {
		textDocument: { uri, languageId: "redis-conf", version: 1, text },
	});
	const { diagnostics } = await published;
	const finding = diagnostics.find(({ code }) => code === "missing-requirepass");
	expect(finding?.message).toContain("aclfile");
	expect(finding?.codeDescription?.href).toBe(pathToFileURL(join(dist, "rules", "missing-requirepass.md")).href);
	await connection.sendRequest(ShutdownRequest.type);
	await connection.sendNotification(ExitNotification.type);
	expect(await exited).toBe(0);
	rmSync(folder, { recursive: true });
});
