// webviews: the table of permissions as a person uses it, in a real browser.
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Matrix } from "../../client/src/webviews/permissions/matrix";
import type { FromPage } from "../../client/src/webviews/permissions/messages";
import { openBrowser, type TestBrowser } from "../vscode/host/browser";
import { matrixOf, type OpenPage, openPermissions, WORDS } from "./permissionsPage";
import { THEMES } from "./themes";

const SHOTS = fileURLToPath(new URL("../out/webviews/", import.meta.url));
const USERS = `user default off
user admin on >x ~* &* +@all
user app on >hunter2 ~app:* %R~shared:* &news:* -@all +@read +@write -@dangerous +info +select|0
user worker on nopass ~jobs:* &* -@all +@all -@admin -flushall (~reports:* +config|get)
user locked on ~* +get
`;

let browser: TestBrowser;
let small: Matrix;
let big: Matrix;

beforeAll(async () => {
	mkdirSync(SHOTS, { recursive: true });
	browser = await openBrowser();
	small = await matrixOf(USERS);
	const names = ["billing", "web-frontend", "jobs", "cache", "reports-reader"];
	const rules = ["+@read +@write -@dangerous", "+@all -flushall", "+info", "+@read (~x +@write)", "+get +set +select|0"];
	const lines = Array.from(
		{ length: 199 },
		(_, i) => `user ${names[i % 5]}-${i} ${i % 11 ? "on" : "off"} >x ~app:${i}:* -@all ${rules[i % 5]}\n`,
	);
	big = await matrixOf(`user default off\n${lines.join("")}`, "redis-8.2");
});

afterAll(() => browser.close());

async function open(matrix: Matrix = small, options: Parameters<typeof openPermissions>[2] = {}): Promise<OpenPage> {
	return openPermissions(browser.context, matrix, options);
}

/** The label of the cell that has the focus. */
function focused(page: Page): Promise<string> {
	return page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.textContent ?? "");
}

function shownCommands(page: Page): Promise<string[]> {
	return page.locator(".body .command").allTextContents();
}

describe.each(Object.keys(THEMES))("%s", (theme) => {
	test("is accessible, empty and full, and looks as it should", async () => {
		const { page } = await open(small, { theme });
		expect(await violations(page)).toEqual([]);
		await page.locator("#dangerous").check();
		await page.locator('[aria-label^="worker may run EVAL:"]').focus();
		expect(await violations(page)).toEqual([]);
		await page.screenshot({ path: `${SHOTS}${theme}.png` });
		await page.locator("#search").fill("nothing like this");
		expect(await violations(page)).toEqual([]);
		await page.close();
		const large = await open(big, { theme });
		expect(await violations(large.page)).toEqual([]);
		await large.page.screenshot({ path: `${SHOTS}${theme}-200-users.png` });
		await large.page.close();
		const nothing = await openPermissions(browser.context, undefined, { theme });
		expect(await violations(nothing.page)).toEqual([]);
		await nothing.page.close();
	});
});

test.each([
	["de", "worker darf FLUSHALL nicht ausführen: entzogen durch -flushall", "1 von 365 Befehlen · 5 Benutzer"],
	["zh-cn", "worker 不能运行 FLUSHALL：取消规则 -flushall", "365 个命令中的 1 个 · 5 个用户"],
])("speaks %s: nothing is cut off, and screen readers know the language", async (language, label, count) => {
	const { page } = await open(small, { language, theme: "vscode-light" });
	expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
	await page.screenshot({ path: `${SHOTS}${language}.png` });
	await page.locator("#search").fill("flushall");
	await page.locator('[aria-label^="worker"]').hover();
	expect(await page.locator('[aria-label^="worker"]').getAttribute("aria-label")).toBe(label);
	expect(await page.locator("#count").textContent()).toBe(count);
	expect(await violations(page)).toEqual([]);
	await page.screenshot({ path: `${SHOTS}${language}-cell.png` });
	for (const width of [1280, 700, 420]) {
		await page.setViewportSize({ width, height: 800 });
		expect(await cutOff(page), `at ${width}`).toEqual([]);
		await page.screenshot({ path: `${SHOTS}${language}-${width}.png` });
	}
	await page.close();
});

test("what each cell says", async () => {
	const { page } = await open();
	const labels = async (search: string) => {
		await page.locator("#search").fill(search);
		return page.locator('[role="gridcell"]').evaluateAll((cells) => cells.map((cell) => cell.ariaLabel));
	};
	expect(await labels("flushall")).toEqual([
		"default may not run FLUSHALL (the user is off): no rule grants it",
		"admin may run FLUSHALL: granted by +@all",
		"app may not run FLUSHALL: taken away by -@dangerous",
		"worker may not run FLUSHALL: taken away by -flushall",
		"locked may not run FLUSHALL (without a password nobody gets in): no rule grants it",
	]);
	expect((await labels("select"))[2]).toBe("app may run SELECT with some first arguments only: granted by +select|0");
	expect((await labels("config get"))[3]).toBe(
		"worker may run CONFIG GET by a selector, with its keys: granted by +config|get in the selector (~reports:* +config|get)",
	);
	expect((await labels("auth"))[0]).toBe("default may run AUTH: it needs no permission");
	await page.close();
});

