// model/tls: base64 and DER, as much as certificates need. Broken bytes give undefined, never an error.

/** One element: its tag byte, its contents, and all its bytes. */
export interface Der {
	readonly tag: number;
	readonly body: Uint8Array;
	readonly whole: Uint8Array;
}

/** The elements that stand one after the other; undefined where the bytes are not DER. */
export function readDer(bytes: Uint8Array): Der[] | undefined {
	const found: Der[] = [];
	for (let at = 0; at < bytes.length; ) {
		const element = elementAt(bytes, at);
		if (!element) return undefined;
		found.push(element);
		at += element.whole.length;
	}
	return found;
}

/** The elements inside one. */
export function inside(element: Der | undefined): readonly Der[] {
	return (element && readDer(element.body)) ?? [];
}

/** Dotted form: "2.5.29.17". */
export function oidOf(element: Der | undefined): string {
	if (element?.tag !== TAG.oid) return "";
	const parts: number[] = [];
	let value = 0;
	for (const byte of element.body) {
		value = value * 128 + (byte & 0x7f);
		if (byte & 0x80) continue;
		if (parts.length === 0) parts.push(Math.min(Math.floor(value / 40), 2), value - 40 * Math.min(Math.floor(value / 40), 2));
		else parts.push(value);
		value = 0;
	}
	return parts.join(".");
}

/** Text of any of the string types. */
export function textOf(element: Der): string {
	const isWide = element.tag === 0x1e;
	let text = "";
	if (isWide)
		for (let at = 0; at + 1 < element.body.length; at += 2)
			text += String.fromCharCode(((element.body[at] ?? 0) << 8) | (element.body[at + 1] ?? 0));
	else for (const byte of element.body) text += String.fromCharCode(byte);
	return isWide ? text : fromUtf8(text);
}

/** Milliseconds since 1970. */
export function timeOf(element: Der | undefined): number {
	const text = element ? textOf(element) : "";
	const match = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?Z$/.exec(text);
	if (!match) return Number.NaN;
	const [, year = "", ...rest] = match;
	const full = year.length === 4 ? Number(year) : Number(year) + (Number(year) < 50 ? 2000 : 1900);
	const [month = 1, day = 1, hour = 0, minute = 0, second = 0] = rest.map((part) => Number(part ?? 0));
	return Date.UTC(full, month - 1, day, hour, minute, second);
}

/** Bits of an unsigned whole number. */
export function bitLength(element: Der | undefined): number {
	if (!element) return 0;
	const first = element.body.findIndex((byte) => byte !== 0);
	return first === -1 ? 0 : (element.body.length - first - 1) * 8 + (32 - Math.clz32(element.body[first] ?? 0));
}

export function hexOf(bytes: Uint8Array): string {
	return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export const TAG = { boolean: 1, integer: 2, bits: 3, octets: 4, oid: 6, sequence: 0x30, set: 0x31 } as const;

/** Characters outside the alphabet are passed over, as OpenSSL does with line ends; undefined where nothing sensible is left. */
export function fromBase64(text: string): Uint8Array | undefined {
	const letters = text.replace(/[\s=]/g, "");
	if (letters === "" || /[^A-Za-z0-9+/]/.test(letters) || letters.length % 4 === 1) return undefined;
	const bytes = new Uint8Array(Math.floor((letters.length * 3) / 4));
	let buffer = 0;
	let bits = 0;
	let at = 0;
	for (const letter of letters) {
		buffer = ((buffer << 6) | ALPHABET.indexOf(letter)) & 0xffff;
		bits += 6;
		if (bits < 8) continue;
		bits -= 8;
		bytes[at++] = (buffer >> bits) & 0xff;
	}
	return bytes;
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function elementAt(bytes: Uint8Array, at: number): Der | undefined {
	const tag = bytes[at];
	const first = bytes[at + 1];
	if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return undefined;
	let length = first;
	let header = 2;
	if (first & 0x80) {
		const count = first & 0x7f;
		if (count === 0 || count > 4) return undefined;
		length = 0;
		for (let i = 0; i < count; i++) length = length * 256 + (bytes[at + 2 + i] ?? Number.NaN);
		header += count;
	}
	const end = at + header + length;
	if (!(end <= bytes.length)) return undefined;
	return { tag, body: bytes.subarray(at + header, end), whole: bytes.subarray(at, end) };
}

function fromUtf8(bytes: string): string {
	try {
		return decodeURIComponent(bytes.replace(/[%\x80-\xff]/g, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, "0")}`));
	} catch {
		return bytes;
	}
}
