// base: text as the bytes that a file holds.

/** UTF-8 bytes of `text`. A lone surrogate becomes U+FFFD, as it does in every encoder. */
export function utf8Bytes(text: string): Uint8Array {
	const bytes = new Uint8Array(text.length * 3);
	let length = 0;
	for (let i = 0; i < text.length; i++) {
		let code = text.charCodeAt(i);
		if (code < 0x80) {
			bytes[length++] = code;
			continue;
		}
		if (code >= 0xd800 && code <= 0xdfff) {
			const low = code < 0xdc00 ? text.charCodeAt(i + 1) : Number.NaN;
			if (low >= 0xdc00 && low <= 0xdfff) {
				code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
				i++;
			} else {
				code = 0xfffd;
			}
		}
		if (code < 0x800) {
			bytes[length++] = 0xc0 | (code >> 6);
		} else {
			if (code < 0x10000) {
				bytes[length++] = 0xe0 | (code >> 12);
			} else {
				bytes[length++] = 0xf0 | (code >> 18);
				bytes[length++] = 0x80 | ((code >> 12) & 0x3f);
			}
			bytes[length++] = 0x80 | ((code >> 6) & 0x3f);
		}
		bytes[length++] = 0x80 | (code & 0x3f);
	}
	return bytes.subarray(0, length);
}

/** A to Z become lower case and nothing else changes: how a server compares names and keywords. */
export function asciiLower(text: string): string {
	return /[A-Z]/.test(text) ? text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase()) : text;
}

/** The same text, cut loose from the longer one that it may be a part of: engines hold the whole in memory for as long as any part of it. */
export function ownCopy(text: string): string {
	return ` ${text}`.slice(1);
}
