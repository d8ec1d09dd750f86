// test/vscode/host: the browser that shows the workbench. Requests to other machines are refused and remembered.
import { type Browser, type BrowserContext, chromium } from "playwright-core";
import { findProgram } from "./programs";

export interface TestBrowser {
	readonly context: BrowserContext;
	/** Hosts outside this machine that the page asked for, in vain. */
	readonly outside: ReadonlySet<string>;
	close(): Promise<void>;
}

const SIZE = { width: 1280, height: 800 };

export async function openBrowser(size = SIZE): Promise<TestBrowser> {
	const browser: Browser = await chromium.launch({ executablePath: findChromium(), headless: true, args: FLAGS, ...OURS });
	const context = await browser.newContext({ viewport: size });
	const outside = new Set<string>();
	await context.route("**/*", (route) => {
		const url = new URL(route.request().url());
		if (url.hostname === "127.0.0.1" || url.protocol === "data:" || url.protocol === "blob:") return route.continue();
		outside.add(url.host);
		return route.abort();
	});
	return { context, outside, close: () => browser.close() };
}

/** What a signal does is decided by the program that runs this; the browser ends with it. */
const OURS = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };

/** Chromium's sandbox does not work for root, nor in most containers; only our own pages are shown. */
const FLAGS = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];

/** The program named in CHROMIUM, else the first on the PATH. */
function findChromium(): string {
	const found = process.env.CHROMIUM ?? findProgram(["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]);
	if (!found) throw new Error("No Chromium or Chrome was found. Install it, or name the program in the environment variable CHROMIUM.");
	return found;
}
