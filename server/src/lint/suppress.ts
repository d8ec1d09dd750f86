// lint: what the person has asked not to hear, by comments in the file and by the project file.

import type { Place } from "../base/span";
import { resolveUri } from "../base/uri";
import { matchesWildcard } from "../base/wildcard";
import type { UserBlock } from "../model/acl/census";
import type { ServerModel } from "../model/server";
import type { SourceFile } from "../model/types";
import { inLines } from "../syntax/blocks";
import type { Tree } from "../syntax/tree";
import { indexSuppressions } from "./suppressionIndex";
import type { FoundSuppression, LintSettings, Suppression } from "./types";

export interface Suppressions {
	covers(rule: string, at: Place): boolean;
	/** What keeps something back while `work` runs; to be told with `useAgain` to a later run in which that work is not done again. */
	usedBy(work: () => void): readonly string[];
	useAgain(used: readonly string[]): void;
	/** Whether a comment has kept something back until now; `line` is that of the comment. */
	isUsed(file: string, line: number, rule: string): boolean;
	/** Entries of the project file that name one of these files, with the rules that they have kept nothing back of until now. */
	unused(): readonly UnusedEntry[];
}

/** An entry of the project file, seen from a file that it names. */
export interface UnusedEntry {
	readonly file: string;
	readonly entry: Suppression;
	readonly rules: readonly string[];
}

/** A directive to this program in a comment of its own line. */
export interface LintComment {
	/** `unknown`: it begins like one, and its one word is what should say what it does. */
	readonly kind: "disable" | "disable-next-line" | "server" | "unknown";
	readonly words: readonly { readonly text: string; readonly start: number; readonly end: number }[];
	readonly line: number;
}

export function readSuppressions(server: ServerModel, settings: LintSettings): Suppressions {
	const byFile = new Map<string, FileSuppressions>();
	const used = new Set<string>();
	let usedNow: Set<string> | undefined;
	const use = (key: string) => {
		used.add(key);
		usedNow?.add(key);
	};
	const userAt = userLookup(server);
	const entries = indexSuppressions(settings.suppress);
	for (const file of server.snapshot.files.values()) {
		if (file.state === "text") byFile.set(file.uri, readFile(file));
	}
	return {
		covers(rule, at) {
			const file = byFile.get(at.file);
			if (!file) return false;
			const comment = file.whole.get(rule) ?? file.lines.get(at.line)?.get(rule);
			if (comment !== undefined) {
				use(keyOf(at.file, comment, rule));
				return true;
			}
			const entry = entries.find(rule, at.file, () => userAt(at));
			if (entry) use(entryKey(entry, at.file, rule));
			return entry !== undefined;
		},
		usedBy(work) {
			usedNow = new Set();
			work();
			const keys = usedNow.size === 0 ? NOTHING : [...usedNow];
			usedNow = undefined;
			return keys;
		},
		useAgain(keys) {
			for (const key of keys) used.add(key);
		},
		isUsed: (file, line, rule) => used.has(keyOf(file, line, rule)),
		unused: () =>
			settings.suppress.flatMap((entry) => {
				const file = entryFile(entry, server);
				const rules = file === undefined ? [] : entry.rules.filter((rule) => !used.has(entryKey(entry, file, rule)));
				return file === undefined || rules.length === 0 ? [] : [{ file, entry, rules }];
			}),
	};
}

const NOTHING: readonly never[] = [];

/** Equal entries are used together. */
function entryKey({ file = "", user = "" }: Suppression, uri: string, rule: string): string {
	return JSON.stringify([file, user, rule, uri]);
}

/** The root or its ACL file, where the entry names just that. What others include may have its findings in another root. */
function entryFile({ file, from }: FoundSuppression, { snapshot, acl }: ServerModel): string | undefined {
	if (file === undefined || from === undefined || /[*?[\]]/.test(file)) return undefined;
	const uri = resolveUri(resolveUri(from, ".."), file);
	return uri === snapshot.root || (acl.source.from === "file" && uri === acl.source.file.uri) ? uri : undefined;
}

function keyOf(file: string, line: number, rule: string): string {
	return `${line} ${rule} ${file}`;
}

const known = new WeakMap<Tree, readonly LintComment[]>();

