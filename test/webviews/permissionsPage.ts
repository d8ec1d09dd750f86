// webviews: the table of permissions in a real browser, with a stand-in for what VS Code gives to a page.
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import type { BrowserContext, Page } from "playwright-core";
import { permissionsHtml } from "../../client/src/webviews/permissions/html";
import type { FromPage, Matrix } from "../../client/src/webviews/permissions/messages";
import { permissionMatrix } from "../../server/src/generate/acl/matrix";
import { knowledge } from "../support/knowledge";
import { openFiles } from "../support/rules";
import { THEMES } from "./themes";

const FOLDER = fileURLToPath(new URL("../../client/src/webviews/permissions/", import.meta.url));
const ORIGIN = "http://permissions.test";

export interface OpenOptions {
	readonly theme?: string;
	/** What an earlier page has left. */
	readonly state?: unknown;
	readonly user?: string;
}

export interface OpenPage {
	readonly page: Page;
	/** What the page has said since it was asked last. */
	said(): Promise<FromPage[]>;
	state(): Promise<unknown>;
	/** Answers the page as the extension does. */
	send(message: unknown): Promise<void>;
}

let built: Promise<Readonly<Record<string, string>>> | undefined;

/** The page with this matrix; fails where the page breaks its own policy or throws. */
export async function openPermissions(browser: BrowserContext, matrix: Matrix | undefined, options: OpenOptions = {}): Promise<OpenPage> {
	const theme = options.theme ?? "vscode-dark";
	const page = await browser.newPage();
	page.on("pageerror", (error) => {
		throw error;
	});
	page.on("console", (message) => {
		if (message.type() === "error") throw new Error(message.text());
	});
	built ??= build();
	const files = await built;
	await page.route("**/*", (route) => {
		const name = new URL(route.request().url()).pathname.slice(1);
		const body = name === "" ? html() : files[name];
		if (body === undefined) return route.abort();
		const contentType = name.endsWith(".css") ? "text/css" : name.endsWith(".js") ? "text/javascript" : "text/html";
		return route.fulfill({ body, contentType });
	});
	await page.addInitScript(standIn, { state: options.state, colors: THEMES[theme] ?? {}, theme });
	await page.goto(`${ORIGIN}/`);
	const send = (message: unknown) => page.evaluate((data) => window.postMessage(data, "*"), message);
	if (matrix)
		await send({
			type: "matrix",
			matrix,
			file: "file:///etc/redis/users.acl",
			name: "users.acl",
			...(options.user !== undefined && { user: options.user }),
		});
	else await send({ type: "nothing", why: "The users of this file are not known." });
	await page.waitForSelector(matrix ? "#grid, #empty" : "#nothing:not([hidden])", { state: "attached" });
	if (matrix) await page.waitForFunction(() => !document.getElementById("table")?.hidden);
	return {
		page,
		send: async (message) => {
			await send(message);
		},
		said: () => page.evaluate(() => (window as unknown as { said: FromPage[] }).said.splice(0)),
		state: () => page.evaluate(() => (window as unknown as { kept: unknown }).kept),
	};
}

export async function matrixOf(users: string, server = "redis-7.4"): Promise<Matrix> {
	const view = await openFiles({ "users.acl": users }, { server });
	const { acl } = view.servers[0] ?? {};
	if (!acl?.users) throw new Error("no users");
	return permissionMatrix(acl.users, acl.evaluator, knowledge);
}

function html(): string {
	return permissionsHtml({ script: `${ORIGIN}/permissions.js`, style: `${ORIGIN}/permissions.css`, source: ORIGIN, nonce: "abc" });
}

async function build(): Promise<Record<string, string>> {
	const { outputFiles } = await esbuild.build({
		entryPoints: { permissions: `${FOLDER}page.ts`, "permissions-style": `${FOLDER}permissions.css` },
		bundle: true,
		write: false,
		outdir: "/",
		format: "iife",
	});
	return Object.fromEntries(outputFiles.map(({ path, text }) => [path.slice(1).replace("-style", ""), text]));
}

/** Runs in the page before anything else. */
function standIn({ state, colors, theme }: { state: unknown; colors: Record<string, string>; theme: string }): void {
	const host = window as unknown as { said: unknown[]; kept: unknown; acquireVsCodeApi: () => object };
	host.said = [];
	host.kept = state;
	host.acquireVsCodeApi = () => ({
		postMessage: (message: unknown) => host.said.push(message),
		getState: () => host.kept,
		setState: (kept: unknown) => {
			host.kept = kept;
		},
	});
	document.addEventListener("DOMContentLoaded", () => {
		document.body.classList.add(theme);
		for (const [name, value] of Object.entries(colors)) document.documentElement.style.setProperty(`--vscode-${name}`, value);
	});
}
