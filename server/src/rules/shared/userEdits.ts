// rules: edits of the rules of one user, and a line for `default`.
import type { Edit } from "../../base/span";
import { isRelease } from "../../knowledge/release";
import type { AclToken, AclUser } from "../../model/acl/types";
import { addDirective, writeWord } from "../../model/placement";
import type { ServerModel } from "../../model/server";

/** A `user` line for redis.conf that gives `default` every right but the ones taken away; `hash` is SHA-256 in hexadecimal. */
export function defaultUserLine(server: ServerModel, hash: string, taken: readonly string[]): Edit[] {
	const root = server.snapshot.files.get(server.snapshot.root);
	if (!root) return [];
	return addDirective(root, "user", ["default", "on", `#${hash}`, "~*", ...(hasChannels(server) ? ["&*"] : []), "+@all", ...taken]);
}

/** Puts rules behind all others of a user, so that nothing later undoes them; those for a selector go inside its parenthesis. */
export function appendRules(user: AclUser, rules: readonly string[], selectors: readonly number[] = []): Edit[] {
	const text = ` ${rules.join(" ")}`;
	const last = user.tokens.at(-1);
	const root = selectors.length === 0 || selectors.includes(-1);
	const edits: Edit[] = [];
	for (const index of selectors) {
		const selector = user.state.selectors[index]?.token;
		const token = selector === undefined ? undefined : user.tokens[selector];
		if (token) edits.push(intoSelector(user, token, text));
	}
	if (root && last) edits.push(insert(user, last.end, text));
	return edits;
}

/** Replaces some of a user's rules, by their index; an empty text takes a rule away with the space before it. */
export function replaceRules(user: AclUser, replacements: ReadonlyMap<number, string>): Edit[] {
	const edits: Edit[] = [];
	for (const [index, text] of replacements) {
		const token = user.tokens[index];
		if (!token) continue;
		const before = user.tokens[index - 1]?.end ?? user.nameAt?.end ?? token.start;
		const start = { line: user.line, character: text === "" ? before : token.start };
		edits.push({ file: user.file, start, end: { line: user.line, character: token.end }, newText: text });
	}
	return edits;
}

export function hasChannels(server: ServerModel): boolean {
	return !isRelease(server.world.release, { redis: "<6.2" });
}

/** Before the parenthesis that closes it. In redis.conf the whole selector may stand in quotes; then it is written anew. */
function intoSelector(user: AclUser, token: AclToken, text: string): Edit {
	if (token.end - token.start === token.text.length) return insert(user, token.end - 1, text);
	const { file, line } = user;
	const newText = writeWord(`${token.text.slice(0, -1)}${text})`);
	return { file, start: { line, character: token.start }, end: { line, character: token.end }, newText };
}

function insert(user: AclUser, character: number, newText: string): Edit {
	const at = { line: user.line, character };
	return { file: user.file, start: at, end: at, newText };
}
