// webviews: the security report as a person uses it, in a real browser.
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Report } from "../../client/src/webviews/report/messages";
import { openBrowser, type TestBrowser } from "../vscode/host/browser";
import { openReport, reportOf, savedReport, shown } from "./reportPage";
import { THEMES } from "./themes";

const SHOTS = fileURLToPath(new URL("../out/webviews/", import.meta.url));
const example = (name: string) => readFileSync(new URL(`../../examples/insecure/${name}`, import.meta.url), "utf8");
const SENTINEL = "port 26379\nsentinel monitor shop 10.0.0.5 6379 2\n";
const NODE = "bind 10.0.0.1\nport 7000\ncluster-enabled yes\nrequirepass 8Zq2mV7xKc4tYb9pLw3nRf6h\nreplicaof 10.0.0.2 7000\n";
const SILENT = "# redis-security-lint-disable weak-password -- a test\nbind 127.0.0.1\nport 0\nunixsocket /run/redis.sock\n";
const WORKSPACE = {
	"redis.conf": example("redis.conf"),
	"users.acl": example("users.acl"),
	"ha/sentinel.conf": SENTINEL,
	"ha/node.conf": NODE,
	"redis-quiet.conf": SILENT,
};

let browser: TestBrowser;
let file: Report;
let workspace: Report;
let big: Report;

beforeAll(async () => {
	mkdirSync(SHOTS, { recursive: true });
	browser = await openBrowser();
	file = await reportOf({ "redis.conf": WORKSPACE["redis.conf"] });
	workspace = await reportOf(WORKSPACE, "workspace");
	const users = Array.from({ length: 1200 }, (_, i) => `user u${i} on >pass${i}word${i}pass ~* +@all\n`);
	big = await reportOf({ "users.acl": `user default off\n${users.join("")}` });
});

afterAll(() => browser.close());

const open = (report: Report = file, options: Parameters<typeof openReport>[2] = {}) => openReport(browser.context, report, options);

