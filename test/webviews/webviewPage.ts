// webviews: a page of the extension in a real browser, with a stand-in for what VS Code gives to a page.
import * as esbuild from "esbuild";
import type { BrowserContext, Page } from "playwright-core";
import { THEMES } from "./themes";

export interface WebviewFiles {
	readonly script: string;
	readonly style: string;
	/** The page, for the addresses of its script and style, and what it may load styles from. */
	html(addresses: Addresses): string;
}

export interface Addresses {
	readonly script: string;
	readonly style: string;
	readonly source: string;
	readonly nonce: string;
}

export interface OpenWebview<Said> {
	readonly page: Page;
	/** What the page has said since it was asked last. */
	said(): Promise<Said[]>;
	state(): Promise<unknown>;
	/** Speaks to the page as the extension does. */
	send(message: unknown): Promise<void>;
}

const ORIGIN = "http://webview.test";
const built = new Map<string, Promise<Readonly<Record<string, string>>>>();

/** Fails where the page breaks its own policy or throws. */
export async function openWebview<Said>(
	browser: BrowserContext,
	{ script, style, html }: WebviewFiles,
	{ theme = "vscode-dark", state }: { readonly theme?: string; readonly state?: unknown },
): Promise<OpenWebview<Said>> {
	const page = await browser.newPage();
	page.on("pageerror", (error) => {
		throw error;
	});
	page.on("console", (message) => {
		if (message.type() === "error") throw new Error(message.text());
	});
	const building = built.get(script) ?? build(script, style);
	built.set(script, building);
	const files = await building;
	await page.route("**/*", (route) => {
		const name = new URL(route.request().url()).pathname.slice(1);
		const addresses = { script: `${ORIGIN}/page.js`, style: `${ORIGIN}/page.css`, source: ORIGIN, nonce: "abc" };
		const body = name === "" ? html(addresses) : files[name];
		if (body === undefined) return route.abort();
		const contentType = name.endsWith(".css") ? "text/css" : name.endsWith(".js") ? "text/javascript" : "text/html";
		return route.fulfill({ body, contentType });
	});
	await page.addInitScript(standIn, { state, colors: THEMES[theme] ?? {}, theme });
	await page.goto(`${ORIGIN}/`);
	return {
		page,
		send: (message) => page.evaluate((data) => window.postMessage(data, "*"), message),
		said: () => page.evaluate(() => (window as unknown as { said: Said[] }).said.splice(0)),
		state: () => page.evaluate(() => (window as unknown as { kept: unknown }).kept),
	};
}

async function build(script: string, style: string): Promise<Record<string, string>> {
	const { outputFiles } = await esbuild.build({
		entryPoints: { page: script, style },
		bundle: true,
		write: false,
		outdir: "/",
		format: "iife",
	});
	return Object.fromEntries(outputFiles.map(({ path, text }) => [path === "/style.css" ? "page.css" : path.slice(1), text]));
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
