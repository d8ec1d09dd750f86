// model/verdict: mistakes that people make with whole lines, recognized by what the line would be without them.
import { say, type Words } from "../../base/say";
import { asciiLower } from "../../base/utf8";
import type { Line, Word } from "../../syntax/tree";
import type { Finding } from "./finding";
import type { LineCheck, Tables } from "./lineCheck";

type CheckWords = (words: readonly Word[], tables: Tables) => LineCheck;

export interface Mistake {
	readonly code: string;
	readonly message: Words;
	readonly start: number;
	readonly end: number;
	readonly suggestions?: readonly string[];
}

/** The check of `line` with a finding of the mistake in place of a general one, or added where the server takes the line otherwise than it looks. */
export function recognizeMistake(line: Line, check: LineCheck, tables: Tables, checkWords: CheckWords): LineCheck {
	const { words } = line;
	const trouble = check.finding ?? check.leftOver;
	if (trouble === undefined || trouble.effect === "misread") {
		const mistake = readOtherwise(words, check);
		return mistake ? { ...check, finding: { ...mistake, effect: "misread" } } : check;
	}
	const mistake = recognize(words, check, tables, (part) => isFine(checkWords(part, tables)));
	if (!mistake) return check;
	const { suggestions: _, ...kept } = trouble;
	const finding: Finding = { ...kept, ...mistake };
	return check.finding ? { ...check, finding } : { ...check, leftOver: finding };
}

function isFine(check: LineCheck): boolean {
	return check.leftOver === undefined && (check.finding === undefined || check.finding.effect === "misread");
}

function recognize(
	words: readonly Word[],
	check: LineCheck,
	tables: Tables,
	fits: (words: readonly Word[]) => boolean,
): Mistake | undefined {
	return (
		byteOrderMark(words, fits) ??
		foreignComment(words) ??
		trailingComment(words, fits) ??
		continuation(words) ??
		pastedCommand(words, fits) ??
		commandLineStyle(words, fits) ??
		assignment(words, fits) ??
		twoDirectives(words, tables, fits) ??
		unexpandedWords(words) ??
		unquotedText(words, check) ??
		placeholder(words) ??
		unexpanded(words)
	);
}

/** Lines that are accepted although their author meant something else. */
function readOtherwise(words: readonly Word[], check: LineCheck): Mistake | undefined {
	if (words.length < 2) return undefined;
	const name = check.directive?.name;
	if (name === "save" || name === "bind" || name === "loadmodule") {
		const at = words.findIndex((word, index) => index > 1 && startsComment(word));
		if (at !== -1) return commentFrom(words, at);
	}
	return placeholder(words) ?? unexpanded(words);
}

function byteOrderMark(words: readonly Word[], fits: (words: readonly Word[]) => boolean): Mistake | undefined {
	const first = words[0] as Word;
	if (!first.value.startsWith("\uFEFF")) return undefined;
	const rest: Word = { ...first, value: first.value.slice(1), start: first.start + 1 };
	const also =
		rest.value === "" || rest.value.startsWith("#") || fits([rest, ...words.slice(1)]) ? "" : say` The rest of the line is refused too.`;
	return {
		code: "byte-order-mark",
		message: say`The file begins with an invisible byte order mark, which the server takes for a part of the first word. Save the file as UTF-8 without it.${also}`,
		start: first.start,
		end: first.start + 1,
	};
}

function foreignComment(words: readonly Word[]): Mistake | undefined {
	const first = words[0] as Word;
	if (first.quote !== "none" || !/^(?:;|\/\/|\/\*|\*\/|--(?!\w)|<!--)/.test(first.value)) return undefined;
	return {
		code: "foreign-comment",
		message: say`Comments begin with #. The server takes this line for a directive.`,
		start: first.start,
		end: (words.at(-1) as Word).end,
	};
}

function startsComment(word: Word): boolean {
	return word.quote === "none" && (word.value.startsWith("#") || word.value === "//");
}

