// features: what can be done about findings. An offer is named by plain data, so that its edits can be computed again later.
import { say, type Words } from "../base/say";
import type { Edit } from "../base/span";
import { type Fixable, fixToTake } from "../lint/fixAll";
import type { Finding, FoundFix } from "../lint/types";
import type { TextFile } from "../model/types";
import type { Safety } from "../rules/define";
import { disableInFile, disableOnLine } from "./disableRule";

/** Which of several things to do; plain data that survives a trip to the client. */
export type Choice =
	| { readonly do: "fix"; readonly finding: FindingKey /** In English. */; readonly title: string }
	| { readonly do: "disable-line" | "disable-user" | "disable-file"; readonly finding: FindingKey }
	| { readonly do: "fix-all"; readonly safety: Safety };

/** Enough to find a finding again in a text that has not changed. */
export interface FindingKey {
	readonly rule: string;
	readonly line: number;
	readonly start: number;
}

export interface Offer {
	readonly choice: Choice;
	readonly title: Words;
	readonly preferred: boolean;
	/** What it is an answer to; none for what concerns the whole file. */
	readonly finding?: Finding;
}

/**
 * Offers about some findings, the most useful first.
 * @param fixable of all findings in the file.
 */
export function offers(file: TextFile, here: readonly Finding[], fixable: Fixable): Offer[] {
	return [...here.flatMap(fixOffers), ...fixAllOffers(fixable, here), ...here.flatMap((finding) => disableOffers(file, finding))];
}

/** The safe fixes of the whole file in one: what an editor does on saving, where the person wants that. */
export function safeFixAll(fixable: Fixable): Offer | undefined {
	if (fixable.safe === 0) return undefined;
	return { choice: { do: "fix-all", safety: "safe" }, title: say`Fix all that is safe to fix in this file`, preferred: false };
}

/** The finding and the fix that a choice names, among findings made anew. */
export function fixOf(choice: Choice & { readonly do: "fix" }, findings: readonly Finding[]): FoundFix | undefined {
	return findingOf(choice.finding, findings)?.fixes.find((fix) => fix.title === choice.title);
}

function findingOf(key: FindingKey, findings: readonly Finding[]): Finding | undefined {
	return findings.find(({ rule, at }) => rule === key.rule && at.line === key.line && at.start === key.start);
}

/** The comment that switches a rule off, for files that can hold one. */
export function disableEdits(choice: Choice & { readonly finding: FindingKey }, file: TextFile): Edit[] {
	const { rule, line } = choice.finding;
	return choice.do === "disable-line" ? [disableOnLine(file, line, rule)] : [disableInFile(file, rule)];
}

function fixOffers(finding: Finding): Offer[] {
	return finding.fixes.map((fix) => ({
		choice: { do: "fix", finding: keyOf(finding), title: fix.title },
		title: titleOf(fix),
		preferred: fix.preferred ?? finding.fixes.length === 1,
		finding,
	}));
}

/** The price of a fix stands in its title, where nobody can miss it. */
function titleOf(fix: FoundFix): Words {
	return fix.safety === "safe" ? fix.words : say`${fix.words} (may refuse clients that get in today)`;
}

function fixAllOffers(fixable: Fixable, here: readonly Finding[]): Offer[] {
	if (fixable.all < 2 || !here.some((finding) => fixToTake(finding, "may-refuse-clients"))) return [];
	const all: Offer = {
		choice: { do: "fix-all", safety: "may-refuse-clients" },
		title: say`Fix all in this file (also what may refuse clients that get in today)`,
		preferred: false,
	};
	const safe = safeFixAll(fixable);
	return safe ? [safe, all] : [all];
}

function disableOffers(file: TextFile, finding: Finding): Offer[] {
	const key = keyOf(finding);
	const inFile: Offer = {
		choice: { do: "disable-file", finding: key },
		title: say`Disable ${finding.rule} in this file`,
		preferred: false,
		finding,
	};
	if (isAboutWholeFile(file, finding)) return [inFile];
	const acl = file.kind === "acl";
	const here: Offer = {
		choice: { do: acl ? "disable-user" : "disable-line", finding: key },
		title: acl ? say`Disable ${finding.rule} for this user` : say`Disable ${finding.rule} for this line`,
		preferred: false,
		finding,
	};
	return [here, inFile];
}

/** What is said of an absent line stands on the whole first line, where a comment above it would not reach it. */
function isAboutWholeFile(file: TextFile, { at }: Finding): boolean {
	const text = file.tree.line(0)?.text.trimEnd() ?? "";
	if (file.kind === "acl" && file.tree.line(at.line)?.words[0]?.value !== "user") return true;
	return at.line === 0 && at.start === 0 && at.end === text.length;
}

function keyOf({ rule, at }: Finding): FindingKey {
	return { rule, line: at.line, start: at.start };
}
