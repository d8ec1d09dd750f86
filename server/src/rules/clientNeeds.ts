// rules: what popular clients lose when a command is taken away. Each entry of the data names the public page that it was learned from.
import type { Command } from "../knowledge/types";
import data from "./clientNeeds.json";

export interface ClientLoss {
	/** "Sidekiq". */
	readonly client: string;
	/** Names of the commands that it uses and that are gone, such as "client|list". */
	readonly commands: readonly string[];
	/** What that means, as the end of a sentence. */
	readonly effect: string;
}

/** What clients lose without these commands; a client stands once for each thing that it uses them for. */
export function lossesWithout(gone: readonly Command[]): ClientLoss[] {
	const typed = new Set(gone.filter((command) => command.subcommands.length === 0).map(({ name }) => name));
	return data.flatMap(({ client, needs }) =>
		needs.flatMap(({ commands, effect }) => {
			const lost = commands.filter((name) => typed.has(name));
			return lost.length === 0 ? [] : [{ client, commands: lost, effect }];
		}),
	);
}

/** Clients of the table that use one of these commands. */
export function clientsThatNeed(names: readonly string[]): string[] {
	return data
		.filter(({ needs }) => needs.some(({ commands }) => commands.some((name) => names.includes(name))))
		.map(({ client }) => client);
}
