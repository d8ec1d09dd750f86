// rules: what popular clients lose when a command is taken away.
import type { Words } from "../../base/say";
import type { Command } from "../../knowledge/types";
import { CLIENT_NEEDS } from "./clientNeedsData";

export interface ClientLoss {
	/** "Sidekiq". */
	readonly client: string;
	/** Names of the commands that it uses and that are gone, such as "client|list". */
	readonly commands: readonly string[];
	/** What that means, as the end of a sentence. */
	readonly effect: Words;
}

/** What clients lose without these commands; a client stands once for each thing that it uses them for. */
export function lossesWithout(gone: readonly Command[]): ClientLoss[] {
	const typed = new Set(gone.filter((command) => command.subcommands.length === 0).map(({ name }) => name));
	return CLIENT_NEEDS.flatMap(({ client, needs }) =>
		needs.flatMap(({ commands, effect }) => {
			const lost = commands.filter((name) => typed.has(name));
			return lost.length === 0 ? [] : [{ client, commands: lost, effect }];
		}),
	);
}

/** Clients of the table that use one of these commands. */
export function clientsThatNeed(names: readonly string[]): string[] {
	return CLIENT_NEEDS.filter(({ needs }) => needs.some(({ commands }) => commands.some((name) => names.includes(name)))).map(
		({ client }) => client,
	);
}
