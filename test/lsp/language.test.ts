// lsp: everything that is sent for a person to read is in the person's language, and nothing of it in the other parts.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { HoverRequest, InlayHintRequest } from "vscode-languageserver/node";
import { languageOf } from "../../server/src/lsp/language";
import { connect } from "./scriptedClient";

const FILES = { "redis.conf": "bind 0.0.0.0\nprotected-mode no\nport 6379\nmaxmemory 512mb\nuser app on >geheim123 +@all ~*\n" };

describe("the language of a locale", () => {
	it.each([
		["de", "de"],
		["de-CH", "de"],
		["de_DE.UTF-8", "de"],
		["zh-cn", "zh-cn"],
		["zh-Hans", "zh-cn"],
		["zh", "zh-cn"],
		["zh-tw", undefined],
		["zh-Hant-HK", undefined],
		["en", undefined],
		["den", undefined],
		["xx", undefined],
		["", undefined],
		[undefined, undefined],
	])("%s", (locale, language) => expect(languageOf(locale)).toBe(language));
});

describe.each([
	["de", /Der geschützte Modus ist aus/, "Den geschützten Modus einschalten", /kann Clients abweisen/, /Vorgabe/, /Bytes/],
	["zh-cn", /保护模式已关闭/, "打开保护模式", /可能拒绝/, /默认值/, /字节/],
	["en", /Protected mode is off/, "Switch protected mode on", /may refuse clients/, /default/, /bytes/],
	["xx", /Protected mode is off/, "Switch protected mode on", /may refuse clients/, /default/, /bytes/],
])("%s", (locale, message, title, price, standard, bytes) => {
	it("says findings and fixes, and does the fixes", async () => {
		const client = await connect({ files: FILES, locale });
		const uri = await client.open("redis.conf");
		const found = (await client.pull(uri)).find(({ code }) => code === "protected-mode-off");
		expect(found?.message).toMatch(message);
		if (!found) return;
		const action = await client.action(uri, found.range, title, { diagnostics: [found] });
		expect(action.title).toMatch(price);
		expect(action.diagnostics).toEqual([found]);
		await client.apply((await client.resolve(action)).edit);
		expect(client.document(uri).getText()).toContain("protected-mode yes");
	});

	it("says hovers and hints", async () => {
		const client = await connect({ files: FILES, locale });
		const uri = await client.open("redis.conf");
		const hover = await client.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position: { line: 3, character: 3 } });
		expect(JSON.stringify(hover)).toMatch(standard);
		const hints = await client.connection.sendRequest(InlayHintRequest.type, {
			textDocument: { uri },
			range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
		});
		expect(JSON.stringify(hints)).toMatch(bytes);
	});

	it("shows no secret", async () => {
		const client = await connect({ files: FILES, locale });
		const uri = await client.open("redis.conf");
		const diagnostics = await client.pull(uri);
		const everything = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
		const titles = (await client.actions(uri, everything)).map((action) => action.title);
		expect(JSON.stringify([diagnostics, titles])).not.toContain("geheim123");
	});
});

describe("a bundle that the client hands over", () => {
	const title = async (translations: unknown, locale = "de") => {
		const client = await connect({ files: FILES, locale, options: { translations } });
		const uri = await client.open("redis.conf");
		return (await client.pull(uri)).find(({ code }) => code === "protected-mode-off")?.message;
	};
	const id = Object.keys(JSON.parse(readFileSync("l10n/bundle.l10n.json", "utf8")) as object).find((key) =>
		key.startsWith("Protected mode is off, and the user default needs no password:"),
	) as string;

	it("goes before the server's own", async () => {
		expect(await title({ [id]: "Anders." })).toBe("Anders.");
	});

	it.each([
		["another type", 7],
		["a list", []],
		["no text", { [id]: 7 }],
		["placeholders that are not there", { [id]: "{0} {7}" }],
	])("may be broken: %s", async (_, translations) => {
		expect(await title(translations)).toMatch(/Protected mode is off|Der geschützte Modus/);
	});
});
