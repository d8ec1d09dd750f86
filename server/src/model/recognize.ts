// model: which kind of Redis file a text is, or that it is another program's, and which release it is written for.
import { nearest } from "../base/nearest";
import { newestRelease, type Product, type Release } from "../knowledge/release";
import type { Knowledge } from "../knowledge/types";
import { parse } from "../syntax/parse";
import type { Line, Tree, Word } from "../syntax/tree";
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
export function recognize(name: string, text: string, knowledge: Knowledge): Recognized | undefined {
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

function readEvidence(text: string, knowledge: Knowledge): Evidence {
	const tree = parse(text.length > CHARACTERS ? text.slice(0, CHARACTERS) : text, "config");
	const counts = { known: 0, telling: 0, users: 0, rules: 0, sentinel: 0, assigned: 0, foreign: 0, unknown: 0 };
	const evidence: Evidence = { ...counts, names: new Set(), strangers: [] };
	for (const line of tree.lines.slice(0, LINES)) if (line.kind === "words") count(line, evidence, knowledge);
	return evidence;
}

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
		if (evidence.strangers.length < 20) evidence.strangers.push(name);
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

function isOfValkeySentinel(setting: string, knowledge: Knowledge): boolean {
	const knownTo = (product: Product) =>
		knowledge.sentinelDirectives(newestRelease(product)).some(({ name, alias }) => name === setting || alias === setting);
	return !knownTo("redis") && knownTo("valkey");
}

/** A guess at the server a file is for, with the reason in words. */
export interface ReleaseGuess {
	readonly release: Release;
	readonly reason: string;
}

/** The newest Valkey for a valkey file or where only Valkey knows a directive, else the newest Redis. */
export function guessRelease(name: string, tree: Tree, knowledge: Knowledge): ReleaseGuess {
	if (/valkey/i.test(name.slice(name.lastIndexOf("/") + 1)))
		return { release: newestRelease("valkey"), reason: "the file is named after Valkey" };
	for (const line of tree.lines) {
		const word = line.kind === "words" && tree.dialect === "config" ? line.words[0]?.value.toLowerCase() : undefined;
		const setting = word === "sentinel" ? line.words[1]?.value.toLowerCase() : undefined;
		if (setting !== undefined && isOfValkeySentinel(setting, knowledge))
			return { release: newestRelease("valkey"), reason: `only Valkey knows sentinel ${setting}` };
		const history = word === undefined ? undefined : knowledge.history(word);
		if (!history || history.releases.some((id) => id.startsWith("redis-"))) continue;
		return { release: newestRelease("valkey"), reason: `only Valkey knows ${history.name}` };
	}
	return { release: newestRelease("redis"), reason: "no release is named, so the newest Redis is meant" };
}