describe.each(Object.keys(THEMES))("%s", (theme) => {
	test("is accessible, of a file, of a workspace and empty, and looks as it should", async () => {
		const one = await open(file, { theme });
		expect(await violations(one.page)).toEqual([]);
		await one.page.screenshot({ path: `${SHOTS}report-${theme}.png` });
		await one.page.locator("details.words summary").click();
		await one.page.locator("details.checked summary").first().click();
		expect(await violations(one.page)).toEqual([]);
		await one.page.setViewportSize({ width: 420, height: 1200 });
		await one.page.screenshot({ path: `${SHOTS}report-${theme}-narrow.png` });
		expect(await one.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
		await one.page.close();
		const all = await open(workspace, { theme });
		for (const summary of await all.page.locator("details.server > summary").all()) await summary.click();
		expect(await violations(all.page)).toEqual([]);
		await all.page.screenshot({ path: `${SHOTS}report-${theme}-workspace.png`, fullPage: true });
		await all.page.close();
		const nothing = await openReport(browser.context, undefined, { theme });
		expect(await violations(nothing.page)).toEqual([]);
		await nothing.page.close();
	});
});

test("the report that is saved as HTML keeps its own policy, is accessible, and has no width of its own on paper", async () => {
	const html = await savedReport(WORKSPACE);
	for (const colorScheme of ["light", "dark"] as const) {
		const page = await browser.context.newPage();
		const complaints: string[] = [];
		page.on("console", (message) => complaints.push(message.text()));
		await page.emulateMedia({ colorScheme });
		await page.route("**/*", (route) => route.fulfill({ body: html, contentType: "text/html" }));
		await page.goto("http://saved.test/");
		expect(complaints).toEqual([]);
		// The policy forbids even the script of the checker, as it should.
		await page.setContent(html.replace(/<meta http-equiv[^>]*>/, ""));
		expect(await violations(page)).toEqual([]);
		await page.screenshot({ path: `${SHOTS}report-saved-${colorScheme}.png` });
		await page.emulateMedia({ media: "print" });
		await page.setViewportSize({ width: 700, height: 1000 });
		expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
		await page.close();
	}
});

test.each([
	["de", "Jeder Host, der diesen Server erreicht, kommt ohne Passwort hinein.", "Netzwerk"],
	["zh-cn", "能访问此服务器的任何主机都可以不用密码进入。", "网络"],
])("speaks %s: nothing is cut off, and screen readers know the language", async (language, headline, layer) => {
	const one = await open(await reportOf({ "redis.conf": WORKSPACE["redis.conf"] }, "file", language), { language, theme: "vscode-light" });
	expect(await one.page.evaluate(() => document.documentElement.lang)).toBe(language);
	expect(await one.page.locator(".headline").textContent()).toBe(headline);
	expect(await one.page.locator(".overview li").first().textContent()).toContain(layer);
	expect(await violations(one.page)).toEqual([]);
	for (const width of [1280, 700, 420]) {
		await one.page.setViewportSize({ width, height: 1000 });
		await one.page.screenshot({ path: `${SHOTS}report-${language}-${width}.png`, fullPage: true });
		expect(await cutOff(one.page), `at ${width}`).toEqual([]);
	}
	await one.page.close();
	const all = await open(await reportOf(WORKSPACE, "workspace", language), { language, theme: "vscode-dark" });
	await all.page.screenshot({ path: `${SHOTS}report-${language}-workspace.png` });
	expect(await cutOff(all.page)).toEqual([]);
	await all.page.close();
});

test.each(["de", "zh-cn"])("speaks %s where it is saved, too", async (language) => {
	const saved = await browser.context.newPage();
	await saved.setContent((await savedReport(WORKSPACE, language)).replace(/<meta http-equiv[^>]*>/, ""));
	expect(await saved.evaluate(() => document.documentElement.lang)).toBe(language);
	expect(await violations(saved)).toEqual([]);
	for (const width of [1280, 420]) {
		await saved.setViewportSize({ width, height: 1000 });
		await saved.screenshot({ path: `${SHOTS}report-saved-${language}-${width}.png`, fullPage: true });
		expect(await cutOff(saved), `saved, at ${width}`).toEqual([]);
	}
	await saved.close();
});

test("a click on a place, a box of the picture or a rule goes there", async () => {
	const { page, said } = await open();
	await page.locator("button.place", { hasText: "redis.conf:5" }).first().click();
	await page.locator('.reach [data-id="plain 6379"]').click();
	await page.locator("button.rule", { hasText: "protected-mode-off" }).click();
	const [place, box, rule] = await said();
	expect(place).toMatchObject({ type: "reveal", at: { line: 4, start: 0 } });
	expect(box).toMatchObject({ type: "reveal", at: { line: 3 } });
	expect(rule).toEqual({ type: "rule", rule: "protected-mode-off" });
	await page.close();
});

test("what can be fixed is asked for, with the state of the files that it was seen in", async () => {
	const { page, said } = await open();
	const network = page.locator("#part-0-network");
	await network.getByRole("button", { name: /^Fix all of these \(2\) … *: Network$/ }).click();
	await network.getByRole("button", { name: "Switch protected mode on" }).click();
	const uri = file.servers[0]?.file ?? "";
	expect(await said()).toEqual([
		{ type: "fix", root: uri, versions: { [uri]: null }, what: { do: "fix-layer", layer: "network", safety: "may-refuse-clients" } },
		{
			type: "fix",
			root: uri,
			versions: { [uri]: null },
			what: expect.objectContaining({ do: "fix", rule: "protected-mode-off", fix: 0, at: expect.objectContaining({ line: 4 }) }),
		},
	]);
	await page.close();
});

test("everything can be done by keyboard, and the focus stays where it is when the report is made again", async () => {
	const { page, said, send } = await open();
	await page.locator("h1").waitFor();
	await page.keyboard.press("Tab");
	expect(await focused(page)).toBe("Save as HTML");
	await page.keyboard.press("Enter");
	await page.keyboard.press("Tab");
	await page.keyboard.press("Space");
	expect(await said()).toEqual([
		{ type: "save", format: "html" },
		{ type: "save", format: "markdown" },
	]);
	const place = page.locator("button.place", { hasText: "redis.conf:17" }).first();
	await place.focus();
	const top = await page.evaluate(() => scrollY);
	await send(shown(file));
	await page.waitForFunction(() => document.activeElement?.textContent === "redis.conf:17");
	expect(await page.evaluate(() => scrollY)).toBe(top);
	await page.close();
});

test("the table of files is sorted by any column, and leads to the part of a file", async () => {
	const { page } = await open(workspace);
	const names = () => page.locator(".files tbody th button").allTextContents();
	expect((await names())[0]).toBe("redis.conf");
	await page.getByRole("button", { name: "File" }).click();
	expect(await names()).toEqual(["ha/node.conf", "ha/sentinel.conf", "redis-quiet.conf", "redis.conf", "users.acl"]);
	await page.getByRole("button", { name: "File" }).click();
	expect((await names())[0]).toBe("users.acl");
	expect(await page.locator('th[aria-sort="descending"]').textContent()).toBe("File");
	await page.locator(".files").getByRole("button", { name: "ha/node.conf" }).click();
	const part = page.locator("details.server", { hasText: "ha/node.conf" });
	expect(await part.getAttribute("open")).toBe("");
	expect(await focused(page)).toMatch(/^ha\/node\.conf/);
	expect(await part.locator(".headline").isVisible()).toBe(true);
	await page.close();
});

test("order, opened parts and place survive hiding", async () => {
	const first = await open(workspace);
	await first.page.getByRole("button", { name: "File" }).click();
	await first.page.locator("details.server > summary", { hasText: "ha/sentinel.conf" }).click();
	await first.page.locator("details.server[open] .headline").waitFor();
	await first.page.evaluate(() => scrollTo(0, 150));
	await first.page.waitForFunction(() => (window as unknown as { kept: { top: number; opened: unknown[] } }).kept.top === 150);
	const state = await first.state();
	await first.page.close();
	const second = await open(workspace, { state });
	expect(await second.page.locator('th[aria-sort="ascending"]').textContent()).toBe("File");
	expect(await second.page.locator("details.server[open] h2").allTextContents()).toEqual(["ha/sentinel.conf"]);
	expect(await second.page.evaluate(() => scrollY)).toBe(150);
	await second.page.close();
	const other = await open(workspace, { state: { file: 3, nonsense: true } });
	expect(await other.page.locator('th[aria-sort="descending"]').textContent()).toBe("Found");
	await other.page.close();
});

test("1,000 findings are shown without lag, a few at first and all on wish", async () => {
	const { page } = await open(big);
	const times = await page.evaluate((data) => {
		const all: number[] = [];
		for (let i = 0; i < 5; i++) {
			const start = performance.now();
			window.dispatchEvent(new MessageEvent("message", { data }));
			document.body.getBoundingClientRect();
			all.push(performance.now() - start);
		}
		return { all, elements: document.getElementsByTagName("*").length };
	}, shown(big));
	const median = times.all.toSorted((a, b) => a - b)[2] ?? 0;
	console.log(`1,000 findings in ${median.toFixed(1)} ms, ${times.elements} elements`);
	expect(median).toBeLessThan(250);
	expect(times.elements).toBeLessThan(4000);
	const group = page.locator(".group").first();
	expect(await group.locator(".finding").count()).toBe(20);
	await group.locator("button.more").click();
	expect(await group.locator(".finding").count()).toBe(220);
	for (let i = 0; i < 6 && (await group.locator("button.more").isVisible()); i++) await group.locator("button.more").click();
	expect(await group.locator(".finding").count()).toBeGreaterThan(220);
	await page.close();
});

test("what is said is said aloud, and a new report takes it away", async () => {
	const { page, send } = await open();
	await send({ type: "said", text: "Changed. Save the file to keep it." });
	await page.getByRole("status").getByText("Changed.").waitFor();
	await send(shown(file));
	await page.waitForFunction(() => document.getElementById("status")?.textContent === "");
	await page.close();
});

test("an empty state says what to do, and does it", async () => {
	const { page, said } = await openReport(browser.context, undefined);
	await page.getByRole("button", { name: "Open …" }).click();
	expect(await said()).toEqual([{ type: "do", action: "open" }]);
	await page.close();
});

test("names are text, whatever they look like", async () => {
	const { page } = await open(
		await reportOf({ "redis.conf": "bind 0.0.0.0\nuser a<img/src=x/onerror=alert(1)> on nopass ~</svg><b> +@all\n" }),
	);
	expect(await page.locator("img, b").count()).toBe(0);
	expect(await page.locator(".reach-title", { hasText: "a<img/src" }).count()).toBe(1);
	await page.close();
});

function focused(page: Page): Promise<string> {
	return page.evaluate(() => document.activeElement?.textContent ?? "");
}

/** Words that their boxes are too small for, and whatever makes the page wider than the window. */
function cutOff(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const boxes = [...document.querySelectorAll<HTMLElement>("button, summary, h1, h2, h3, h4, th, td, dd, .overview li, .badge, .count")];
		const small = boxes.filter(({ scrollWidth, clientWidth }) => clientWidth > 1 && scrollWidth > clientWidth + 1);
		const texts = [...document.querySelectorAll<SVGGraphicsElement>(".reach g")].flatMap((group) => {
			const right = group.querySelector("rect")?.getBoundingClientRect().right ?? Number.POSITIVE_INFINITY;
			return [...group.querySelectorAll("text")].filter((word) => word.getBoundingClientRect().right > right + 1);
		});
		const wide = document.documentElement.scrollWidth > innerWidth ? ["the page"] : [];
		return [...[...small, ...texts].map((part) => part.textContent ?? ""), ...wide];
	});
}

async function violations(page: Page): Promise<string[]> {
	if (!(await page.evaluate(() => "axe" in window))) {
		const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
		await page.evaluate(source);
	}
	return page.evaluate(async () => {
		const { axe } = window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } };
		const { violations: found } = await axe.run();
		return found.map(
			({ id, nodes }) =>
				`${id}: ${nodes
					.map(({ html }) => html.slice(0, 160))
					.join(" | ")
					.slice(0, 600)}`,
		);
	});
}
