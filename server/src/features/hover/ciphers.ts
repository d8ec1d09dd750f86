// features: what a list of cipher suites comes to: how many are left, which of them are weak and why.
import { evaluateCipherList, evaluateCiphersuites } from "../../model/tls/ciphers";
import { gravityOf, type Suite, weaknessOf } from "../../model/tls/suites";
import { code } from "../aclMarkdown";

/** Names that are shown of one sort. */
const SHOWN = 12;

/** `tls-ciphers`: a list in OpenSSL's notation. */
export function ciphersInWords(list: string): string | undefined {
	if (list === "") return undefined;
	const found = evaluateCipherList(list);
	const unknown = ofUnknown(found.unknown);
	if (!found.ok) {
		const why = found.reason === "empty" ? "**This list leaves no suite at all**" : "**This is not how OpenSSL writes a list**";
		return `${why}, so the server refuses it once TLS is on.${unknown}`;
	}
	const { suites, level } = found;
	const sound = suites.filter((suite) => weaknessOf(suite) === undefined);
	const parts = [
		`**${countOf(suites.length)}** for TLS 1.2 and older, ${sound.length === suites.length ? "all of them sound." : `${sound.length} of them sound.`}`,
		...weakLines(suites),
		sound.length > 0 ? `Sound: ${names(sound)}.` : "**None of them is sound.**",
		...(level === undefined ? [] : [`${code(`@SECLEVEL=${level}`)} goes before the level that this machine's OpenSSL was built with.`]),
	];
	return `${parts.join("\n\n")}${unknown}`;
}

/** `tls-ciphersuites`: names of TLS 1.3. */
export function ciphersuitesInWords(list: string): string | undefined {
	if (list === "") return undefined;
	const { known, unknown } = evaluateCiphersuites(list);
	const count =
		known.length === 0
			? "**No suite of TLS 1.3** is named, so the server refuses the list once TLS is on."
			: `**${countOf(known.length)}** of TLS 1.3. All of them are sound.`;
	return `${count}${ofUnknown(unknown)}`;
}

function weakLines(suites: readonly Suite[]): string[] {
	const byWeakness = new Map<string, { readonly bold: boolean; readonly suites: Suite[] }>();
	for (const suite of suites) {
		const weakness = weaknessOf(suite);
		if (!weakness) continue;
		const known = byWeakness.get(weakness) ?? { bold: gravityOf(weakness) === "broken", suites: [] };
		known.suites.push(suite);
		byWeakness.set(weakness, known);
	}
	return Array.from(byWeakness, ([weakness, { bold, suites: weak }]) => `- ${bold ? `**${weakness}**` : weakness}: ${names(weak)}`);
}

function names(suites: readonly Suite[]): string {
	const shown = suites.slice(0, SHOWN).map(({ name }) => code(name));
	return suites.length > SHOWN ? `${shown.join(", ")} and ${suites.length - SHOWN} more` : shown.join(", ");
}

function ofUnknown(words: readonly string[]): string {
	return words.length === 0 ? "" : `\n\nOpenSSL does not know ${words.slice(0, SHOWN).map(code).join(", ")} and passes over it in silence.`;
}

function countOf(suites: number): string {
	return suites === 1 ? "One suite" : `${suites} suites`;
}
