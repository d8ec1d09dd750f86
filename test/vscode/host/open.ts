// test/vscode/host: shows a file to a person in a real VS Code with the packaged extension. `node --import tsx test/vscode/host/open.ts VSIX FILE`
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { findDesktop, openDesktop } from "./desktop";
import { installHost, whyNotHere } from "./install";
import { fileAt, startServer } from "./server";

interface Opened {
	/** Resolves when it ended by itself. */
	readonly closed: Promise<void>;
	stop(): void | Promise<void>;
}

const [vsix = "", file = ""] = process.argv.slice(2).map((path) => resolve(path));
const folder = mkdtempSync(join(tmpdir(), "redis-security-lint-"));
// However this ends, nothing stays behind.
process.once("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
open().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});

async function open(): Promise<void> {
	const asked = new Promise<void>((stop) => {
		for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop());
	});
	const code = findDesktop();
	const reason = whyNotHere();
	if (!code && reason) {
		console.log(`There is no desktop VS Code with its command "code" here, and ${reason}.`);
		console.log(`Install ${vsix} in your VS Code (Extensions, "...", Install from VSIX...) and open ${file}.`);
		return;
	}
	const opened = code ? await onDesktop(code) : await inBrowser();
	await Promise.race([opened.closed, asked]);
	await opened.stop();
	process.exit();
}

async function onDesktop(code: string): Promise<Opened> {
	console.log("Opening VS Code. Ctrl-C closes it.");
	return openDesktop(code, folder, vsix, dirname(file), file);
}

async function inBrowser(): Promise<Opened> {
	console.log("There is no desktop VS Code here, so its server is started (the first time it is installed: about 600 MB).");
	installHost();
	const tokenFile = join(folder, "token");
	const token = randomBytes(24).toString("hex");
	writeFileSync(tokenFile, token, { mode: 0o600 });
	const server = await startServer({ folder, vsix, access: { token, tokenFile } });
	const openFile = fileAt(server.authority, file);
	console.log(`\nVS Code with the extension is at\n\n    ${server.link(dirname(file), { openFile })}\n\nCtrl-C ends it.`);
	return { closed: server.ended, stop: () => server.stop() };
}
