// test support: the built server as a process of its own, and a client that asks it.
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
	createProtocolConnection,
	type Diagnostic,
	LogMessageNotification,
	type ProtocolConnection,
	StreamMessageReader,
	StreamMessageWriter,
} from "vscode-languageserver/node";

const SERVER = fileURLToPath(new URL("../../dist/server.js", import.meta.url));

/** What an editor of today is able to: it asks for diagnostics, and for the edits of a code action when it is chosen. */
export const EDITOR = {
	textDocument: {
		diagnostic: { relatedInformation: true },
		codeAction: {
			codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
			dataSupport: true,
			resolveSupport: { properties: ["edit"] },
		},
	},
};

export class BuiltServer {
	readonly logged: string[] = [];
	/** Everything that the server wrote to standard error. */
	stderr = "";
	readonly ended: Promise<number | null>;

	private constructor(
		readonly child: ChildProcess,
		readonly connection: ProtocolConnection,
	) {
		connection.onNotification(LogMessageNotification.type, ({ message }) => void this.logged.push(message));
		child.stderr?.on("data", (data) => {
			this.stderr += data;
		});
		this.ended = new Promise((resolve) => {
			child.on("close", resolve);
		});
	}

	/** @param folder the one workspace folder. */
	static async start(folder: string): Promise<BuiltServer> {
		const child = spawn(process.execPath, [SERVER, "--stdio"], { stdio: ["pipe", "pipe", "pipe"] });
		const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
		const server = new BuiltServer(child, connection);
		connection.listen();
		await connection.sendRequest("initialize", {
			processId: process.pid,
			rootUri: null,
			workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "work" }],
			capabilities: EDITOR,
		});
		await connection.sendNotification("initialized", {});
		return server;
	}

	async open(uri: string, text: string, languageId = "redis-conf"): Promise<void> {
		await this.connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } });
	}

	async change(uri: string, version: number, text: string): Promise<void> {
		await this.connection.sendNotification("textDocument/didChange", { textDocument: { uri, version }, contentChanges: [{ text }] });
	}

	async pull(uri: string): Promise<readonly Diagnostic[]> {
		const { items } = await this.ask<{ items: Diagnostic[] }>("textDocument/diagnostic", { textDocument: { uri } });
		return items;
	}

	async rulesIn(uri: string): Promise<ReadonlySet<unknown>> {
		return new Set((await this.pull(uri)).map(({ code }) => code));
	}

	ask<T>(method: string, params: object): Promise<T> {
		return this.connection.sendRequest<T>(method, params);
	}

	/** Says goodbye; gives the exit status. */
	async stop(): Promise<number | null> {
		await this.connection.sendRequest("shutdown");
		await this.connection.sendNotification("exit");
		const status = await this.ended;
		this.connection.dispose();
		return status;
	}
}
