// rules: the edits that several rules make: closing the port with the password, and rewriting one user.
import { say } from "../base/say";
import type { Edit } from "../base/span";
import { isRelease } from "../knowledge/release";
import type { AclToken, AclUser } from "../model/acl/types";
import { addDirective, writeWord } from "../model/placement";
import type { ServerModel } from "../model/server";
import type { Fix } from "./define";
import { setTo } from "./lines";

/**
 * Protected mode keeps other hosts out only while `default` needs no password. Where it is at work, a fix that ends it would open the port to
 * whatever is bound; so the fix binds to this machine as well, and no other host that is refused today gets in. Where the port is open already
 * and no bind line says to whom, the bound fix is offered as a second one.
 */
export function withLoopbackBind(server: ServerModel, fix: Fix): Fix[] {
	const { exposure, settings, snapshot } = server;
	const ports = snapshot.kind === "config" ? exposure.listeners.filter((one) => one.protocol !== "unix") : [];
	const protects = exposure.protectedMode === "protecting" && ports.some((one) => one.reach !== "loopback");
	const unbound = ports.length > 0 && settings.get("bind")?.origin.from === "default";
	if (!protects && !unbound) return [fix];
	const bound: Fix = {
		...fix,
		title: say`${fix.title}, and bind to this machine only, since protected mode ends with it`,
		edits: () => [...fix.edits(), ...setTo(server, "bind", ...loopback(server))],
	};
	return protects ? [bound] : [fix, bound];
}

/** Sets `requirepass`; also where a line sets it to nothing. */
export function setRequirepass(server: ServerModel, password: string): Edit[] {
	return setTo(server, "requirepass", password);
}

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

/** The addresses of this machine alone, as the release understands them; the one of IPv6 is optional where that can be said. */
export function loopback(server: ServerModel): string[] {
	return isRelease(server.world.release, { redis: "<6.2" }) ? ["127.0.0.1"] : ["127.0.0.1", "-::1"];
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
