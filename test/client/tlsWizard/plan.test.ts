// What becomes of each file of the kit, and the smallest edit that does it.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Answers, PARTS } from "../../../client/src/tlsWizard/answers";
import { difference, planFiles, summaryOf } from "../../../client/src/tlsWizard/plan";
import { readAddress, readHosts, readNumber, writeAddress } from "../../../client/src/tlsWizard/read";
import { KIT_DEFAULTS } from "../../../server/src/generate/tls/choices";
import { ENGLISH, translatorTo } from "../../support/translator";

const ANSWERS: Answers = { ...KIT_DEFAULTS, parts: PARTS, place: "file:///w/kit" };
const KIT = ["redis.conf", "make-certificates.sh", "rotate-certificates.sh", "clients/go/main.go", "CHECKLIST.md"].map((path) => ({
	path,
	text: `new ${path}`,
}));

async function plan(
	there: Readonly<Record<string, string>>,
	answers: Partial<Answers> = {},
	config?: string,
): Promise<Record<string, string>> {
	const planned = await planFiles(
		KIT,
		{ ...ANSWERS, ...answers },
		{
			targets: config === undefined ? {} : { config },
			at: (path) => `kit/${path}`,
			read: async (uri) => there[uri],
		},
	);
	return Object.fromEntries(planned.map(({ path, state }) => [path, state]));
}

describe("files", () => {
	test("are new where there are none", async () => {
		expect(new Set(Object.values(await plan({})))).toEqual(new Set(["new"]));
	});

	test("merge into the one that is open, and take the place of others", async () => {
		const there = { "redis.conf": "port 1\n", "kit/CHECKLIST.md": "mine", "kit/clients/go/main.go": "new clients/go/main.go" };
		expect(await plan(there, {}, "redis.conf")).toMatchObject({
			"redis.conf": "changed",
			"CHECKLIST.md": "replaced",
			"clients/go/main.go": "same",
			"rotate-certificates.sh": "new",
		});
	});

	test("are those of the chosen parts alone", async () => {
		expect(Object.keys(await plan({}, { parts: ["config", "rotation"] }))).toEqual(["redis.conf", "rotate-certificates.sh"]);
	});

	test("are drafts without a folder", async () => {
		const planned = await planFiles(
			KIT,
			{ ...ANSWERS, parts: ["config"], place: undefined },
			{ targets: {}, at: () => undefined, read: async () => undefined },
		);
		expect(planned).toEqual([{ path: "redis.conf", uri: undefined, before: undefined, after: "new redis.conf", state: "draft" }]);
	});

	test.each([
		["en", "1 file changed, 2 new files, 1 file replaced"],
		["de", "1 Datei geändert, 2 neue Dateien, 1 Datei ersetzt"],
		["zh-cn", "更改 1 个文件、新建 2 个文件、替换 1 个文件"],
	])("are counted in words: %s", (language, words) => {
		const file = { path: "a", uri: "a", before: "", after: "" };
		const states = ["changed", "new", "new", "replaced"] as const;
		const l10n = language === "en" ? ENGLISH : translatorTo(language);
		const planned = states.map((state) => ({ ...file, state }));
		expect(summaryOf(planned, l10n)).toBe(words);
	});
});

describe("the smallest edit", () => {
	const apply = (before: string, after: string) => {
		const { from, to, text } = difference(before, after);
		return { text: before.slice(0, from) + text + before.slice(to), from, to };
	};

	test("leaves the lines alone that stay", () => {
		expect(difference("a\nb\nc\n", "a\nx\nc\n")).toEqual({ from: 2, to: 4, text: "x\n" });
	});

	test("gives the new text, and begins and ends at the start of a line or at the end of the text", () => {
		const text = fc
			.array(fc.constantFrom("a", "bb", "a b", "é😀", ""), { maxLength: 6 })
			.chain((lines) => fc.constantFrom("\n", "\r\n").map((eol) => lines.join(eol)));
		fc.assert(
			fc.property(text, text, (before, after) => {
				const edited = apply(before, after);
				expect(edited.text).toBe(after);
				for (const at of [edited.from, edited.to]) expect(at === 0 || at === before.length || before[at - 1] === "\n").toBe(true);
			}),
			{ numRuns: 500 },
		);
	});
});

describe("what is typed", () => {
	test.each<[string, string[]]>([
		["a.example, 10.0.0.5  [fd00::1]", ["a.example", "10.0.0.5", "fd00::1"]],
		[" a a ", ["a"]],
		["", []],
	])("hosts %j", (text, hosts) => {
		expect(readHosts(text)).toEqual(hosts);
	});

	test.each<[string, { host: string; port: number }]>([
		["a.example", { host: "a.example", port: 1 }],
		["a.example:6380", { host: "a.example", port: 6380 }],
		["[fd00::1]:6380", { host: "fd00::1", port: 6380 }],
		["fd00::1", { host: "fd00::1", port: 1 }],
		["10.0.0.4 6380", { host: "10.0.0.4", port: 6380 }],
		["a:", { host: "a", port: -1 }],
	])("address %j", (text, address) => {
		expect(readAddress(text, 1)).toEqual(address);
		if (address.port > 0) expect(readAddress(writeAddress(address), 2)).toEqual(address);
	});

	test.each([
		["6379", 6379],
		[" 1 ", 1],
		["1e3", -1],
		["", -1],
		["-5", -1],
	])("number %j", (text, number) => {
		expect(readNumber(text)).toBe(number);
	});
});