/** The lint comments of one file, in order. ACL files have none: the server refuses comments there. */
export function lintComments(file: SourceFile): readonly LintComment[] {
	if (file.state !== "text" || file.kind === "acl") return [];
	let comments = known.get(file.tree);
	if (comments === undefined) {
		comments = readComments(file.tree);
		known.set(file.tree, comments);
	}
	return comments;
}

const commentLines = inLines(
	({ kind, text }) => {
		const match = kind === "comment" && /^[ \t]*#+[ \t]*redis-security-lint-([\w-]+)(?=\s|$)/.exec(text);
		return match ? { match, text } : undefined;
	},
	({ text }) => text.includes("redis-security-lint-"),
);

/** Of one comment; there are not so many rules. */
const MOST_WORDS = 1000;

function readComments(tree: Tree): LintComment[] {
	const comments: LintComment[] = [];
	for (const [line, { match, text }] of commentLines(tree)) {
		const [head, name] = match as unknown as readonly [string, string];
		if (!isKind(name)) {
			comments.push({ kind: "unknown", words: [{ text: name, start: head.length - name.length, end: head.length }], line });
			continue;
		}
		// What follows "--" is the reason, for people.
		const end = text.indexOf(" -- ") === -1 ? text.length : text.indexOf(" -- ");
		const words: { text: string; start: number; end: number }[] = [];
		for (const { index, 0: word } of text.slice(head.length, end).matchAll(/[^\s,]+/g)) {
			if (words.length >= MOST_WORDS) break;
			const start = head.length + index;
			words.push({ text: word, start, end: start + word.length });
		}
		comments.push({ kind: name, words, line });
	}
	return comments;
}

/** What a comment can do. */
export const COMMENT_KINDS = ["disable", "disable-next-line", "server"] as const;

function isKind(name: string): name is (typeof COMMENT_KINDS)[number] {
	return (COMMENT_KINDS as readonly string[]).includes(name);
}

/** For each rule the line of the comment that silences it. */
interface FileSuppressions {
	readonly whole: ReadonlyMap<string, number>;
	readonly lines: ReadonlyMap<number, ReadonlyMap<string, number>>;
}

function readFile(file: SourceFile): FileSuppressions {
	const whole = new Map<string, number>();
	const lines = new Map<number, Map<string, number>>();
	let target = 0;
	for (const { kind, words, line } of lintComments(file)) {
		if (kind === "disable") for (const word of words) whole.set(word.text, line);
		if (kind === "disable-next-line") {
			// Those in between speak of the same line.
			if (line >= target) target = nextLine(file, line);
			const rules = lines.get(target) ?? new Map<string, number>();
			for (const word of words) rules.set(word.text, line);
			lines.set(target, rules);
		}
	}
	return { whole, lines };
}

/** The line meant by "next line": lint comments directly below each other speak of the same one. */
function nextLine(file: SourceFile, line: number): number {
	if (file.state !== "text") return line + 1;
	let next = line + 1;
	while (/^[ \t]*#+[ \t]*redis-security-lint-disable-next-line\b/.test(file.tree.line(next)?.text ?? "")) next++;
	return next;
}

/** Whether an entry is about a user; one that names nobody is about all, and about what is no user's. */
export function isAbout(entry: Suppression, user: string | undefined): boolean {
	return entry.user === undefined || (user !== undefined && matchesWildcard(entry.user, user));
}

/** Which user a place speaks of. Of an ACL file, which may have very many, only the users around the place are looked at. */
function userLookup({ acl }: ServerModel): (at: Place) => string | undefined {
	const known = new Map<UserBlock, ReadonlyMap<string, string>>();
	return ({ file, line }) => {
		const blocks = acl.census?.blocks ?? [];
		// A default that no line names comes first, and stands where a line of another user may be.
		for (let at = blocks.length - 1; at >= 0; at--) {
			const block = blocks[at] as UserBlock;
			if (line < block.from || line >= block.from + block.lineCount) continue;
			const names = known.get(block) ?? namesByLine(block);
			known.set(block, names);
			const name = names.get(`${line} ${file}`);
			if (name !== undefined) return name;
		}
		return undefined;
	};
}

function namesByLine({ users }: UserBlock): ReadonlyMap<string, string> {
	return new Map(users.map((user) => [`${user.line} ${user.file}`, user.name]));
}