test("search, category, dangerous and comparing two users, and back to everything", async () => {
	const { page } = await open();
	await page.locator("#search").fill("config set");
	expect(await shownCommands(page)).toEqual(["CONFIG SET"]);
	expect(await page.locator("#count").textContent()).toBe("1 of 365 commands · 5 users");
	await page.locator("#search").fill("");
	await page.locator("#category").selectOption("transaction");
	expect(await shownCommands(page)).toEqual(["DISCARD", "EXEC", "MULTI", "UNWATCH", "WATCH"]);
	await page.locator("#clear").click();
	await page.locator("#first").selectOption("app");
	await page.locator("#second").selectOption("worker");
	await page.locator("#dangerous").check();
	await page.locator("#search").fill("flush");
	expect(await shownCommands(page)).toEqual(["SCRIPT FLUSH", "FLUSHDB"]);
	expect(await page.locator(".user-name").allTextContents()).toEqual(["app", "worker"]);
	await page.locator("#clear").click();
	expect(await page.locator("#count").textContent()).toBe("365 commands · 5 users");
	expect(await focused(page)).toBe("Find a command");
	await page.locator("#user").fill("adm");
	expect(await page.locator(".user-name").allTextContents()).toEqual(["admin"]);
	await page.close();
});

test("the keyboard goes everywhere, and one Tab leads in", async () => {
	const { page } = await open();
	await page.locator("#csv").focus();
	await page.keyboard.press("Tab");
	expect(await focused(page)).toBe("string22");
	await page.keyboard.press("ArrowDown");
	expect(await focused(page)).toBe("default may not run APPEND (the user is off): no rule grants it");
	await page.keyboard.press("ArrowRight");
	expect(await focused(page)).toBe("admin may run APPEND: granted by +@all");
	await page.keyboard.press("Control+End");
	expect(await focused(page)).toMatch(/^locked may not run/);
	await page.keyboard.press("Home");
	expect(await focused(page)).not.toMatch(/locked/);
	await page.keyboard.press("Control+Home");
	expect(await focused(page)).toBe("Command");
	await page.keyboard.press("PageDown");
	await page.keyboard.press("PageUp");
	await page.keyboard.press("End");
	expect(await focused(page)).toMatch(/string22|locked/);
	expect(await page.locator('[role="grid"] [tabindex="0"]').count()).toBe(1);
	await page.close();
});

test("Enter and a click go to the deciding rule, else to the user", async () => {
	const { page, said } = await open();
	await said();
	const reveal = async () =>
		(await said()).filter((message): message is FromPage & { type: "reveal" } => message.type === "reveal").map(({ at }) => at);
	const textAt = (at: { line: number; start: number; end: number } | undefined) =>
		USERS.split("\n")[at?.line ?? -1]?.slice(at?.start, at?.end);
	await page.locator("#search").fill("flushall");
	await page.locator('[aria-label^="worker"]').click();
	expect((await reveal()).map(textAt)).toEqual(["-flushall"]);
	await page.locator('[aria-label^="app"]').focus();
	await page.keyboard.press("Enter");
	expect((await reveal()).map(textAt)).toEqual(["-@dangerous"]);
	await page.locator('[aria-label^="locked"]').focus();
	await page.keyboard.press(" ");
	expect((await reveal()).map(textAt)).toEqual(["locked"]);
	await page.locator(".user-name", { hasText: "admin" }).click();
	expect((await reveal()).map(textAt)).toEqual(["admin"]);
	await page.locator(".command").click();
	expect(await reveal()).toEqual([]);
	await page.close();
});

test("the line at the bottom explains what the pointer or the focus is on", async () => {
	const { page } = await open();
	const about = page.locator("#about");
	expect(await page.locator("#legend").isVisible()).toBe(true);
	await page.locator("#search").fill("flushall");
	await page.locator('[aria-label^="app"]').hover();
	expect(await about.textContent()).toBe("app may not run FLUSHALLtaken away by-@dangerousEnter or click goes there");
	await page.locator(".user-name", { hasText: "app" }).hover();
	expect(await about.textContent()).toMatch(/keys app:\*, shared:\* \(read\) · channels news:\* · with a password/);
	await page.locator(".command").hover();
	expect(await about.textContent()).toBe("FLUSHALL@dangerous @keyspace @slow @write");
	await page.locator("#title").hover();
	expect(await page.locator("#legend").isVisible()).toBe(true);
	await page.close();
});

