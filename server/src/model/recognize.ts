// model: which kind of Redis file a text is, or that it is another program's, and which release it is written for.

import { nearest } from "../base/nearest";
import { say, type Words } from "../base/say";
import { newestRelease, type Product, type Release } from "../knowledge/release";
import type { Knowledge } from "../knowledge/types";
import { factOf, linesWithWords } from "../syntax/blocks";
import { splitConfigLine } from "../syntax/splitConfig";
import { Text, type TextBlock } from "../syntax/text";
import type { Block, Line, Tree, Word } from "../syntax/tree";
import type { FileKind } from "./types";

/** `foreign`: named like a Redis file, but plainly another program's. */
export type Recognized = FileKind | "foreign";

/** File names that speak for themselves, as a person would choose them. */
const NAMES: readonly { readonly pattern: RegExp; readonly kind: FileKind }[] = [
	{ pattern: /\.acl$/i, kind: "acl" },
	{ pattern: /sentinel[^/]*\.conf(?:\.[^/]*)?$/i, kind: "sentinel" },
	{
		pattern: /^(?:redis|valkey|keydb)[^/]*\.conf(?:\.[^/]*)?$|\.(?:redis|valkey)\.conf$|^[^/]*[-_.](?:redis|valkey)\.conf$/i,
		kind: "config",
	},
];

/** What the name of a file says; undefined where it says nothing. */
export function kindOfName(name: string): FileKind | undefined {
	const base = name.slice(name.lastIndexOf("/") + 1);
	return NAMES.find(({ pattern }) => pattern.test(base))?.kind;
}

/** What name and text together say of a file that somebody opened or named; undefined where neither points to Redis. */
export function recognize(name: string, text: string | Text, knowledge: Knowledge): Recognized | undefined {
	const named = kindOfName(name);
	const evidence = readEvidence(text, knowledge);
	if (isForeign(evidence, knowledge, named)) return named ? "foreign" : undefined;
	const found = kindOfText(evidence);
	if (named === undefined || found === undefined) return found ?? named;
	if (named === "acl") return found === "config" && evidence.users > 0 ? "acl" : found;
	if (found === "acl") return /acl|users?\b/i.test(name.slice(name.lastIndexOf("/") + 1)) ? "acl" : named;
	return found === "sentinel" ? "sentinel" : named;
}

/** What the text of a file that nobody named is beyond doubt: for a search through folders that hold files of all kinds. */
export function recognizeUnnamed(text: string, knowledge: Knowledge): FileKind | undefined {
	const evidence = readEvidence(text, knowledge);
	const { known, telling, users, sentinel, unknown, assigned, foreign, names } = evidence;
	const against = unknown + assigned + foreign;
	const speaksForItself = telling > 0 || users > 0 || sentinel > 0 || (names.size > 2 && against === 0);
	return speaksForItself && against * 2 <= known + users + sentinel ? kindOfText(evidence) : undefined;
}

/** Lines that are looked at: enough for any header, few enough for a file of any size. */
const LINES = 5000;
/** So much of a line shows what it is. */
const LINE_START = 500;
const CHARACTERS = 300_000;

/** How many lines of a text are of which sort. */
interface Evidence {
	/** Begin with the name of a directive of any release. */
	known: number;
	/** Those of them whose directive no other program has. */
	telling: number;
	/** A user with rules. */
	users: number;
	/** Rules of a user without the word before them. */
	rules: number;
	sentinel: number;
	/** A directive's name, but with "=" behind it. */
	assigned: number;
	/** Look as no line of a Redis file does. */
	foreign: number;
	unknown: number;
	/** The directives found. */
	readonly names: Set<string>;
	/** The first words of some unknown lines. */
	readonly strangers: string[];
}

function readEvidence(text: string | Text, knowledge: Knowledge): Evidence {
	const source = typeof text === "string" ? Text.of(text.slice(0, CHARACTERS)) : text;
	const evidence = noEvidence();
	let characters = CHARACTERS;
	let lines = LINES;
	for (const block of source.blocks) {
		if (characters <= 0 || lines <= 0) break;
		addEvidence(evidence, evidenceIn(block, Math.min(characters, block.text.length), Math.min(lines, block.lines.length), knowledge));
		characters -= block.text.length + 1;
		lines -= block.lines.length;
	}
	return evidence;
}

