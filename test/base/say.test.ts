// base: words that can be said in another language.
import { describe, expect, it } from "vitest";
import { english, joined, listed, listedWithAnd, NO_BUNDLE, readBundle, say, sentences, translated } from "../../server/src/base/say";

const BUNDLE = readBundle({
	"The user {0} may run {1} commands.": "{1} Befehle darf {0} ausführen.",
	"{0} and {1}": "{0} und {1}",
	"{0} {1}": "{0}{1}",
	"Really.": "Wirklich.",
});

describe("what is said", () => {
	it.each([
		["a sentence", say`Really.`, "Really.", "Wirklich."],
		[
			"values in another order",
			say`The user ${"app"} may run ${3} commands.`,
			"The user app may run 3 commands.",
			"3 Befehle darf app ausführen.",
		],
		[
			"words in words",
			say`The user ${listedWithAnd(["a", "b", "c"])} may run ${1n} commands.`,
			"The user a, b and c may run 1 commands.",
			"1 Befehle darf a, b und c ausführen.",
		],
		[
			"sentences joined as the language does",
			sentences(say`Really.`, undefined, "", say`Really.`),
			"Really. Really.",
			"Wirklich.Wirklich.",
		],
		["one sentence alone", sentences("", say`Really.`), "Really.", "Wirklich."],
		["nothing", sentences(), "", ""],
		["what has no translation, with parts that have", say`Ah: ${say`Really.`}`, "Ah: Really.", "Ah: Wirklich."],
		["a list", listed(["a", 2]), "a, 2", "a, 2"],
		["lines", joined([say`Really.`, "x"], "\n"), "Really.\nx", "Wirklich.\nx"],
		["a plain text", "Really.", "Really.", "Really."],
		[
			"a value that looks like a placeholder",
			say`The user ${"{1}"} may run ${2} commands.`,
			"The user {1} may run 2 commands.",
			"2 Befehle darf {1} ausführen.",
		],
		[
			"a value with a dollar sign",
			say`The user ${"$&$1"} may run ${2} commands.`,
			"The user $&$1 may run 2 commands.",
			"2 Befehle darf $&$1 ausführen.",
		],
		["braces of the text itself", say`Write {"a": ${1}} or {title}.`, 'Write {"a": 1} or {title}.', 'Write {"a": 1} or {title}.'],
	])("%s", (_, words, inEnglish, inGerman) => {
		expect(english(words)).toBe(inEnglish);
		expect(translated(words, NO_BUNDLE)).toBe(inEnglish);
		expect(translated(words, BUNDLE)).toBe(inGerman);
	});

	it.each([
		["no space between two signs", "删除 {0} 规则", say`Take ${say`this`} out`, "删除此规则"],
		["a space before a Latin word", "删除{0}", say`Take ${"app"} out`, "删除 app"],
		["a space behind a Latin word", "{0}已删除", say`Took ${"app"} out`, "app 已删除"],
		["a space before what is typed", "删除{0}", say`Take ${"+@all"} out`, "删除 +@all"],
		["none beside a full stop", "{0} 请检查。", say`Look: ${"删除。"}`, "删除。请检查。"],
		["as it was written beside a value of the person's", "用户 {0} 可以", say`The user ${"管理员"} may`, "用户 管理员 可以"],
		["none between sentences", "{0} {1}", say`${say`${say`that`} ${say`that`}`} ${say`here`}`, "那。那。这里"],
		["one between words of the person's", "{0} {1}", say`${"中"} ${"文"}`, "中 文"],
		["none in a long row", "{0}、{1}", say`${say`${say`${say`here`}, ${"a"}`}, ${"b"}`}, ${say`here`}`, "这里、a、b、这里"],
		["as it was written in other languages", "{0}{1}-{0}", say`${"a"} and ${"b"}`, "ab-a"],
	])("in Chinese, %s", (_, pattern, words, said) => {
		expect(
			translated(
				words,
				new Map([
					[words.id, pattern],
					["this", "此"],
					["here", "这里"],
					["that", "那。"],
				]),
			),
		).toBe(said);
	});

	it("has an id without values, whatever they are", () => {
		expect(say`The user ${"app"} may run ${3} commands.`.id).toBe("The user {0} may run {1} commands.");
	});

	it("changes values and leaves the sentence", () => {
		const masked = say`The user ${"x"} ${say`has ${"x"}`} (x).`.withArgs((arg) => arg.replaceAll("x", "***"));
		expect(english(masked)).toBe("The user *** has *** (x).");
	});
});

describe("a bundle that somebody else made", () => {
	it.each([
		["null", null],
		["a text", "x"],
		["a list", ["{0}"]],
		["numbers", { "Really.": 1 }],
		["a lost placeholder", { "It is {0}.": "Es ist." }],
		["one too many", { "Really.": "Wirklich {0}." }],
		["one twice", { "It is {0}.": "{0} ist {0}." }],
		["names of every object", JSON.parse('{ "__proto__": { "Really.": "x" }, "constructor": "y" }')],
	])("%s changes nothing", (_, contents) => {
		const bundle = readBundle(contents);
		expect(translated(say`Really.`, bundle)).toBe("Really.");
		expect(translated(say`It is ${"so"}.`, bundle)).toBe("It is so.");
	});
});
