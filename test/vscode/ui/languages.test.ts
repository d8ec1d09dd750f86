// test/vscode/ui: a window that speaks German or Chinese: findings, commands, questions, notifications, pages and the walkthrough speak it too.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Language } from "../host/languagePack";
import { Workbench } from "./workbench";

interface Words {
	readonly finding: RegExp;
	readonly report: { readonly command: string; readonly title: string; readonly headline: string; readonly save: string };
	readonly wizard: { readonly command: string; readonly question: string; readonly choice: string; readonly folder: string };
	readonly table: { readonly command: string; readonly title: string; readonly only: string };
	readonly notification: { readonly command: string; readonly text: string };
	readonly walkthrough: { readonly command: string; readonly page: string };
}

const SPOKEN: Readonly<Record<Language, Words>> = {
	de: {
		finding: /^TLSv1 und TLSv1\.1 werden angeboten\./,
		report: {
			command: "Redis: Sicherheitsbericht zeigen",
			title: "Sicherheitsbericht: redis.conf",
			headline: "Jeder Host, der diesen Server erreicht, kommt ohne Passwort hinein.",
			save: "Als HTML speichern",
		},
		wizard: {
			command: "Redis: TLS-Konfiguration erzeugen",
			question: "Wer zeigt ein Zertifikat?",
			choice: "Server und Clients (gegenseitiges TLS)",
			folder: "Ordner für Zertifikate und Schlüssel auf den Rechnern, auf denen Redis läuft",
		},
		table: { command: "Redis: Zeigen, wer was darf", title: "Rechte: redis.conf", only: "Nur gefährliche" },
		notification: {
			command: "Redis: Server-Version wählen",
			text: "Zuerst eine redis.conf, eine sentinel.conf oder eine ACL-Datei öffnen.",
		},
		walkthrough: { command: "Redis: Erste Schritte", page: "Welche Dateien werden verstanden?" },
	},
	"zh-cn": {
		finding: /^提供了 TLSv1 和 TLSv1\.1。/,
		report: {
			command: "Redis: 显示安全报告",
			title: "安全报告：redis.conf",
			headline: "能访问此服务器的任何主机都可以不用密码进入。",
			save: "保存为 HTML",
		},
		wizard: {
			command: "Redis: 生成 TLS 配置",
			question: "谁出示证书？",
			choice: "服务器和客户端（双向 TLS）",
			folder: "证书和密钥所在的目录（在运行 Redis 的机器上）",
		},
		table: { command: "Redis: 显示谁可以做什么", title: "权限：redis.conf", only: "仅危险命令" },
		notification: { command: "Redis: 选择服务器版本", text: "请先打开 redis.conf、sentinel.conf 或 ACL 文件。" },
		walkthrough: { command: "Redis: 入门", page: "支持哪些文件？" },
	},
};

describe.each(Object.entries(SPOKEN))("%s", (language, words) => {
	let workbench: Workbench;

	beforeAll(async () => {
		const size = { width: 1500, height: 950 };
		const spoken = language as Language;
		workbench = await Workbench.open({ name: language, workspace: ["examples/insecure"], size, language: spoken }, "redis.conf");
		await workbench.squiggles.first().waitFor();
	});

	afterAll(() => workbench?.close());

	afterEach((context) => workbench?.pictureOfFailure(context));

	test("a finding", async () => {
		expect(await (await workbench.problem("weak-tls-protocols")).textContent()).toMatch(words.finding);
		await workbench.picture(`${language} problems`);
	});

	test("the questions of the wizard", async () => {
		const { command, question, choice, folder } = words.wizard;
		await workbench.openFile("redis.conf");
		await workbench.runCommand(command);
		const widget = workbench.page.locator(".quick-input-widget");
		await workbench.page.locator(".quick-input-title").filter({ hasText: "(1/" }).waitFor();
		expect(await widget.locator("input[type=text]").first().getAttribute("placeholder")).toContain(question);
		await workbench.page.waitForFunction(() => getComputedStyle(document.querySelector(".quick-input-widget") as Element).opacity === "1");
		await workbench.picture(`${language} wizard`);
		await workbench.choose("(1/", choice);
		await workbench.answer("(2/");
		await workbench.picture(`${language} wizard 3`);
		await workbench.choose("(3/", "openssl");
		await workbench.page.locator(".quick-input-title").filter({ hasText: "(4/" }).waitFor();
		expect(await widget.locator(".quick-input-message").textContent()).toContain(folder);
		await workbench.picture(`${language} wizard 4`);
		await workbench.keys("Escape");
		await widget.waitFor({ state: "hidden" });
	});

	test("the report, also where it is saved", async () => {
		const { command, title, headline, save } = words.report;
		await workbench.openFile("redis.conf");
		await workbench.runCommand(command);
		const page = await workbench.frame(title, (frame) => frame.locator("h1", { hasText: title }));
		await page.getByText(headline).waitFor();
		expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
		await workbench.picture(`${language} report`);
		await page.getByRole("button", { name: save }).click();
		const html = await workbench.saveAs("security-report.html");
		expect(html).toContain(`<html lang="${language}">`);
		expect(html).toContain(headline);
	});

	test("the table of permissions", async () => {
		const { command, title, only } = words.table;
		await workbench.goTo(1);
		await workbench.runCommand(command);
		const page = await workbench.frame(title, (frame) => frame.locator("#grid .row"));
		await workbench.page.locator(".tab").filter({ hasText: title }).waitFor();
		expect(await page.locator("label.check").textContent()).toContain(only);
		expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
		await workbench.picture(`${language} permissions`);
	});

	test("a notification, and the page of the walkthrough", async () => {
		const { notification, walkthrough } = words;
		await workbench.runCommand("View: Close All Editors");
		await workbench.runCommand(notification.command);
		// Nothing pops up in a window for tests.
		await workbench.runCommand("Notifications: Show Notifications");
		await workbench.page.locator(".notification-list-item").filter({ hasText: notification.text }).waitFor();
		await workbench.runCommand(walkthrough.command);
		await workbench.waitForPage(walkthrough.page);
		await workbench.picture(`${language} walkthrough`);
		expect(workbench.outside).toEqual([]);
	});
});
