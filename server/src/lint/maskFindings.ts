// lint: findings as they may be shown: their words repeat no password that stands for a user's name, or that has got into another value.
import { english, type Words } from "../base/say";
import { type Census, KnownAnswers } from "../model/acl/census";
import { maskJoined, maskName } from "./mask";
import type { Finding, ShownFinding } from "./types";

export function maskFindings<F extends ShownFinding>(findings: readonly F[], census: Census | undefined): readonly F[] {
	const users = census?.whereName((name) => maskName(name) !== name, looksSecret) ?? [];
	const names = Array.from(users, ({ name }) => name);
	const isMeant = names.length > 0 ? () => true : ({ message }: F) => maskJoined(message) !== message;
	if (!findings.some(isMeant)) return findings;
	const withoutNames = (text: string) => names.reduce((result, name) => result.replaceAll(name, maskName(name)), text);
	const said = (given: Words) => {
		const words = typeof given === "string" ? withoutNames(given) : given.withArgs((arg) => withoutNames(maskJoined(arg)));
		return { words, text: withoutNames(english(words)) };
	};
	const masked = <T extends { readonly message: string; readonly words: Words }>(one: T): T => {
		const { text, words } = said(one.words);
		return { ...one, message: text, words };
	};
	return findings.map((finding) => {
		if (!isMeant(finding)) return finding;
		const fixes =
			hasFixes(finding) &&
			finding.fixes.map((fix) => {
				const { text, words } = said(fix.words);
				return { ...fix, title: text, words };
			});
		return { ...masked(finding), related: finding.related.map(masked), ...(fixes && { fixes }) };
	});
}

function hasFixes(finding: ShownFinding): finding is Finding {
	return "fixes" in finding;
}

const looksSecret = new KnownAnswers();
