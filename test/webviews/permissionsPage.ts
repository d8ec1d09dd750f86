// webviews: the table of permissions in a real browser, with a stand-in for what VS Code gives to a page.
import { fileURLToPath } from "node:url";
import type { BrowserContext } from "playwright-core";
import { permissionsHtml } from "../../client/src/webviews/permissions/html";
import type { Matrix } from "../../client/src/webviews/permissions/matrix";
import type { FromPage } from "../../client/src/webviews/permissions/messages";
import { permissionWords } from "../../client/src/webviews/permissions/words";
import { permissionMatrix } from "../../server/src/generate/acl/matrix";
import { knowledge } from "../support/knowledge";
import { openFiles } from "../support/rules";
import { ENGLISH, translatorTo } from "../support/translator";
import { type Addresses, type OpenWebview, openWebview } from "./webviewPage";

const FOLDER = fileURLToPath(new URL("../../client/src/webviews/permissions/", import.meta.url));

export interface OpenOptions {
	readonly theme?: string;
	/** What an earlier page has left. */
	readonly state?: unknown;
	readonly user?: string;
	/** Of the words; English without it. */
	readonly language?: string;
}

export const WORDS = permissionWords(ENGLISH);

export type OpenPage = OpenWebview<FromPage>;

/** The page with this matrix, or with the reason why there is none. */
export async function openPermissions(
	browser: BrowserContext,
	matrix: Matrix | undefined,
	{ user, language = "en", ...options }: OpenOptions = {},
): Promise<OpenPage> {
	const words = language === "en" ? WORDS : permissionWords(translatorTo(language));
	const html = (addresses: Addresses) => permissionsHtml({ ...addresses, language, words });
	const files = { script: `${FOLDER}page.ts`, style: `${FOLDER}permissions.css`, html };
	const opened = await openWebview<FromPage>(browser, files, options);
	const { page, send } = opened;
	if (matrix)
		await send({
			type: "matrix",
			matrix,
			words,
			file: "file:///etc/redis/users.acl",
			name: "users.acl",
			...(user !== undefined && { user }),
		});
	else await send({ type: "nothing", why: "The users of this file are not known." });
	await page.waitForSelector(matrix ? "#grid, #empty" : "#nothing:not([hidden])", { state: "attached" });
	if (matrix) await page.waitForFunction(() => !document.getElementById("table")?.hidden);
	return opened;
}

export async function matrixOf(users: string, server = "redis-7.4"): Promise<Matrix> {
	const view = await openFiles({ "users.acl": users }, { server });
	const { acl } = view.servers[0] ?? {};
	if (!acl?.users) throw new Error("no users");
	// As it comes out of a message.
	return JSON.parse(JSON.stringify(permissionMatrix(acl.users, acl.evaluator, knowledge)));
}
