// features: the hover on comments that speak to this program: rules by their names, releases.
import { joined, say, type Words } from "../../base/say";
import { parseRelease } from "../../knowledge/release";
import type { Rule } from "../../rules/define";
import { COMMENT_DIRECTIVES, readLintComment } from "../lintComment";
import { releaseName } from "../texts/inWords";
import { code } from "../texts/markdown";
import { GROUPS } from "../texts/ruleGroups";
import type { Hover, HoverTools } from "./types";

export function commentHover(text: string, character: number, tools: HoverTools): Hover | undefined {
	const parts = readLintComment(text);
	if (!parts?.directive) return undefined;
	const { directive, directiveAt } = parts;
	if (character >= directiveAt.start && character <= directiveAt.end) return { markdown: COMMENT_DIRECTIVES[directive], at: directiveAt };
	const word = parts.words.find(({ start, end }) => start <= character && character <= end);
	if (!word) return undefined;
	const markdown = directive === "redis-security-lint-server" ? releaseInWords(word.text) : ruleMarkdown(word.text, tools);
	return { markdown, at: { start: word.start, end: word.end } };
}

function releaseInWords(text: string): Words {
	const release = parseRelease(text);
	return release
		? say`This file is judged as **${releaseName(release)}** would read it.`
		: say`${code(text)} is no release. Write it like ${code("redis-7.4")} or ${code("valkey-8.1")}.`;
}

function ruleMarkdown(id: string, tools: HoverTools): Words {
	const rule = tools.rules.find((known) => known.id === id);
	return rule ? ruleInWords(rule, tools.pageOf(id)) : say`There is no rule ${code(id)}.`;
}

/** Title, group and the way to the page. */
function ruleInWords(rule: Rule, page: string | undefined): Words {
	const more = page === undefined ? [] : [say`[What it finds, why it matters, and what to do](${page})`];
	return joined([say`**${rule.id}** · ${GROUPS[rule.group]}`, say`${rule.title}.`, ...more], "\n\n");
}
