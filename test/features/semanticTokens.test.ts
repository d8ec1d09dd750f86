// features: what each word is, here shown as ‹word type› with its modifiers.
import { expect, test } from "vitest";
import { semanticTokens } from "../../server/src/features/semanticTokens";
import { openAt } from "../support/cursor";

async function shown(files: string | Readonly<Record<string, string>>, server = "redis-7.4"): Promise<string> {
	const { document } = await openAt(files, { server });
	const { lines } = document.file.tree;
	const texts = lines.map(({ text }) => text);
	for (const { line, start, end, type, modifiers } of semanticTokens(document, 0, lines.length).toReversed()) {
		const text = texts[line] ?? "";
		texts[line] = `${text.slice(0, start)}‹${[text.slice(start, end), type, ...modifiers].join(" ")}›${text.slice(end)}`;
	}
	return texts.join("\n");
}

test.each([
	[
		"names and values that the release has",
		"port 6379\nappendonly yes\n",
		"‹port keyword› ‹6379 number›\n‹appendonly keyword› ‹yes enumMember›\n",
	],
	["nothing for what it does not have", "prot 6379\nappendonly maybe\n", "prot 6379\n‹appendonly keyword› maybe\n"],
	["old names", "slave-priority 1\n", "‹slave-priority keyword deprecated› ‹1 number deprecated›\n"],
	["what the release ignores", "list-max-ziplist-entries 1\n", "‹list-max-ziplist-entries keyword deprecated› ‹1 number deprecated›\n"],
	[
		"lines that have lost",
		"maxclients 1\nmaxclients 2\n",
		"‹maxclients keyword overridden› ‹1 number overridden›\n‹maxclients keyword› ‹2 number›\n",
	],
	["no quotes", 'dir "/data"\n', '‹dir keyword› "‹/data string›"\n'],
	["sizes", "maxmemory 1gb\nmaxmemory-clients 5%\n", "‹maxmemory keyword› ‹1gb number›\n‹maxmemory-clients keyword› ‹5% number›\n"],
	[
		"users",
		"user app on >secret ~app:* %R~all:* &news +@read -flushall +config|get (+get ~x)\n",
		"‹user keyword› ‹app class› ‹on keyword› >‹secret string› ~app:* %R~all:* &news +@‹read type› -‹flushall function denied› +‹config function›|‹get function› (+‹get function› ~x)\n",
	],
	["nothing for comments and lines that cannot be read", '# port 1\n\nport "1\n', '# port 1\n\nport "1\n'],
])("%s", async (_, text, expected) => {
	expect(await shown(text)).toBe(expected);
});

test("the same name may be known to one release only", async () => {
	expect(await shown("hide-user-data-from-log yes\n", "redis-6.2")).toBe("hide-user-data-from-log yes\n");
	expect(await shown("hide-user-data-from-log yes\n", "redis-8.0")).toBe("‹hide-user-data-from-log keyword› ‹yes enumMember›\n");
});

test("an ACL file", async () => {
	expect(await shown({ "users.acl": "user app off resetkeys -@all\nsomething else\n" })).toBe(
		"‹user keyword› ‹app class› ‹off keyword› ‹resetkeys keyword› -@‹all type denied›\nsomething else\n",
	);
});

test("a sentinel.conf", async () => {
	expect(await shown({ "sentinel.conf": "sentinel monitor shop 10.0.0.1 6379 2\nsentinel deny-scripts-reconfig yes\n" })).toBe(
		"‹sentinel keyword› ‹monitor property› ‹shop variable› ‹10.0.0.1 string› ‹6379 number› ‹2 number›\n" +
			"‹sentinel keyword› ‹deny-scripts-reconfig property› ‹yes enumMember›\n",
	);
});

test("a part of a file", async () => {
	const { document } = await openAt("port 1\nport 2\nport 3\n");
	expect(semanticTokens(document, 1, 1).map(({ line }) => line)).toEqual([1, 1]);
});
