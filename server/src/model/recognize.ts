// model: which kind of Redis file a text is, or that it is another program's, and which release it is written for.
import { allReleases, newestRelease, type Release } from "../knowledge/release";
import type { Knowledge } from "../knowledge/types";
import { parse } from "../syntax/parse";
import type { Tree } from "../syntax/tree";
import type { FileKind } from "./types";

/** `foreign`: named like a Redis file, but plainly another program's. */
export type Recognized = FileKind | "foreign";

/** File names that speak for themselves, as a person would choose them. */
const NAMES: readonly { readonly pattern: RegExp; readonly kind: FileKind }[] = [
	{ pattern: /\.acl$|^users?\.acl$/i, kind: "acl" },
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

/** What name and text together say; undefined where neither points to Redis. */
export function recognize(name: string, text: string, knowledge: Knowledge): Recognized | undefined {
	const named = kindOfName(name);
	const found = kindOfText(text, knowledge);
	if (found === "foreign") return named ? "foreign" : undefined;
	if (found === undefined) return named;
	if (named === undefined || named === "acl") return named ?? found;
	// A sentinel.conf may hold only lines that redis.conf has too, and a file named redis.conf that speaks of Sentinel is Sentinel's.
	return found === "sentinel" ? "sentinel" : named;
}

/** Lines that are looked at: enough for any header, few enough for a file of any size. */
const LINES = 5000;

function kindOfText(text: string, knowledge: Knowledge): Recognized | undefined {
	const tree = parse(text.length > 1_000_000 ? text.slice(0, 1_000_000) : text, "config");
	let known = 0;
	let unknown = 0;
	let users = 0;
	let sentinel = 0;
	let foreign = 0;
	const names = directiveNames(knowledge);
	for (const line of tree.lines.slice(0, LINES)) {
		if (line.kind !== "words") continue;
		const first = line.words[0]?.value ?? "";
		const name = first.toLowerCase();
		if (isForeignLine(line.text)) foreign++;
		else if (
			name === "user" &&
			line.words.length > 2 &&
			line.words.slice(2).some((word) => /^(?:on|off|[+\-~%&>#<!(].*|nopass|all\w+|reset\w*)$/i.test(word.value))
		)
			users++;
		else if (name === "sentinel") sentinel++;
		else if (names.has(name)) known++;
		else unknown++;
	}
	if (foreign > 0 && foreign >= known + users + sentinel) return "foreign";
	if (sentinel > 0) return "sentinel";
	if (users > 0 && known === 0 && unknown <= users) return "acl";
	if (known > 0 && known >= unknown) return "config";
	if (users > 0) return "config";
	if (known === 0 && unknown > 2) return "foreign";
	return known > 0 ? "config" : undefined;
}

/** Section headers, assignments, braces and tags: no line of a Redis file looks so. */
function isForeignLine(text: string): boolean {
	return /^\s*(?:\[[^\]]+\]\s*$|[\w.]+\s*=|<\/?[\w!?]|[{}]|[\w."-]+:\s|import\s|upstream\s|server\s*\{|location\s)/.test(text);
}

const namesOf = new WeakMap<Knowledge, ReadonlySet<string>>();

/** Every name that any release knows. */
function directiveNames(knowledge: Knowledge): ReadonlySet<string> {
	let names = namesOf.get(knowledge);
	if (!names) {
		names = new Set(allReleases().flatMap((release) => knowledge.directives(release).names()));
		namesOf.set(knowledge, names);
	}
	return names;
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
		const history = word === undefined ? undefined : knowledge.history(word);
		if (!history || history.releases.some((id) => id.startsWith("redis-"))) continue;
		return { release: newestRelease("valkey"), reason: `only Valkey knows ${history.name}` };
	}
	return { release: newestRelease("redis"), reason: "no release is named, so the newest Redis is meant" };
}
