// lint: a line as it may be shown to people. Passwords, hashes, new command names and words of users that nobody knows become MASK.

import { MASK } from "../base/mask";
import { nearest } from "../base/nearest";
import type { Span } from "../base/span";
import { asciiLower } from "../base/utf8";
import { newestRelease } from "../knowledge/release";
import type { Knowledge } from "../knowledge/types";
import type { FileKind } from "../model/types";
import { isLikeName } from "../model/verdict/unknownName";
import { splitConfigLine } from "../syntax/splitConfig";
import type { Line, Word } from "../syntax/tree";

export interface MaskedLine {
	readonly text: string;
	/** What the masks stand for. */
	readonly hidden: readonly string[];
	/** Where a stretch of the line stands in `text`; one that touches a mask takes it in as a whole. */
	place(span: Span): Span;
}

/** The line without its secrets. Pure; errs on the side of hiding, also in comments, which may hold a line that was switched off. */
export function maskLine(line: Line, kind: FileKind, knowledge: Knowledge): MaskedLine {
	const found = new Secrets(knowledge);
	// Nobody reads so long a line, and to look for what is secret in it would take long.
	if (line.text.length > LONGEST) found.all(line);
	else if (line.kind === "comment") found.inComment(line.text);
	else if (line.kind === "words" && kind === "acl") found.inAclLine(line);
	else if (line.kind === "words") found.inDirective(line, 0);
	return replace(line.text, join(found.spans));
}

/** With them, rules about passwords begin. */
const SIGNS = "<>#!";