function trailingComment(words: readonly Word[], fits: (words: readonly Word[]) => boolean): Mistake | undefined {
	const isUser = asciiLower((words[0] as Word).value) === "user";
	// In a user's rules, "#..." is a hash that went wrong.
	const at = words.findIndex((word, index) => index > 0 && startsComment(word) && !(isUser && /^#[^#\s]/.test(word.value)));
	if (at === -1 || !fits(words.slice(0, at))) return undefined;
	return commentFrom(words, at);
}

export function commentFrom(words: readonly Word[], at: number): Mistake {
	return {
		code: "trailing-comment",
		message: say`A comment needs a line of its own. Here the server reads its words as values. Move it to the line above.`,
		start: (words[at] as Word).start,
		end: (words.at(-1) as Word).end,
	};
}

function continuation(words: readonly Word[]): Mistake | undefined {
	const last = words.at(-1) as Word;
	if (words.length < 2 || last.quote !== "none" || !last.value.endsWith("\\")) return undefined;
	return {
		code: "line-continuation",
		message: say`A backslash does not continue a line here. Write everything on one line.`,
		start: last.end - 1,
		end: last.end,
	};
}

function pastedCommand(words: readonly Word[], fits: (words: readonly Word[]) => boolean): Mistake | undefined {
	const skipped = asciiLower(words[0]?.value ?? "").match(/^(?:redis|valkey)-cli$/) ? 1 : 0;
	const [first, second] = words.slice(skipped);
	if (!first || !second || words.length < skipped + 3) return undefined;
	const command = `${asciiLower(first.value)} ${asciiLower(second.value)}`;
	const rest = words.slice(skipped + 2);
	if (command !== "config set" && command !== "acl setuser") return undefined;
	const user: Word = { ...second, value: "user" };
	const good = command === "config set" ? fits(rest) : fits([user, ...rest]);
	const line = command === "config set" ? say`the setting alone` : say`"user" and the rules`;
	return {
		code: "pasted-command",
		message: say`${command.toUpperCase()} is a command for a running server. In the configuration write ${line}.${good ? "" : say` The rest of the line is refused too.`}`,
		start: (words[0] as Word).start,
		end: second.end,
	};
}

function commandLineStyle(words: readonly Word[], fits: (words: readonly Word[]) => boolean): Mistake | undefined {
	const first = words[0] as Word;
	if (!first.value.startsWith("--")) return undefined;
	const rest: Word = { ...first, value: first.value.slice(2), start: first.start + 2 };
	if (!fits([rest, ...words.slice(1)])) return undefined;
	return {
		code: "command-line-style",
		message: say`Two hyphens belong to the command line. In the configuration write the name alone.`,
		start: first.start,
		end: first.start + 2,
	};
}

/** `name=value`, `name = value`, `name: value` */
function assignment(words: readonly Word[], fits: (words: readonly Word[]) => boolean): Mistake | undefined {
	const first = words[0] as Word;
	const inside = /^([A-Za-z][A-Za-z0-9_-]*)([=:])(.*)$/s.exec(first.value);
	if (inside && first.quote === "none") {
		const [, name = "", sign = "", value = ""] = inside;
		const at = first.start + name.length;
		const head: Word = { ...first, value: name, end: at };
		const tail: Word[] = value === "" ? [] : [{ ...first, value, start: at + 1 }];
		if (fits([head, ...tail, ...words.slice(1)])) return sayAssignment(sign, at, at + 1);
	}
	const second = words[1];
	const sign = second?.quote === "none" ? /^([=:])(.*)$/s.exec(second.value) : null;
	if (!second || !sign) return undefined;
	const value: Word[] = sign[2] === "" ? [] : [{ ...second, value: sign[2] as string, start: second.start + 1 }];
	return fits([first, ...value, ...words.slice(2)]) ? sayAssignment(sign[1] as string, second.start, second.start + 1) : undefined;
}

function sayAssignment(sign: string, start: number, end: number): Mistake {
	return {
		code: "assignment-style",
		message: say`Name and value are separated by a space, not by "${sign}".`,
		start,
		end,
		suggestions: [" "],
	};
}

/** The second directive stands among the first words, or nobody meant one. */
const MOST_WORDS = 50;

function twoDirectives(words: readonly Word[], tables: Tables, fits: (words: readonly Word[]) => boolean): Mistake | undefined {
	for (let at = 2; at < Math.min(words.length - 1, MOST_WORDS); at++) {
		const word = words[at] as Word;
		if (word.quote !== "none" || !tables.directives.find(asciiLower(word.value))) continue;
		if (!fits(words.slice(0, at)) || !fits(words.slice(at))) continue;
		return {
			code: "two-directives",
			message: say`${asciiLower(word.value)} is a directive of its own. Put it on the next line.`,
			start: word.start,
			end: (words.at(-1) as Word).end,
		};
	}
	return undefined;
}

/** A text of several words that stands without quotes. */
function unquotedText(words: readonly Word[], check: LineCheck): Mistake | undefined {
	const { directive, args } = check;
	if (directive?.type !== "string" || args.length < 2 || words.some((word) => word.quote !== "none")) return undefined;
	const list = LISTS.has(directive.name);
	return {
		code: list ? "unquoted-list" : "unquoted-text",
		message: say`${directive.name} takes one value. Put ${list ? say`the whole list` : say`text with spaces`} in double quotes.`,
		start: (words[1] as Word).start,
		end: (words.at(-1) as Word).end,
	};
}

const LISTS = new Set(["tls-protocols", "tls-ciphers", "tls-ciphersuites"]);

/** `<password>`, left over from an example. In user lines a word like that takes a password away. */
function placeholder(words: readonly Word[]): Mistake | undefined {
	if (asciiLower((words[0] as Word).value) === "user") return undefined;
	const word = words.find((candidate, index) => index > 0 && /^<[A-Za-z][^<>]*>$/.test(candidate.value));
	if (!word) return undefined;
	return {
		code: "placeholder",
		message: say`This stands for a value that was never filled in. The server takes it as it stands. Write the value.`,
		start: word.start,
		end: word.end,
	};
}

const NOT_FILLED_IN = say`The server does not fill in variables or run commands: it takes this text as it stands. Fill in the value before the server reads the file.`;

/** Directives in whose values dollar signs and braces mean something. */
const OWN_SIGNS = new Set(["notify-keyspace-events", "proc-title-template"]);

/** One with spaces in it, such as $(cat file) and {{ name }}, is several words to the server. */
function unexpandedWords(words: readonly Word[]): Mistake | undefined {
	const args = words.slice(1);
	const [first] = args;
	const last = args.at(-1);
	if (!first || !last || args.length < 2 || !UNEXPANDED.test(args.map(({ value }) => value).join(" "))) return undefined;
	return { code: "unexpanded-variable", message: NOT_FILLED_IN, start: first.start, end: last.end };
}

/** Of shells, and of programs that fill in templates. */
const UNEXPANDED = /\$\{[A-Za-z_][^{}]*\}|\$\([^()]*\)|^\$[A-Z][A-Z0-9_]+$|\{\{[^{}]*\}\}|<%[^<>]*%>|^(?:\{\{|<%)/;

function unexpanded(words: readonly Word[]): Mistake | undefined {
	if (OWN_SIGNS.has(asciiLower((words[0] as Word).value))) return undefined;
	for (const word of words.slice(1)) {
		if (!UNEXPANDED.test(word.value)) continue;
		return {
			code: "unexpanded-variable",
			message: NOT_FILLED_IN,
			start: word.start,
			end: word.end,
		};
	}
	return undefined;
}
