// model/acl: the passwords of a user. A password in clear text is hashed only when somebody asks for its hash.
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8Bytes } from "../../base/utf8";
import type { Fault } from "./errors";
import { added } from "./permissions";
import type { UserState } from "./types";

type Password = UserState["passwords"][number];

/** Of a password in clear text: SHA-256 as 64 lower-case hexadecimal digits. */
export function passwordHash(clearText: string): string {
	let hash = "";
	for (const byte of sha256(utf8Bytes(clearText))) hash += byte.toString(16).padStart(2, "0");
	return hash;
}

/** The list after a rule that begins with > # < or !, in the order in which the server keeps it, or what is wrong with the rule. */
export function applyPassword(passwords: Password[], rule: string, token: number): Password[] | Fault {
	const sign = rule[0];
	const isClearText = sign === ">" || sign === "<";
	const text = rule.slice(1);
	if (!isClearText && !/^[0-9a-f]{64}$/.test(text)) return { code: "bad-hash" };
	const password = isClearText ? new ClearText(text, token) : { hash: text, token, clearText: false };
	const known = passwords.findIndex((other) => isSame(other, password));
	if (sign === ">" || sign === "#") {
		return known === -1 ? added(passwords, password) : passwords;
	}
	if (known === -1) return { code: "no-such-password" };
	return passwords.toSpliced(known, 1);
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
