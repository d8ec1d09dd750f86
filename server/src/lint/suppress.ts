// lint: what the person has asked not to hear, by comments in the file and by the project file.

import type { Place } from "../base/span";
import { matchesWildcard } from "../base/wildcard";
import type { ServerModel } from "../model/server";
import type { SourceFile } from "../model/types";
import type { LintSettings, Suppression } from "./types";

export interface Suppressions {
	covers(rule: string, at: Place): boolean;
	/** Whether a comment has kept something back until now; `line` is that of the comment. */
	isUsed(file: string, line: number, rule: string): boolean;
}

/** A directive to this program in a comment of its own line. */
export interface LintComment {
	readonly kind: "disable" | "disable-next-line" | "server";
	readonly words: readonly { readonly text: string; readonly start: number; readonly end: number }[];
	readonly line: number;
}

export function readSuppressions(server: ServerModel, settings: LintSettings): Suppressions {
	const byFile = new Map<string, FileSuppressions>();
	const used = new Set<string>();
	for (const file of server.snapshot.files.values()) {
		if (file.state === "text") byFile.set(file.uri, readFile(file));
	}
	return {
		covers(rule, at) {
			const file = byFile.get(at.file);
			if (!file) return false;
			const comment = file.whole.get(rule) ?? file.lines.get(at.line)?.get(rule);
			if (comment !== undefined) {
				used.add(keyOf(at.file, comment, rule));
				return true;
			}
			return settings.suppress.some((entry) => entry.rules.includes(rule) && isMeant(entry, at, server));
		},
		isUsed: (file, line, rule) => used.has(keyOf(file, line, rule)),
	};
}

function keyOf(file: string, line: number, rule: string): string {
	return `${line} ${rule} ${file}`;
}

/** The lint comments of one file, in order. ACL files have none: the server refuses comments there. */
export function lintComments(file: SourceFile): LintComment[] {
	const comments: LintComment[] = [];
	if (file.state !== "text" || file.kind === "acl") return comments;
	for (const [line, { kind, text }] of file.tree.lines.entries()) {
		if (kind !== "comment" || !text.includes("redis-security-lint-")) continue;
		const match = /^[ \t]*#+[ \t]*redis-security-lint-(disable-next-line|disable|server)(?=\s|$)/.exec(text);
		if (!match) continue;
		// What follows "--" is the reason, for people.
		const end = text.indexOf(" -- ") === -1 ? text.length : text.indexOf(" -- ");
		const words = [...text.slice(match[0].length, end).matchAll(/[^\s,]+/g)].map((word) => {
			const start = match[0].length + word.index;
			return { text: word[0], start, end: start + word[0].length };
		});
		comments.push({ kind: match[1] as LintComment["kind"], words, line });
	}
	return comments;
}

/** For each rule the line of the comment that silences it. */
interface FileSuppressions {
	readonly whole: ReadonlyMap<string, number>;
	readonly lines: ReadonlyMap<number, ReadonlyMap<string, number>>;
}

function readFile(file: SourceFile): FileSuppressions {
	const whole = new Map<string, number>();
	const lines = new Map<number, Map<string, number>>();
	for (const { kind, words, line } of lintComments(file)) {
		if (kind === "disable") for (const word of words) whole.set(word.text, line);
		if (kind === "disable-next-line") {
			const target = nextLine(file, line);
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
	while (/^[ \t]*#+[ \t]*redis-security-lint-disable-next-line\b/.test(file.tree.lines[next]?.text ?? "")) next++;
	return next;
}

function isMeant(entry: Suppression, at: Place, server: ServerModel): boolean {
	if (entry.file !== undefined && !isFile(entry.file, at.file)) return false;
	if (entry.user === undefined) return true;
	return (server.acl.users ?? []).some((user) => user.name === entry.user && user.file === at.file && user.line === at.line);
}

/** `pattern` is the end of the file's path, or a glob of it. */
function isFile(pattern: string, uri: string): boolean {
	const path = decodeURIComponent(uri.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, ""));
	return (
		path === pattern ||
		path.endsWith(`/${pattern.replace(/^\.?\//, "")}`) ||
		matchesWildcard(pattern, path) ||
		matchesWildcard(`*/${pattern}`, path)
	);
}