/** A user's name as it may be shown. One that has the form of a password or a hash was meant as that, with the name left out. */
export function maskName(name: string): string {
	// A quote that was not closed takes the rules behind it into the name, which no server accepts.
	const space = name.indexOf(" ");
	if (space > 0) return `${maskName(name.slice(0, space))} ${MASK}`;
	// Nearly all names are seen to be plain at their first letter.
	if (!SIGNS.includes(name.charAt(0))) return name;
	return /^(?:[<>].|[#!][0-9a-f]{64}$)/i.test(name) ? `${name[0]}${MASK}` : name;
}

/** The same in tables and lists, where one name of megabytes would stand in many places. */
export function shownName(name: string): string {
	const masked = maskName(name);
	return masked.length > LONG_NAME ? `${masked.slice(0, LONG_NAME / 2)}...` : masked;
}

/** In characters. */
const LONG_NAME = 200;

/** A value, such as a path, into which the end of another line may have got: without the password of that line. */
export function maskJoined(value: string): string {
	const strong = STRONG_INSIDE.exec(value);
	const text = strong ? `${value.slice(0, strong.index + strong[0].length)}${MASK}` : value;
	return text.replace(PASSWORD_RULE, `>${MASK}`);
}

class Secrets {
	readonly spans: Span[] = [];

	constructor(private readonly knowledge: Knowledge) {}

	/** Everything behind the first word, which is hidden too where it is long. */
	all({ text, words }: Line): void {
		const first = words[0];
		this.add(first && first.end - first.start < 100 ? first.end : 0, text.length);
	}

	inComment(text: string): void {
		const start = text.length - text.replace(/^[\s\uFEFF]*[#\s]*/, "").length;
		const rest = splitConfigLine(text.slice(start));
		const name = nameOf(rest);
		const holdsRules = rest.words.slice(2).some((word) => /^[+\-~&%<>#!(]./.test(word.value));
		if (name === "sentinel" || name === "rename-command" || (name === "user" && holdsRules) || isNearSecret(name, this.knowledge)) {
			this.inDirective(rest, start);
		} else {
			this.inProse(text);
		}
		for (const match of text.matchAll(/(?<=\s)[<>](?=\S*\w)\S+/g)) this.add(match.index + 1, match.index + match[0].length);
	}

	/** Rules of a user, in a line that has got another beginning. */
	private passwordRules(text: string, shift: number): void {
		for (const { index, 0: rule } of text.matchAll(PASSWORD_RULE)) this.add(shift + index + 1, shift + index + rule.length);
	}

	/** `shift`: how far into the shown text the line begins. */
	inDirective(line: Line, shift: number): void {
		const { words, text } = line;
		const name = nameOf(line);
		const from = firstSecretWord(name, words, this.knowledge);
		if (name === "user") this.userRules(words.slice(1), shift);
		else if (from !== undefined) this.rest(words, from, shift);
		else if (name === "sentinel") this.inProse(text, shift);
		else if (isKnown(name, this.knowledge)) this.named(text, WEAK, shift, words[0]?.end);
		else this.unknownLine(line, shift);
		if (line.error?.code === "nul") this.add(shift + line.error.start, shift + text.length);
		if (name !== "sentinel") this.named(text, STRONG_INSIDE, shift);
		if (name !== "user") this.passwordRules(text, shift);
		this.everywhere(text, shift);
	}

	inAclLine(line: Line): void {
		const { words } = line;
		const first = words[0]?.value.replace(/^\uFEFF/, "") ?? "";
		// A word that may be meant as "user" is shown with the name that follows; anything else may be the end of a line that was cut.
		this.userRules(nearest(first, ["user"]).length > 0 ? words.slice(1) : [NO_WORD, ...words], 0);
		this.everywhere(line.text, 0);
	}

	/** The name and the rules of a user. */
	private userRules([name, ...rules]: readonly Word[], shift: number): void {
		if (name && /^[<>#!]./.test(name.value)) this.word(name, 1, shift);
		for (const word of rules) {
			const shown = this.shownOf(word.value);
			if (shown !== "all") this.word(word, shown, shift);
		}
	}

	/** How many characters of a rule may be shown. */
	private shownOf(rule: string): number | "all" {
		if (/^[<>#!]/.test(rule)) return rule.length === 1 ? "all" : 1;
		if (rule === "" || /^[()]$/.test(rule)) return "all";
		if (rule.startsWith("(") || rule.endsWith(")")) {
			const pieces = withoutParentheses(rule).split(/\s+/);
			const hidden = pieces.map((piece) => this.shownOf(piece)).filter((shown) => shown !== "all");
			if (hidden.length === 0) return "all";
			return pieces.length === 1 && rule.startsWith("(") && hidden[0] === 1 ? 2 : 0;
		}
		if (/^[~&]/.test(rule) || /^%(?:r|w|rw|wr)~/i.test(rule) || KEYWORDS.test(rule)) return "all";
		if (/^[+-]/.test(rule)) return isCommandRule(rule.slice(1), this.knowledge) ? "all" : 1;
		return 0;
	}

	/** A line of something else, such as a key or a list of passwords: what is not written as a directive is shows nothing. */
	private unknownLine({ words, text }: Line, shift: number): void {
		this.inProse(text, shift);
		for (const { value, start, end } of words.slice(1)) {
			const assigned = /^[a-z_]\w*=(?=.)/i.exec(value);
			if (assigned) this.add(shift + start + assigned[0].length, shift + end);
		}
		const [first] = words;
		const written = first ? text.slice(first.start, first.end) : "";
		if (!first || !/[\p{L}\p{N}]/u.test(written)) return;
		const [, mark = "", name = "", sign] = /^(\uFEFF?-{0,2})([^=:"']*)([=:"'](?=.))?/s.exec(written) ?? [];
		if (!isLikeName(asciiLower(name))) this.add(shift + first.start, shift + text.trimEnd().length);
		else if (sign && !isKnown(name.toLowerCase(), this.knowledge))
			this.add(shift + first.start + mark.length + name.length + 1, shift + first.end);
	}

	/** Everything from word `from` on, as one mask, so that not even the number of words is told. An empty pair of quotes stays. */
	private rest(words: readonly Word[], from: number, shift: number): void {
		const first = words[from];
		const last = words.at(-1);
		if (!first || !last || (first === last && first.value === "")) return;
		this.add(shift + first.start, shift + last.end);
	}

	/** Text of no known form: what follows a word that announces a secret. */
	private inProse(text: string, shift = 0): void {
		this.named(text, STRONG, shift);
		this.named(text, WEAK, shift);
		this.everywhere(text, shift);
		for (const { index, 0: word } of text.matchAll(/[\w+/=.-]{20,}/g)) {
			if (isToken(word)) this.add(shift + index, shift + index + word.length);
		}
	}

	/** From the end of the first match behind `from` to the end of the line. */
	private named(text: string, pattern: RegExp, shift: number, from = 0): void {
		const match = pattern.exec(text.slice(from));
		if (!match) return;
		const start = from + match.index + match[0].length;
		const end = text.trimEnd().length;
		if (end > start && !/^(?:""|'')$/.test(text.slice(start, end))) this.add(shift + start, shift + end);
	}

	/** What is a secret wherever it stands: a SHA-256 hash, a hash of the system's own passwords, a password in an address. */
	private everywhere(text: string, shift: number): void {
		for (const match of text.matchAll(/\$\d?[a-z]{0,3}\d?\$[\w./$=,-]{8,}/g))
			this.add(shift + match.index, shift + match.index + match[0].length);
		for (const match of text.matchAll(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/gi)) this.add(shift + match.index, shift + match.index + 64);
		for (const match of text.matchAll(/(?<=:\/\/[^\s/@:]{0,200}:)[^\s@]{1,1000}(?=@)/g))
			this.add(shift + match.index, shift + match.index + match[0].length);
	}

	private word(word: Word, shown: number, shift: number): void {
		const start = word.quote === "none" ? word.start + shown : word.start;
		this.add(shift + start, shift + word.end);
	}

	private add(start: number, end: number): void {
		if (end > start) this.spans.push({ start, end });
	}
}

function withoutParentheses(rule: string): string {
	let start = 0;
	let end = rule.length;
	while (rule[start] === "(") start++;
	while (end > start && rule[end - 1] === ")") end--;
	return rule.slice(start, end);
}

/** Letters of both cases with digits between them, and no path: a key, or something that opens a door. */
function isToken(word: string): boolean {
	return /^[^/.]/.test(word) && /[a-z]/.test(word) && /[A-Z]/.test(word) && /\d/.test(word);
}

const LONGEST = 1_000_000;
const NO_WORD: Word = { start: 0, end: 0, value: "", quote: "none" };

const PASSWORD_RULE = /(?<=\s)>(?=\S*\w)\S+/g;

/** Names after which a secret follows, whatever stands between. */
const STRONG = /(?:requirepass|masterauth|primaryauth|auth-pass|sentinel-pass|key-file-pass)["']?[\s:=]*/i;

/** The same at the end of a word behind others: two directives that share a line, as they do while somebody joins or splits lines. */
const STRONG_INSIDE = /\S\s+\S*?(?:requirepass|masterauth|primaryauth|auth-pass|sentinel-pass|key-file-pass)\s+/i;

/** Words of people. */
const WEAK =
	/(?:(?:pass(?:word|wd|phrase|code)?|pwd|secret|token|credential)s?\w{0,40}["']?\s*[:=]\s*|(?:pass(?:word|wd|phrase|code)|pwd|secret|token|credential)s?["']?\s+|(?:master|require|primary|auth|user|redis|db|admin)[-_]?pass["']?\s+|\bAUTH\s+|\s-a\s+)/i;

const KEYWORDS =
	/^(?:on|off|nopass|resetpass|reset|allkeys|resetkeys|allchannels|resetchannels|allcommands|nocommands|sanitize-payload|skip-sanitize-payload|clearselectors|alldbs|resetdbs|db=[\d,]+)$/i;

/** Where the secrets of `sentinel` lines begin: the word after these, and after the name of the primary where one is named. */
const SENTINEL_SECRETS: Readonly<Record<string, number>> = { "auth-pass": 3, "sentinel-pass": 2, "rename-command": 4 };

function nameOf(line: Line): string {
	return (line.words[0]?.value ?? "").replace(/^\uFEFF/, "").toLowerCase();
}

function firstSecretWord(name: string, words: readonly Word[], knowledge: Knowledge): number | undefined {
	if (name === "rename-command") return 2;
	if (name === "sentinel") {
		const sub = words[1]?.value.toLowerCase() ?? "";
		const usual = SENTINEL_SECRETS[sub];
		// Where a word is missing, it may be the name that was left out.
		if (usual !== undefined) return Math.max(2, Math.min(usual, words.length - 1));
		return nearest(sub, ["auth-pass", "sentinel-pass"]).length > 0 && !knowsSentinel(sub, knowledge) ? 2 : undefined;
	}
	if (isSecret(name, knowledge)) return 1;
	if (isKnown(name, knowledge)) return undefined;
	if (nearest(name, ["rename-command"]).length > 0) return 2;
	return (words.length > 1 && isSecretName(name)) || nearest(name, namesIn(knowledge).secret).length > 0 ? 1 : undefined;
}

/** What people call a secret, in names that no release knows. */
function isSecretName(name: string): boolean {
	return /pass|pwd|secret|token|credential/.test(name) && !/[=:]/.test(name);
}

interface Names {
	/** Directives whose value is a secret in any release, with their aliases. */
	readonly secret: ReadonlySet<string>;
	readonly sentinel: ReadonlySet<string>;
	readonly categories: () => ReadonlySet<string>;
}

const namesOfKnowledge = new WeakMap<Knowledge, Names>();

function namesIn(knowledge: Knowledge): Names {
	let names = namesOfKnowledge.get(knowledge);
	if (!names) {
		names = readNames(knowledge);
		namesOfKnowledge.set(knowledge, names);
	}
	return names;
}

/** The newest releases will do: they call secret what older ones do, and know their categories. */
function readNames(knowledge: Knowledge): Names {
	const newest = (["redis", "valkey"] as const).map(newestRelease);
	const names = (entry: { readonly name: string; readonly alias?: string }) =>
		entry.alias === undefined ? [entry.name] : [entry.name, entry.alias];
	const sensitive = newest.flatMap((release) =>
		knowledge
			.directives(release)
			.all()
			.filter((directive) => directive.sensitive),
	);
	let categories: ReadonlySet<string> | undefined;
	return {
		secret: new Set([
			"requirepass",
			"masterauth",
			"primaryauth",
			"tls-key-file-pass",
			"tls-client-key-file-pass",
			...sensitive.flatMap(names),
		]),
		sentinel: new Set(newest.flatMap((release) => knowledge.sentinelDirectives(release).flatMap(names))),
		categories: () => {
			categories ??= new Set(["all", ...newest.flatMap((release) => knowledge.commands(release).categories())]);
			return categories;
		},
	};
}

function isSecret(name: string, knowledge: Knowledge): boolean {
	return namesIn(knowledge).secret.has(name);
}

/** Also one that was written wrongly: lines are commented out because they do not work. */
function isNearSecret(name: string, knowledge: Knowledge): boolean {
	return isSecret(name, knowledge) || (!isKnown(name, knowledge) && nearest(name, namesIn(knowledge).secret).length > 0);
}

function isKnown(name: string, knowledge: Knowledge): boolean {
	return knowledge.history(name) !== undefined;
}

function knowsSentinel(name: string, knowledge: Knowledge): boolean {
	return namesIn(knowledge).sentinel.has(name);
}

/** "get", "config|get", "select|0", "@read": a rule that a server could know. */
function isCommandRule(rule: string, knowledge: Knowledge): boolean {
	const name = rule.toLowerCase();
	if (name.startsWith("@")) return namesIn(knowledge).categories().has(name.slice(1));
	if (knowledge.commandHistory(name)) return true;
	const bar = name.indexOf("|");
	return bar > 0 && knowledge.commandHistory(name.slice(0, bar)) !== undefined && /^\d{1,5}$/.test(name.slice(bar + 1));
}

/** Stretches in order, those that touch or overlap made one. */
function join(spans: readonly Span[]): Span[] {
	const joined: Span[] = [];
	for (const span of [...spans].sort((a, b) => a.start - b.start)) {
		const last = joined.at(-1);
		if (last && span.start <= last.end) joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
		else joined.push(span);
	}
	return joined;
}

function replace(text: string, secrets: readonly Span[]): MaskedLine {
	let shown = "";
	let from = 0;
	for (const { start, end } of secrets) {
		shown += text.slice(from, start) + MASK;
		from = end;
	}
	return {
		text: shown + text.slice(from),
		hidden: secrets.map(({ start, end }) => text.slice(start, end)),
		place: ({ start, end }) => ({ start: shifted(start, secrets, "start"), end: shifted(end, secrets, "end") }),
	};
}

function shifted(offset: number, secrets: readonly Span[], side: "start" | "end"): number {
	let shift = 0;
	for (const { start, end } of secrets) {
		if (offset <= start) break;
		if (offset < end) return start + shift + (side === "end" ? MASK.length : 0);
		shift += MASK.length - (end - start);
	}
	return offset + shift;
}
