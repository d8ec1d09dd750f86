// model/verdict: rename-command, which finds its command among those that earlier lines left.

import { MASK } from "../../base/mask";
import { nearest } from "../../base/nearest";
import { listedWithEachOr, say } from "../../base/say";
import { asciiLower } from "../../base/utf8";
import type { Commands } from "../../knowledge/types";
import type { Behavior } from "./behavior";
import type { Argument, Finding } from "./finding";
import { MOST_OF_A_KIND } from "./found";

/** The names that commands have while the lines are read. */
export class CommandNames {
	/** Original names in lower case to what became of them; null where taken away. */
	readonly renamed = new Map<string, string | null>();
	private readonly taken = new Map<string, string | undefined>();
	/** Lines with a name that no command has. */
	private unknownNames = 0;

	constructor(
		private readonly commands: Commands,
		private readonly behavior: Behavior,
	) {}

	/** Applies one line with exactly two arguments. A line with a finding changes nothing. */
	rename(from: Argument, to: Argument): Finding | undefined {
		const name = asciiLower(from.value);
		const original = this.lookUp(name);
		if (original === undefined) return this.unknown(name, from);
		if (original.includes("|") && this.originalOf(name) === undefined) return subcommandRenamed(from, name.split("|", 1)[0] as string);
		const target = asciiLower(to.value);
		if (target !== "" && target !== name && this.originalOf(target) !== undefined) return alreadyTaken(to);
		this.taken.set(name, undefined);
		if (target !== "") this.taken.set(target, original);
		this.renamed.set(original, to.value === "" ? null : to.value);
		return undefined;
	}

	private originalOf(name: string): string | undefined {
		if (this.taken.has(name)) return this.taken.get(name);
		const command = this.commands.find(name);
		return command && command.container === undefined ? command.name : undefined;
	}

	/** From 7.0 a bar always separates a command from its subcommand. */
	private lookUp(name: string): string | undefined {
		if (!name.includes("|") || !this.behavior.renameFindsSubcommands) return this.originalOf(name);
		const [container = "", subcommand, more] = name.split("|");
		const original = this.originalOf(container);
		return original === undefined || more !== undefined ? undefined : this.commands.find(`${original}|${subcommand}`)?.name;
	}

	private unknown(name: string, from: Argument): Finding {
		const gone = this.taken.has(name);
		const isTold = this.unknownNames++ < MOST_OF_A_KIND;
		const names = () => this.commands.all().flatMap((command) => (command.container === undefined ? [command.name] : []));
		const suggestions = gone || !isTold ? [] : nearest(name, names());
		return {
			code: "unknown-renamed-command",
			start: from.start,
			end: from.end,
			effect: "refused",
			message: gone
				? say`An earlier line has renamed this command or taken it away already. Take one of the two lines out.`
				: say`There is no command of this name to rename.${suggestions.length > 0 ? say` Did you mean ${listedWithEachOr(suggestions)}?` : say` Check the spelling.`}`,
			serverSays: "No such command in rename-command",
			...(suggestions.length > 0 && { suggestions }),
		};
	}
}

function subcommandRenamed(from: Argument, container: string): Finding {
	return {
		code: "subcommand-renamed",
		start: from.start,
		end: from.end,
		effect: "crash",
		lineless: true,
		message: say`A subcommand cannot be renamed: the server stops itself on this line. Deny it to users with an ACL rule such as -${container}|..., or rename the whole command.`,
		serverSays: "=== ASSERTION FAILED ===",
	};
}

function alreadyTaken(to: Argument): Finding {
	return {
		code: "command-name-taken",
		start: to.start,
		end: to.end,
		effect: "refused",
		message: say`Another command has the new name (${MASK}) already. Choose a name that no command has.`,
		serverSays: "Target command name already exists",
	};
}