test("what is shown is what is saved", async () => {
	const { page, said } = await open();
	await said();
	await page.locator("#search").fill("flush");
	await page.locator("#user").fill("a");
	await page.locator("#markdown").click();
	await page.locator("#csv").click();
	const selection = {
		users: ["default", "admin", "app"],
		commands: ["FUNCTION FLUSH", "SCRIPT FLUSH", "FLUSHALL", "FLUSHDB", "CLUSTER FLUSHSLOTS"],
	};
	expect(await said()).toEqual([
		{ type: "save", format: "markdown", ...selection },
		{ type: "save", format: "csv", ...selection },
	]);
	await page.close();
});

test("filter and place survive hiding and new data", async () => {
	const first = await open(big);
	await first.page.locator("#dangerous").check();
	await first.page.locator("#grid").evaluate((grid) => grid.scrollTo(900, 400));
	await first.page.waitForFunction(() => (window as unknown as { kept: { position: { left: number } } }).kept.position.left === 900);
	const state = await first.state();
	await first.page.close();
	const second = await open(big, { state });
	expect(await second.page.locator("#dangerous").isChecked()).toBe(true);
	expect(await second.page.locator("#grid").evaluate(({ scrollTop, scrollLeft }) => [scrollLeft, scrollTop])).toEqual([900, 400]);
	await second.send({ type: "matrix", matrix: small, words: WORDS, file: "file:///etc/redis/users.acl", name: "users.acl" });
	await second.page.waitForFunction(() => document.querySelectorAll(".user-name").length === 5);
	expect(await second.page.locator("#dangerous").isChecked()).toBe(true);
	await second.page.close();
	const other = await open(small, { state: { file: 1, nonsense: true } });
	expect(await other.page.locator("#dangerous").isChecked()).toBe(false);
	await other.page.close();
});

test("it opens at the user that was asked for", async () => {
	const { page } = await open(big, { user: "jobs-142" });
	expect(await page.locator(".user-name", { hasText: "jobs-142" }).isVisible()).toBe(true);
	expect(await page.locator("#about").textContent()).toMatch(/^jobs-142/);
	await page.close();
});

test("names are text, whatever they look like", async () => {
	const { page } = await open(await matrixOf('user x<img/src=x/onerror=alert(1)>"&amp; on >x ~</script><b> +get\n'));
	expect(await page.locator(".user-name").last().textContent()).toBe('x<img/src=x/onerror=alert(1)>"&amp;');
	expect(await page.locator("img, b").count()).toBe(0);
	await page.close();
});

test("200 users by 383 commands are shown and scrolled without lag, and only what is seen is in the page", async () => {
	expect([big.users.length, big.commands.length]).toEqual([200, 383]);
	const { page } = await open(big);
	const times = await page.evaluate(
		async (message) => {
			const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
			const grid = document.getElementById("grid") as HTMLElement;
			const shown: number[] = [];
			for (let i = 0; i < 5; i++) {
				const start = performance.now();
				window.dispatchEvent(new MessageEvent("message", { data: message }));
				grid.getBoundingClientRect();
				shown.push(performance.now() - start);
				await frame();
			}
			const scrolled: number[] = [];
			for (let i = 1; i <= 20; i++) {
				const start = performance.now();
				grid.scrollTo((i * 977) % 5000, (i * 1999) % 8000);
				await frame();
				scrolled.push(performance.now() - start);
			}
			return { shown, scrolled, elements: document.getElementsByTagName("*").length };
		},
		{ type: "matrix", matrix: big, words: WORDS, file: "f", name: "f" },
	);
	const median = (list: readonly number[]) => list.toSorted((a, b) => a - b)[list.length >> 1] ?? 0;
	console.log(
		`shown in ${median(times.shown).toFixed(1)} ms, a jump in ${median(times.scrolled).toFixed(1)} ms, ${times.elements} elements`,
	);
	expect(times.elements).toBeLessThan(4000);
	expect(median(times.shown)).toBeLessThan(250);
	expect(median(times.scrolled)).toBeLessThan(250);
	await page.close();
});

/** Labels that their boxes are too small for, and whatever makes the page wider than the window. */
function cutOff(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const labels = [...document.querySelectorAll<HTMLElement>("button, label, select, #count, #legend span, #about span")];
		const small = labels.filter(
			({ scrollWidth, clientWidth, offsetWidth }) => offsetWidth > 0 && scrollWidth > clientWidth + 1 && clientWidth > 0,
		);
		const wide = document.documentElement.scrollWidth > innerWidth ? ["the page"] : [];
		return [...small.map((label) => label.textContent ?? ""), ...wide];
	});
}

/** What axe finds, in short. */
async function violations(page: Page): Promise<string[]> {
	await page.evaluate(AXE);
	return page.evaluate(async () => {
		const { axe } = window as unknown as {
			axe: { run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> };
		};
		const { violations: found } = await axe.run();
		return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
	});
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
