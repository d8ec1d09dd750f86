// model/acl: the passwords of a user. A password in clear text is hashed only when somebody asks for its hash.
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8Bytes } from "../../base/utf8";
import type { Fault } from "./errors";
import type { UserState } from "./types";

type Password = UserState["passwords"][number];

/** Of a password in clear text: SHA-256 as 64 lower-case hexadecimal digits. */
export function passwordHash(clearText: string): string {
	let hash = "";
	for (const byte of sha256(utf8Bytes(clearText))) hash += byte.toString(16).padStart(2, "0");
	return hash;
}

/** The password that a rule `>password` or `#hash` adds. */
export function passwordOf(rule: string, token: number): Password {
	return rule.startsWith(">") ? new ClearText(rule.slice(1), token) : { hash: rule.slice(1), token, clearText: false };
}

/** Applies a rule that begins with > # < or !, to a list in the order in which the server keeps it. */
export function applyPassword(passwords: Password[], rule: string, token: number): Fault | undefined {
	const isClearText = rule.startsWith(">") || rule.startsWith("<");
	if (!isClearText && !/^.[0-9a-f]{64}$/s.test(rule)) return { code: "bad-hash" };
	const adds = rule.startsWith(">") || rule.startsWith("#");
	const password = passwordOf((isClearText ? ">" : "#") + rule.slice(1), token);
	const known = passwords.findIndex((other) => isSame(other, password));
	if (adds) {
		if (known === -1) passwords.push(password);
		return undefined;
	}
	if (known === -1) return { code: "no-such-password" };
	passwords.splice(known, 1);
	return undefined;
}

class ClearText implements Password {
	readonly clearText = true;
	private hashed: string | undefined;

	constructor(
		readonly text: string,
		readonly token: number,
	) {}

	get hash(): string {
		this.hashed ??= passwordHash(this.text);
		return this.hashed;
	}
}

function isSame(one: Password, other: Password): boolean {
	if (one instanceof ClearText && other instanceof ClearText) return one.text === other.text;
	return one.hash === other.hash;
}
