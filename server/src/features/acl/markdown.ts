// features: Markdown of texts about ACL rules. What people wrote is put into code spans, where nothing in it is markup.
import { listed, listedWithAnd, say, type Words } from "../../base/say";
import type { Command } from "../../knowledge/types";
import { commandName, isDangerous, worstFirst } from "../../rules/shared/aclWords";

/** A code span, with a fence that its text does not hold. */
export function code(whole: string): string {
	const text = whole.length > MOST ? `${whole.slice(0, MOST)}…` : whole;
	const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), (match) => match[0].length));
	const fence = "`".repeat(longest + 1);
	const pad = text.startsWith("`") || text.endsWith("`") || text === "" ? " " : "";
	return fence + pad + text + pad + fence;
}

/** Longer than anything that is read in a hover. */
const MOST = 200;

/** Code spans in a row; of words, their values stand in code spans. */
export function codes(texts: readonly Words[], most: number): Words {
	return some(
		texts.map((text) => (typeof text === "string" ? code(text) : text.withArgs(code))),
		most,
	);
}

/** The names of some commands, dangerous ones first and in bold. */
export function namesOf(commands: readonly Command[], most: number): Words {
	return some(worstFirst(commands).map(nameOf), most);
}

/** "a, b and c", or "a, b and 3 more". */
function some(texts: readonly Words[], most: number): Words {
	return texts.length > most ? say`${listed(texts.slice(0, most))} and ${texts.length - most} more` : listedWithAnd(texts);
}

/** All commands, those of one container together: "CONFIG (GET, SET), GET". Dangerous ones first, and in bold where not all are. */
export function listOf(commands: readonly Command[]): Words {
	const sorted = worstFirst(commands);
	const dangerous = sorted.filter(isDangerous);
	const rest = sorted.filter((command) => !isDangerous(command));
	const marked = grouped(dangerous).map((text) => (rest.length > 0 ? `**${text}**` : text));
	return listed([...marked, ...grouped(rest)]);
}

function nameOf(command: Command): string {
	const name = commandName(command.name);
	return isDangerous(command) ? `**${name}**` : name;
}

function grouped(commands: readonly Command[]): string[] {
	const groups = new Map<string, string[]>();
	for (const { name, container } of commands) {
		const subcommands = groups.get(container ?? name) ?? [];
		if (container !== undefined) subcommands.push(commandName(name.slice(container.length + 1)));
		groups.set(container ?? name, subcommands);
	}
	return Array.from(groups, ([name, subcommands]) => {
		if (subcommands.length === 0) return commandName(name);
		return subcommands.length === 1 ? `${commandName(name)} ${subcommands[0]}` : `${commandName(name)} (${subcommands.join(", ")})`;
	});
}
