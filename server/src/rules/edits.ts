// rules: the edits that several rules make: closing the port with the password, and rewriting one user.
import type { Edit } from "../base/span";
import { isRelease } from "../knowledge/release";
import type { AclUser } from "../model/acl/types";
import { addDirective, setDirective } from "../model/placement";
import type { ServerModel } from "../model/server";
import type { Fix } from "./define";

/**
 * Protected mode keeps other hosts out only while `default` needs no password. On a server without a bind line, a fix that ends this opens the
 * port to every interface; so it is offered together with a loopback `bind` as well. That one is preferred where protected mode is at work,
 * since no other host gets in today.
 */
export function withLoopbackBind(server: ServerModel, fix: Fix): Fix[] {
	const { exposure, settings, snapshot } = server;
	const opens =
		snapshot.kind === "config" &&
		settings.get("bind")?.origin.from === "default" &&
		exposure.listeners.some((one) => one.protocol !== "unix");
	if (!opens) return [fix];
	const bound: Fix = {
		...fix,
		title: `${fix.title}, and bind to this machine only, since protected mode ends with it`,
		edits: () => [...fix.edits(), ...setDirective(snapshot, settings, "bind", loopback(server))],
	};
	return exposure.protectedMode === "protecting" ? [{ ...bound, preferred: true }, fix] : [fix, bound];
}

/** Sets `requirepass`; also where a line sets it to nothing. */
export function setRequirepass(server: ServerModel, password: string): Edit[] {
	return setDirective(server.snapshot, server.settings, "requirepass", [password]);
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
		if (token) edits.push(insert(user, token.end - 1, text));
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

function insert(user: AclUser, character: number, newText: string): Edit {
	const at = { line: user.line, character };
	return { file: user.file, start: at, end: at, newText };
}
