// model/verdict: text and numbers as the server's C code reads them, 64-bit and with glibc.
import { asciiLower } from "../../base/utf8";

/** What C takes a value for: everything before its first NUL. */
export function cString(text: string): string {
	const nul = text.indexOf("\0");
	return nul === -1 ? text : text.slice(0, nul);
}

export function equalsIgnoringCase(a: string, b: string): boolean {
	return a.length === b.length && asciiLower(a) === asciiLower(b);
}

/** Bytes that `text` has as UTF-8; with `highBytes`, characters up to 0xFF stand for one byte each. */
export function byteLength(text: string, bytes: "utf-8" | "high-bytes" = "utf-8"): number {
	let length = 0;
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		if (code < 0x80 || (bytes === "high-bytes" && code < 0x100)) length += 1;
		else if (code < 0x800) length += 2;
		else if (code >= 0xd800 && code < 0xdc00) {
			length += 4;
			i++;
		} else length += 3;
	}
	return length;
}

export interface ReadInteger {
	readonly value: bigint;
	/** The whole text was read. True of an empty text too, as C sees it. */
	readonly whole: boolean;
	/** The number did not fit and was cut to the nearest that does. */
	readonly overflow: boolean;
}

/** strtoll: leading space and a sign are taken, reading ends at the first other character. */
export function readSigned(text: string, base: 8 | 10): ReadInteger {
	return readInteger(cString(text), base, SIGNED_MIN, SIGNED_MAX);
}

/** atoi: like `readSigned`, cut to 32 bits. */
export function readInt(text: string): number {
	return Number(asInt(readSigned(text, 10).value));
}

function readInteger(text: string, base: 8 | 10, min: bigint, max: bigint): ReadInteger {
	const match = (base === 8 ? /^[ \t-\r]*([+-]?)([0-7]+)/ : /^[ \t-\r]*([+-]?)([0-9]+)/).exec(text);
	if (!match) return { value: 0n, whole: text === "", overflow: false };
	const size = sizeOf((match[2] as string).replace(/^0+(?=.)/, ""), base);
	const value = match[1] === "-" ? -size : size;
	const whole = match[0].length === text.length;
	if (value > max) return { value: max, whole, overflow: true };
	if (value < min) return { value: min, whole, overflow: true };
	return { value, whole, overflow: false };
}

/** Of more digits than 64 bits take it is enough to know that they are too many: a number of a million digits takes long to read. */
function sizeOf(digits: string, base: 8 | 10): bigint {
	if (digits.length > 25) return BEYOND;
	return base === 8 ? BigInt(`0o${digits}`) : BigInt(digits);
}

const BEYOND = 1n << 64n;

/** The server's own strict reading: no sign but "-", no leading zeros, no spaces, 64 bits. */
export function readStrict(text: string): bigint | undefined {
	if (!/^(?:0|-?[1-9][0-9]{0,18})$/.test(text)) return undefined;
	const value = BigInt(text);
	return value < SIGNED_MIN || value > SIGNED_MAX ? undefined : value;
}

/** Reads like strtod does and takes the whole text: decimals, "inf" and, where `hex` says so, hexadecimal. Undefined for anything else. */
export function readDouble(text: string, hex: "hex" | "no-hex"): number | undefined {
	if (/^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/.test(text)) {
		const value = Number(text);
		const vanished = value === 0 && /[1-9]/.test(text.replace(/[eE].*$/, ""));
		return Number.isFinite(value) && !vanished ? value : undefined;
	}
	if (/^[+-]?inf(?:inity)?$/i.test(text)) return text.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
	return hex === "hex" ? readHexDouble(text) : undefined;
}

function readHexDouble(text: string): number | undefined {
	const match = /^([+-]?)0[xX]([0-9a-fA-F]*)(?:\.([0-9a-fA-F]*))?(?:[pP]([+-]?[0-9]+))?$/.exec(text);
	if (!match) return undefined;
	const [, sign, before = "", after = "", power = "0"] = match;
	if (before === "" && after === "") return undefined;
	let value = 0;
	for (const digit of before + after) value = value * 16 + Number.parseInt(digit, 16);
	value *= 2 ** (Number(power) - 4 * after.length);
	if (!Number.isFinite(value) || (value === 0 && /[1-9a-fA-F]/.test(before + after))) return undefined;
	return sign === "-" ? -value : value;
}

export const UNSIGNED_MAX = (1n << 64n) - 1n;
export const SIGNED_MAX = (1n << 63n) - 1n;
export const SIGNED_MIN = -(1n << 63n);

export function asUnsigned(value: bigint): bigint {
	return BigInt.asUintN(64, value);
}

export function asSigned(value: bigint): bigint {
	return BigInt.asIntN(64, value);
}

export function asInt(value: bigint): bigint {
	return BigInt.asIntN(32, value);
}
