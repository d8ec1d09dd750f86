// features: commands in Markdown, those that are dangerous first and in bold.
import { listed, type Words } from "../../base/say";
import type { Command } from "../../knowledge/types";
import { commandName, isDangerous, worstFirst } from "../../rules/shared/aclWords";
import { some } from "../texts/markdown";

/** The names of some commands, dangerous ones first and in bold. */
export function namesOf(commands: readonly Command[], most: number): Words {
	return some(worstFirst(commands).map(nameOf), most);
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
