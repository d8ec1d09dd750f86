// features: what a list of cipher suites comes to: how many are left, which of them are weak and why.
import { joined, listed, say, type Words } from "../../base/say";
import { evaluateCipherList, evaluateCiphersuites } from "../../model/tls/ciphers";
import { gravityOf, type Suite, type Weakness, weaknessOf } from "../../model/tls/suites";
import { code } from "../texts/markdown";

/** Names that are shown of one sort. */
const SHOWN = 12;

/** `tls-ciphers`: a list in OpenSSL's notation. */
export function ciphersInWords(list: string): Words | undefined {
	if (list === "") return undefined;
	const found = evaluateCipherList(list);
	const unknown = ofUnknown(found.unknown);
	if (!found.ok) {
		const why =
			found.reason === "empty"
				? say`**This list leaves no suite at all**, so the server refuses it once TLS is on.`
				: say`**This is not how OpenSSL writes a list**, so the server refuses it once TLS is on.`;
		return joined([why, ...unknown], "\n\n");
	}
	const { suites, level } = found;
	const sound = suites.filter((suite) => weaknessOf(suite) === undefined);
	const parts = [
		head(suites.length, sound.length),
		...weakLines(suites),
		sound.length > 0 ? say`Sound: ${names(sound)}.` : say`**None of them is sound.**`,
		...(level === undefined ? [] : [say`${code(`@SECLEVEL=${level}`)} goes before the level that this machine's OpenSSL was built with.`]),
	];
	return joined([...parts, ...unknown], "\n\n");
}

/** `tls-ciphersuites`: names of TLS 1.3. */
export function ciphersuitesInWords(list: string): Words | undefined {
	if (list === "") return undefined;
	const { known, unknown } = evaluateCiphersuites(list);
	return joined([ofTls13(known.length), ...ofUnknown(unknown)], "\n\n");
}

function head(all: number, sound: number): Words {
	if (all === 1)
		return sound === 1 ? say`**One suite** for TLS 1.2 and older, and it is sound.` : say`**One suite** for TLS 1.2 and older.`;
	return sound === all
		? say`**${all} suites** for TLS 1.2 and older, all of them sound.`
		: say`**${all} suites** for TLS 1.2 and older, ${sound} of them sound.`;
}

function ofTls13(count: number): Words {
	if (count === 0) return say`**No suite of TLS 1.3** is named, so the server refuses the list once TLS is on.`;
	return count === 1 ? say`**One suite** of TLS 1.3. It is sound.` : say`**${count} suites** of TLS 1.3. All of them are sound.`;
}

function weakLines(suites: readonly Suite[]): Words[] {
	const byWeakness = new Map<Weakness, Suite[]>();
	for (const suite of suites) {
		const weakness = weaknessOf(suite);
		if (!weakness) continue;
		const known = byWeakness.get(weakness) ?? [];
		known.push(suite);
		byWeakness.set(weakness, known);
	}
	return Array.from(byWeakness, ([weakness, weak]) =>
		gravityOf(weakness) === "broken" ? say`- **${WEAKNESSES[weakness]}**: ${names(weak)}` : say`- ${WEAKNESSES[weakness]}: ${names(weak)}`,
	);
}

const WEAKNESSES: Readonly<Record<Weakness, Words>> = {
	anonymous: say`nobody shows a certificate`,
	NULL: say`nothing is encrypted`,
	RC4: "RC4",
	"3DES": "3DES",
	MD5: "MD5",
	"CBC with SHA-1": say`CBC with SHA-1`,
	"no forward secrecy": say`no forward secrecy`,
};

function names(suites: readonly Suite[]): Words {
	const shown = listed(suites.slice(0, SHOWN).map(({ name }) => code(name)));
	return suites.length > SHOWN ? say`${shown} and ${suites.length - SHOWN} more` : shown;
}

function ofUnknown(words: readonly string[]): Words[] {
	return words.length === 0 ? [] : [say`OpenSSL does not know ${listed(words.slice(0, SHOWN).map(code))} and passes over it in silence.`];
}
