// model: what a written value means to a release: sizes, numbers, yes and no, names out of a list.
import { asciiLower } from "../base/utf8";
import { isRelease, type Release } from "../knowledge/release";
import type { Directive } from "../knowledge/types";
import {
	asSigned,
	asUnsigned,
	cString,
	equalsIgnoringCase,
	readSigned,
	readStrict,
	SIGNED_MAX,
	SIGNED_MIN,
	UNSIGNED_MAX,
} from "./verdict/cText";

export type NumberReading =
	| {
			readonly ok: true;
			/** In bytes for sizes; the number of percent for percentages. */
			readonly value: bigint;
			readonly percent: boolean;
	  }
	| {
			readonly ok: false;
			readonly why: "not-a-number" | "out-of-range";
			/** What the number would have been, where it is one. */
			readonly value?: bigint;
	  };

/** True for "yes", false for "no", in any case; undefined for anything else. */
export function parseBool(text: string): boolean | undefined {
	const word = cString(text);
	if (word.length === 3 && equalsIgnoringCase(word, "yes")) return true;
	if (word.length === 2 && equalsIgnoringCase(word, "no")) return false;
	return undefined;
}

/**
 * A size in bytes, 0 to 2^64 - 1: digits and one of b, k (1000), kb (1024), m, mb, g, gb in any case. Undefined where the release refuses it.
 * Numbers that do not fit are not refused: they wrap, as they do in the server.
 */
export function parseMemory(text: string, release: Release): bigint | undefined {
	const size = isRedis6(release) ? readSignedSize(text) : readSize(text);
	return size === undefined || size < 0n ? undefined : size;
}

/** A value of a numeric directive, read and bounded as `release` does. */
export function parseNumber(directive: Directive, text: string, release: Release): NumberReading {
	const read = isRedis6(release) ? readNumber6(directive, text) : readNumber(directive, text);
	if (read === undefined) return { ok: false, why: "not-a-number" };
	const percent = read.percent;
	const shown = percent ? -read.value : isUnsigned(directive, release) ? asUnsigned(read.value) : read.value;
	if (!isInRange(directive, read.value, release)) return { ok: false, why: "out-of-range", value: shown };
	return { ok: true, value: shown, percent };
}

/** The number that the words of an enumeration stand for, several joined as bits. Undefined where one of them is unknown. */
export function parseEnum(directive: Directive, words: readonly string[]): number | undefined {
	if (words.length === 0 || !directive.values) return undefined;
	let number = 0;
	for (const word of words) {
		const name = asciiLower(cString(word));
		const known = directive.values.filter((value) => asciiLower(value.name) === name);
		if (known.length === 0) return undefined;
		for (const value of known) number |= value.number;
	}
	return number;
}

/** "1gb" for 1073741824: the shortest exact spelling of a size. */
export function formatMemory(bytes: bigint): string {
	for (const unit of ["gb", "mb", "kb"] as const) {
		const size = UNITS[unit] as bigint;
		if (bytes !== 0n && bytes % size === 0n) return `${bytes / size}${unit}`;
	}
	return bytes.toString();
}

const UNITS: Readonly<Record<string, bigint>> = {
	"": 1n,
	b: 1n,
	k: 1000n,
	kb: 1n << 10n,
	m: 1_000_000n,
	mb: 1n << 20n,
	g: 1_000_000_000n,
	gb: 1n << 30n,
};

/** Digits that fit the server's buffer with their end mark. */
const MAX_SIZE_DIGITS = 127;

/** From 7.0: unsigned. No digits at all count as zero. */
function readSize(text: string): bigint | undefined {
	const match = /^([0-9]*)([a-zA-Z]{0,2})$/.exec(cString(text));
	if (!match) return undefined;
	const [, digits = "", suffix = ""] = match;
	const unit = UNITS[asciiLower(suffix)];
	if (unit === undefined || digits.length > MAX_SIZE_DIGITS) return undefined;
	const number = digits === "" ? 0n : BigInt(digits);
	return asUnsigned((number > UNSIGNED_MAX ? UNSIGNED_MAX : number) * unit);
}

/** Redis 6: signed, so that large sizes come out negative. */
export function readSignedSize(text: string): bigint | undefined {
	const match = /^(-?)([0-9]*)([a-zA-Z]{0,2})$/.exec(cString(text));
	if (!match) return undefined;
	const [, sign = "", digits = "", suffix = ""] = match;
	const unit = UNITS[asciiLower(suffix)];
	if (unit === undefined || sign.length + digits.length > MAX_SIZE_DIGITS || (sign !== "" && digits === "")) return undefined;
	const number = digits === "" ? 0n : BigInt(sign + digits);
	const bounded = number > SIGNED_MAX ? SIGNED_MAX : number < SIGNED_MIN ? SIGNED_MIN : number;
	return asSigned(bounded * unit);
}

interface ReadValue {
	/** As the server keeps it: signed, percentages negative. */
	readonly value: bigint;
	readonly percent: boolean;
}

function readNumber6(directive: Directive, text: string): ReadValue | undefined {
	const value = directive.units.includes("memory") ? readSignedSize(text) : readStrict(text);
	if (value === undefined || (directive.units.includes("memory") && value < 0n)) return undefined;
	return { value, percent: false };
}

function readNumber(directive: Directive, text: string): ReadValue | undefined {
	const { units } = directive;
	const plain = (value: bigint | undefined) => (value === undefined ? undefined : { value, percent: false });
	if (units.includes("memory") || units.includes("signed-memory")) {
		const size = readSize(text);
		if (size !== undefined) return percentFromSize(directive, asSigned(size));
		if (units.includes("signed-memory")) return plain(readStrict(text));
	}
	if (units.includes("percent") && text.endsWith("%")) {
		const share = readStrict(text.slice(0, -1));
		return share !== undefined && share >= 0n ? { value: -share, percent: true } : undefined;
	}
	if (units.includes("octal")) {
		const mode = readSigned(text, 8);
		return mode.whole && !mode.overflow ? plain(mode.value) : undefined;
	}
	return units.some((unit) => unit !== "integer") ? undefined : plain(readStrict(text));
}

/** Percentages are kept as negative numbers, so a size of 2^63 and above is taken for one. */
function percentFromSize(directive: Directive, value: bigint): ReadValue {
	return { value, percent: value < 0n && directive.units.includes("percent") };
}

function isInRange(directive: Directive, value: bigint, release: Release): boolean {
	const range = directive.range;
	if (!range) return true;
	if (isUnsigned(directive, release)) {
		if (value < 0n && isRelease(release, REFUSES_ABOVE_SIGNED)) return false;
		const unsigned = asUnsigned(value);
		return unsigned >= asUnsigned(range.min) && unsigned <= asUnsigned(range.max);
	}
	if (value < 0n && directive.units.includes("percent")) return value >= range.min;
	return value >= range.min && value <= asSigned(range.max);
}

/** One release line checks unsigned values before it looks at their bounds: sizes of 2^63 and above are refused (read in its source). */
const REFUSES_ABOVE_SIGNED = { redis: ">=8.2 <8.4" };

/** Redis keeps `unsigned long` settings but bounds them as signed; Valkey mended that. */
function isUnsigned(directive: Directive, release: Release): boolean {
	if (directive.cType === "unsigned long") return isRelease(release, { valkey: ">=8.0" });
	return directive.cType === "unsigned long long" || directive.cType === "unsigned int" || directive.cType === "size_t";
}

function isRedis6(release: Release): boolean {
	return isRelease(release, { redis: "<7.0" });
}
