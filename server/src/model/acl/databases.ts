// model/acl: which databases a command touches. Valkey 9.1 checks them; read off its answers and its published tests.
import { asciiLower } from "../../base/utf8";
import type { Command } from "../../knowledge/types";
import { hasKeys } from "./keys";

export interface TouchedDatabase {
	readonly database: number;
	/** Position of the argument that names it, 0 where it is the current one. */
	readonly index: number;
}

/** "all" where a command touches every database there is. Arguments that are no numbers are left to the command itself. */
export function databasesOf(command: Command, argv: readonly string[], current: number): readonly TouchedDatabase[] | "all" {
	switch (command.name) {
		case "flushall":
		case "cluster|cancelslotmigrations":
		case "cluster|migrateslots":
			return "all";
		case "select":
			return named(argv, [1]);
		case "swapdb":
			return named(argv, [1, 2]);
		case "move":
			return named(argv, [2]);
		case "copy": {
			const at = argv.findIndex((word, i) => i >= 3 && i + 1 < argv.length && asciiLower(word) === "db");
			return at === -1 ? [{ database: current, index: 0 }] : named(argv, [at + 1]);
		}
		default:
			return touchesKeys(command) ? [{ database: current, index: 0 }] : [];
	}
}

function named(argv: readonly string[], positions: readonly number[]): TouchedDatabase[] {
	return positions.flatMap((index) => {
		const text = argv[index];
		return text !== undefined && /^-?[0-9]{1,15}$/.test(text) ? [{ database: Number(text), index }] : [];
	});
}

function touchesKeys(command: Command): boolean {
	return (
		hasKeys(command) || command.categories.includes("keyspace") || command.flags.includes("write") || command.flags.includes("readonly")
	);
}
