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
	if (!isClearText && !isHash(text)) return { code: "bad-hash" };
	const password = isClearText ? inClearText(text, token) : hashed(text, token);
	const hashes = passwords.length < LONG ? undefined : hashesOf(passwords);
	const isKnown = hashes === undefined || hashes.has(password.hash);
	const known = isKnown ? passwords.findIndex((other) => isSame(other, password)) : -1;
	if (sign === ">" || sign === "#") {
		if (known !== -1) return passwords;
		hashes?.add(password.hash);
		return added(passwords, password);
	}
	if (known === -1) return { code: "no-such-password" };
	if (!hashes) return passwords.toSpliced(known, 1);
	hashes.delete(password.hash);
	passwords.splice(known, 1);
	return passwords;
}

/** Of a long list, which is looked through once. */
function hashesOf(passwords: readonly Password[]): Set<string> {
	let known = longLists.get(passwords);
	if (known === undefined) {
		known = new Set(passwords.map(({ hash }) => hash));
		longLists.set(passwords, known);
	}
	return known;
}

const longLists = new WeakMap<readonly Password[], Set<string>>();
const LONG = 100;

/** What the server takes as one. */
function isHash(text: string): boolean {
	return /^[0-9a-f]{64}$/.test(text);
}

/** Whether one stands at an offset of a line; what follows behind it does not count. */
export function isHashAt(line: string, start: number): boolean {
	// To look for the end takes half the time of counting.
	NOT_OF_HASH.lastIndex = start;
	const end = NOT_OF_HASH.test(line) ? NOT_OF_HASH.lastIndex - 1 : line.length;
	return end - start >= HASH_LENGTH;
}

const NOT_OF_HASH = /[^0-9a-f]/g;

/** Hashes that are looked for among very many others. */
export class HashSet {
	private readonly hashes: ReadonlySet<string>;
	private readonly ends: ReadonlySet<number>;

	/** @param hashes 64 lower-case hexadecimal digits each. */
	constructor(hashes: Iterable<string>) {
		this.hashes = new Set(hashes);
		this.ends = new Set(Array.from(this.hashes, (hash) => endOfHash(hash, 0)));
	}

	has(hash: string): boolean {
		return this.ends.has(endOfHash(hash, 0)) && this.hashes.has(hash);
	}

	/** Whether one of them ends so (`endOfHash`). */
	hasEnd(end: number): boolean {
		return this.ends.has(end);
	}
}

/** The last digits of the hash that begins at an offset of a line, as a small number: nearly all hashes differ in it. */
export function endOfHash(line: string, start: number): number {
	let end = 0;
	for (let at = start + HASH_LENGTH - 7; at < start + HASH_LENGTH; at++) {
		const code = line.charCodeAt(at);
		end = (end << 4) | (code < 0x3a ? code - 0x30 : code - 0x57);
	}
	return end;
}

const HASH_LENGTH = 64;

/** A password of which the rule says the hash. */
export function hashed(hash: string, token: number): Password {
	return { hash, token, clearText: false };
}

/** A password that the rule says as it is. */
export function inClearText(text: string, token: number): Password {
	return new ClearText(text, token);
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
