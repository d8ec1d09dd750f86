// features: the user that stands on one line of a redis.conf, a sentinel.conf or an ACL file. Reads that line alone, however many users there are.
import type { Span } from "../../base/span";
import { dialectOf } from "../../model/acl/dialect";
import { readAclLine, readUserWords } from "../../model/acl/lines";
import type { AclToken, UserState } from "../../model/acl/types";
import type { ServerModel } from "../../model/server";
import type { TextFile } from "../../model/types";

export interface UserLine {
	readonly name: string;
	/** Relative to the line, as the spans of the tokens are. */
	readonly nameAt: Span;
	readonly tokens: readonly AclToken[];
	/** What the rules that are in order make of the user. */
	readonly state: UserState;
}

/** Undefined where the line describes no user. `line` is 0-based. */
export function userAt(server: ServerModel, file: TextFile, line: number): UserLine | undefined {
	const source = file.tree.line(line);
	if (source === undefined || !isUserLine(file, line)) return undefined;
	const { evaluator } = server.acl;
	const dialect = dialectOf(server.world.release);
	const reading = file.kind === "acl" ? readAclLine(source.text, evaluator, dialect) : readUserWords(source.words, evaluator, dialect);
	const { name, nameStart = 0, nameEnd = 0, state } = reading;
	if (name === undefined || state === undefined) return undefined;
	return { name, nameAt: { start: nameStart, end: nameEnd }, tokens: reading.rules().tokens, state };
}

/** By its first word alone, without reading the rules. */
export function isUserLine({ kind, tree }: TextFile, line: number): boolean {
	const source = tree.line(line);
	if (source === undefined) return false;
	if (kind === "acl") return /^[ \t\r]*user /.test(source.text);
	return /^\s*["']?user\b/i.test(source.text) && source.words[0]?.value.toLowerCase() === "user";
}
