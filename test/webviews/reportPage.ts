// webviews: the security report as the language server makes it, in a real browser.
import { fileURLToPath } from "node:url";
import type { BrowserContext } from "playwright-core";
import { reportPage } from "../../client/src/webviews/report/html";
import type { FromPage, Report } from "../../client/src/webviews/report/messages";
import { reportWords } from "../../client/src/webviews/report/words";
import { SaveReportRequest, SecurityReportRequest } from "../../server/src/lsp/ownClient/protocol";
import { connect, uriOf } from "../lsp/scriptedClient";
import { ENGLISH, translatorTo } from "../support/translator";
import { type Addresses, type OpenWebview, openWebview } from "./webviewPage";

const FOLDER = fileURLToPath(new URL("../../client/src/webviews/report/", import.meta.url));
const WORDS = reportWords(ENGLISH);

/** Of the first file, or of all of them. */
export async function reportOf(files: Readonly<Record<string, string>>, of: "file" | "workspace" = "file", locale = "en"): Promise<Report> {
	const client = await connect({ files, locale });
	const [first = ""] = Object.keys(files);
	const asked = of === "file" ? { uri: uriOf(first) } : { name: "shop" };
	return client.connection.sendRequest(SecurityReportRequest, { ...asked, made: "2026-11-21 05:00 UTC" });
}

export async function openReport(
	browser: BrowserContext,
	report: Report | undefined,
	{ language = "en", ...options }: { readonly theme?: string; readonly state?: unknown; readonly language?: string } = {},
): Promise<OpenWebview<FromPage>> {
	const html = (addresses: Addresses) => reportPage({ ...addresses, language, title: "Security report" });
	const opened = await openWebview<FromPage>(browser, { script: `${FOLDER}page.ts`, style: `${FOLDER}report.css`, html }, options);
	if (report) {
		await opened.send(shown(report, language));
		await opened.page.waitForSelector("h1");
	} else {
		const actions = [{ action: "open", title: "Open …" }];
		await opened.send({ type: "nothing", why: "There is no Redis file in this workspace.", actions });
		await opened.page.waitForSelector(".empty");
	}
	await opened.said();
	return opened;
}

/** What the extension sends. */
export function shown(report: Report, language = "en") {
	const words = language === "en" ? WORDS : reportWords(translatorTo(language));
	const file = report.of === "file" ? { file: report.servers[0]?.file ?? "" } : {};
	return { type: "report", report, words, hasWorkspace: true, ...file };
}

/** The report of all files as it is saved. */
export async function savedReport(files: Readonly<Record<string, string>>, language = "en"): Promise<string> {
	const client = await connect({ files, locale: language });
	const asked = { name: "shop", made: "2026-11-21 05:00 UTC", format: "html", language } as const;
	return (await client.connection.sendRequest(SaveReportRequest, asked)).text;
}