interface BlockEvidence {
	readonly characters: number;
	readonly lines: number;
	readonly evidence: Evidence;
}

const evidences = new WeakMap<Knowledge, WeakMap<TextBlock, BlockEvidence>>();

/** What the first lines and characters of a block say. */
function evidenceIn(block: TextBlock, characters: number, lines: number, knowledge: Knowledge): Evidence {
	const known = evidences.get(knowledge) ?? new WeakMap<TextBlock, BlockEvidence>();
	evidences.set(knowledge, known);
	const old = known.get(block);
	if (old?.characters === characters && old.lines === lines) return old.evidence;
	const evidence = noEvidence();
	const kept = characters < block.text.length ? block.text.slice(0, characters).split("\n") : block.lines;
	for (const text of kept.slice(0, lines)) {
		const line = splitConfigLine(text);
		if (line.kind === "words") count(line, evidence, knowledge);
	}
	known.set(block, { characters, lines, evidence });
	return evidence;
}

function noEvidence(): Evidence {
	const counts = { known: 0, telling: 0, users: 0, rules: 0, sentinel: 0, assigned: 0, foreign: 0, unknown: 0 };
	return { ...counts, names: new Set(), strangers: [] };
}

function addEvidence(sum: Evidence, more: Evidence): void {
	for (const sort of SORTS) sum[sort] += more[sort];
	for (const name of more.names) sum.names.add(name);
	for (const stranger of more.strangers) if (sum.strangers.length < STRANGERS) sum.strangers.push(stranger);
}

const SORTS = ["known", "telling", "users", "rules", "sentinel", "assigned", "foreign", "unknown"] as const;
const STRANGERS = 20;

