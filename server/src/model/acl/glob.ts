// model/acl: patterns of keys and channels, matched as Redis and Valkey do it: byte by byte, with * ? [...] and \.
import { utf8Bytes } from "../../base/utf8";
import { takesAll } from "../../base/wildcard";

/**
 * Whether all of `text` matches `pattern`. Both are taken as UTF-8, and `?` and a `[...]` stand for one byte. Takes at most
 * pattern x text steps. Read off Redis 6.0 to 7.4 and Valkey 7.2 and 8.0, which agree; they differ from a shell's patterns: `*` alone
 * does not match the empty text, `[^a]` negates, `[` needs no `]`, and a range may stand either way round.
 */
export function globMatches(pattern: string, text: string): boolean {
	return matches(utf8Bytes(pattern), utf8Bytes(text));
}

function matches(pattern: Uint8Array, text: Uint8Array): boolean {
	if (text.length === 0) return pattern.length === 0;
	const { length } = pattern;
	const isStar = (at: number) => pattern[at] === STAR;
	return takesAll({ length, isStar, after: (at, next) => matchOne(pattern, at, text[next] as number) }, text.length);
}

/** Where the pattern goes on when the element at `at`, which is not a star, matches `byte`; -1 where it does not match. */
function matchOne(pattern: Uint8Array, at: number, byte: number): number {
	switch (pattern[at]) {
		case QUESTION:
			return at + 1;
		case OPEN:
			return matchClass(pattern, at + 1, byte);
		case BACKSLASH: {
			const literal = at + 1 < pattern.length ? at + 1 : at;
			return pattern[literal] === byte ? literal + 1 : -1;
		}
		default:
			return pattern[at] === byte ? at + 1 : -1;
	}
}

function matchClass(pattern: Uint8Array, from: number, byte: number): number {
	const end = pattern.length;
	let at = from;
	const negated = pattern[at] === CARET;
	if (negated) at++;
	let found = false;
	for (; at < end && pattern[at] !== CLOSE; at++) {
		if (pattern[at] === BACKSLASH && at + 1 < end) {
			at++;
			found ||= pattern[at] === byte;
		} else if (at + 2 < end && pattern[at + 1] === DASH) {
			found ||= isBetween(signed(byte), signed(pattern[at] as number), signed(pattern[at + 2] as number));
			at += 2;
		} else {
			found ||= pattern[at] === byte;
		}
	}
	if (found === negated) return -1;
	return Math.min(at + 1, end);
}

function isBetween(value: number, one: number, other: number): boolean {
	return value >= Math.min(one, other) && value <= Math.max(one, other);
}

/** Ranges compare bytes as C's `char`, which is signed where these servers are usually built. */
function signed(byte: number): number {
	return (byte << 24) >> 24;
}

const STAR = 0x2a;
const QUESTION = 0x3f;
const OPEN = 0x5b;
const CLOSE = 0x5d;
const CARET = 0x5e;
const DASH = 0x2d;
const BACKSLASH = 0x5c;
