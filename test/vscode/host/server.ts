// test/vscode/host: VS Code's own server, with its workbench, in a private folder on a loopback address.
import { execFileSync, spawn } from "node:child_process";
import { createWriteStream, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { NODE, SERVER } from "./install";
import { installLanguagePack, type Language } from "./languagePack";

export interface ServerOptions {
	/** Everything that the server writes goes here. */
	readonly folder: string;
	/** What a link to the workbench must carry, and a file with it; without it anyone on this machine may open the workbench. */
	readonly access?: { readonly token: string; readonly tokenFile: string };
	readonly settings?: Readonly<Record<string, unknown>>;
	/** What the window speaks; English without it. */
	readonly language?: Language;
	/** A packaged extension to install first. */
	readonly vsix?: string;
	/** Lets a page run the extension's tests: it then obeys the names of development folders in its address. Folders are trusted, unless it says otherwise. */
	readonly forTests?: true | "untrusted";
}

export interface VsCodeServer {
	readonly port: number;
	/** "127.0.0.1:PORT": what addresses of its files name too. */
	readonly authority: string;
	/** The workbench with a folder or a workspace file open. `payload` are further words for the workbench, such as `openFile`. */
	link(folder: string, payload?: Payload): string;
	/** All that it has printed up to now. */
	log(): string;
	/** Resolves when it has ended. */
	readonly ended: Promise<void>;
	stop(): Promise<void>;
}

export type Payload = Readonly<Record<string, string>>;

export async function startServer(options: ServerOptions): Promise<VsCodeServer> {
	const data = join(options.folder, "data");
	const extensions = join(options.folder, "extensions");
	const where = ["--accept-server-license-terms", "--telemetry-level", "off", "--server-data-dir", data, "--extensions-dir", extensions];
	mkdirSync(extensions, { recursive: true });
	// A window in the browser keeps its user settings there; those of the machine are the server's.
	for (const scope of ["Machine", "User"]) {
		mkdirSync(join(data, "data", scope), { recursive: true });
		writeFileSync(join(data, "data", scope, "settings.json"), JSON.stringify({ ...QUIET, ...options.settings }, null, "\t"));
	}
	const spoken = options.language ? ["--locale", options.language] : [];
	if (options.language) installLanguagePack(join(data, "data"), options.language);
	if (options.vsix) install(options.vsix, where);
	const port = await freePort();
	const access = options.access ? ["--connection-token-file", options.access.tokenFile] : ["--without-connection-token"];
	const trust = options.forTests === true ? ["--disable-workspace-trust"] : [];
	const tests = options.forTests ? ["--enable-smoke-test-driver", ...trust] : [];
	const child = spawn(NODE, [SERVER, "--host", "127.0.0.1", "--port", String(port), ...where, ...access, ...spoken, ...tests], {
		env: environment(),
		stdio: ["ignore", "pipe", "pipe"],
	});
	const endWithUs = () => child.kill("SIGKILL");
	process.once("exit", endWithUs);
	let text = "";
	const file = createWriteStream(join(options.folder, "server.log"));
	const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
	await new Promise<void>((resolve, reject) => {
		const read = (chunk: Buffer) => {
			file.write(chunk);
			text += chunk.toString("utf8");
			if (text.includes("Extension host agent listening on")) resolve();
		};
		child.stdout.on("data", read);
		child.stderr.on("data", read);
		child.once("error", reject);
		void ended.then(() => reject(new Error(`The VS Code server ended:\n${text.slice(-2000)}`)));
	});
	const authority = `127.0.0.1:${port}`;
	return {
		port,
		authority,
		link: (folder, payload) => link(authority, folder, payload, options.access?.token),
		log: () => text,
		ended,
		stop: async () => {
			child.kill("SIGTERM");
			const patience = setTimeout(() => child.kill("SIGKILL"), 5000);
			await ended;
			clearTimeout(patience);
			process.removeListener("exit", endWithUs);
			file.end();
		},
	};
}

/** The address of the workbench at `authority` with a folder or a workspace file open. */
export function link(authority: string, folder: string, payload: Payload = {}, token?: string): string {
	const url = new URL(`http://${authority}/`);
	if (token) url.searchParams.set("tkn", token);
	url.searchParams.set(folder.endsWith(".code-workspace") ? "workspace" : "folder", folder);
	if (Object.keys(payload).length > 0) url.searchParams.set("payload", JSON.stringify(Object.entries(payload)));
	return url.href;
}

/** How the workbench at `authority` names a file of this machine. */
export const fileAt = (authority: string, path: string) => `vscode-remote://${authority}${path}`;

/** Nothing that greets, asks, updates or calls home. */
export const QUIET = {
	"chat.disableAIFeatures": true,
	"extensions.autoCheckUpdates": false,
	"extensions.autoUpdate": false,
	"extensions.ignoreRecommendations": true,
	"files.hotExit": "off",
	"git.enabled": false,
	"npm.autoDetect": "off",
	"telemetry.telemetryLevel": "off",
	"typescript.disableAutomaticTypeAcquisition": true,
	"update.showReleaseNotes": false,
	"window.confirmBeforeClose": "never",
	"workbench.enableExperiments": false,
	"workbench.secondarySideBar.defaultVisibility": "hidden",
	"workbench.startupEditor": "none",
	"workbench.tips.enabled": false,
};

/** With no gallery of extensions the server asks nobody outside. */
const environment = () => ({ ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}' });

function install(vsix: string, where: readonly string[]): void {
	const said = execFileSync(NODE, [SERVER, ...where, "--install-extension", vsix], { env: environment(), encoding: "utf8", stdio: "pipe" });
	if (!said.includes("successfully installed")) throw new Error(`${vsix} was not installed:\n${said}`);
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer().once("error", reject);
		probe.listen(0, "127.0.0.1", () => {
			const address = probe.address();
			probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
		});
	});
}