function count(line: Line, evidence: Evidence, knowledge: Knowledge): void {
	const name = (line.words[0]?.value ?? "").replace(/^\uFEFF/, "").toLowerCase();
	const isKnown = knowledge.history(name) !== undefined;
	const assigned = /^[\s\uFEFF]*([\w-]+)\s*(?:=|:\s)/.exec(line.text)?.[1];
	if (assigned !== undefined && knowledge.history(assigned)) evidence.assigned++;
	else if (isForeignLine(line.text.slice(0, LINE_START))) evidence.foreign++;
	else if (name === "user") evidence.users += hasRules(line.words.slice(2)) ? 1 : 0;
	else if (name === "sentinel") evidence.sentinel++;
	else if (isKnown) {
		evidence.known++;
		evidence.names.add(name);
		if (!COMMON_NAMES.has(name)) evidence.telling++;
	} else if (hasRules(line.words.slice(1)) && line.words.some((word) => /^(?:[>#~&]|[+-]@?\w|nopass$)/.test(word.value))) evidence.rules++;
	else {
		evidence.unknown++;
		if (evidence.strangers.length < STRANGERS) evidence.strangers.push(name);
	}
}

/** Directives that other programs have too, under the same name. */
const COMMON_NAMES: ReadonlySet<string> = new Set(
	"bind daemonize databases dir include logfile loglevel maxclients pidfile port save supervised timeout unixsocket".split(" "),
);

function hasRules(words: readonly Word[]): boolean {
	return words.some((word) => /^(?:on|off|[+\-~%&>#<!(].+|nopass|all\w+|reset\w*)$/i.test(word.value));
}

/** Section headers, assignments, braces and tags: no line of a Redis file looks so. */
function isForeignLine(text: string): boolean {
	return /^\s*(?:\[[^\]]+\]\s*$|[\w.]+\s*=|<\/?[\w!?%]|[{}]|[\w."-]+:\s|import\s|upstream\s|server\s*\{|location\s|.*\{\s*$)/.test(text);
}

function isForeign(evidence: Evidence, knowledge: Knowledge, named: FileKind | undefined): boolean {
	const { known, telling, users, rules, sentinel, assigned, foreign, unknown, strangers } = evidence;
	const ours = known + users + sentinel + (named === "acl" ? rules : 0);
	const theirs = foreign + (ours === 0 ? assigned : 0);
	if (theirs > 0 && theirs >= ours) return true;
	if (unknown > 2 && telling + users + sentinel === 0 && unknown > 2 * known) return true;
	if (ours > 0 || unknown === 0) return false;
	// Nothing but words that nobody knows. One that is nearly a directive is a slip of the pen.
	const names = knowledge.directives(newestRelease("redis")).names();
	return !strangers.some((word) => nearest(word, [...names, "user", "sentinel"]).length > 0);
}

function kindOfText({ known, telling, users, sentinel, assigned }: Evidence): FileKind | undefined {
	// A redis.conf with a stray line for Sentinel is refused for that line; it is no sentinel.conf.
	if (sentinel > 0 && sentinel >= telling) return "sentinel";
	if (users > 0 && known === 0 && assigned === 0) return "acl";
	return known + users + sentinel + assigned > 0 ? "config" : undefined;
}

/** The settings of Sentinel that Valkey knows and Redis does not. */
function ofValkeySentinel(knowledge: Knowledge): ReadonlySet<string> {
	let known = valkeySentinel.get(knowledge);
	if (known === undefined) {
		const namesOf = (product: Product) =>
			knowledge.sentinelDirectives(newestRelease(product)).flatMap(({ name, alias }) => (alias === undefined ? [name] : [name, alias]));
		const ofRedis = namesOf("redis");
		known = new Set(namesOf("valkey").filter((name) => !ofRedis.includes(name)));
		valkeySentinel.set(knowledge, known);
	}
	return known;
}

const valkeySentinel = new WeakMap<Knowledge, ReadonlySet<string>>();

/** A guess at the server a file is for, with the reason in words. */
export interface ReleaseGuess {
	readonly release: Release;
	readonly reason: Words;
}

/** The newest Valkey for a valkey file or where only Valkey knows a directive, else the newest Redis. */
export function guessRelease(name: string, tree: Tree, knowledge: Knowledge): ReleaseGuess {
	if (/valkey/i.test(name.slice(name.lastIndexOf("/") + 1)))
		return { release: newestRelease("valkey"), reason: say`the file is named after Valkey` };
	const find = tree.dialect === "config" ? valkeyNames(knowledge) : undefined;
	for (const block of find ? tree.blocks : []) {
		const name = find?.(block);
		if (name !== undefined) return { release: newestRelease("valkey"), reason: `only Valkey knows ${name}` };
	}
	return { release: newestRelease("redis"), reason: say`no release is named, so the newest Redis is meant` };
}

const valkeyOnly = new WeakMap<Knowledge, (block: Block) => string | undefined>();

/** The first name in a block of lines that no Redis knows and some Valkey does. */
function valkeyNames(knowledge: Knowledge): (block: Block) => string | undefined {
	let find = valkeyOnly.get(knowledge);
	if (find === undefined) {
		find = factOf((block: Block) => first(linesWithWords(block), ({ line }) => valkeyName(line, knowledge)));
		valkeyOnly.set(knowledge, find);
	}
	return find;
}

function valkeyName({ words }: Line, knowledge: Knowledge): string | undefined {
	const word = words[0]?.value.toLowerCase();
	if (word === undefined) return undefined;
	const setting = word === "sentinel" ? words[1]?.value.toLowerCase() : undefined;
	if (setting !== undefined && ofValkeySentinel(knowledge).has(setting)) return `sentinel ${setting}`;
	const history = knowledge.history(word);
	return history && !history.releases.some((id) => id.startsWith("redis-")) ? history.name : undefined;
}

function first<T, R>(all: readonly T[], find: (one: T) => R | undefined): R | undefined {
	for (const one of all) {
		const found = find(one);
		if (found !== undefined) return found;
	}
	return undefined;
}
