// knowledge: the commands of one release, from the generated file.
import type { ByRelease, CommandRecord, CommandsFile } from "./data";
import { readKeySpecs } from "./keySpecs";
import type { Release } from "./release";
import { setsOf, valueFor } from "./releaseSet";
import type { Command, Commands, KeySpec } from "./types";

/** The tables of `release`, which must be one of those that the file has facts for; `records` are the file's own or others. */
export function commandsOf(file: CommandsFile, release: Release, records: CommandRecords = file.commands): Commands {
	const has = setsOf(release);
	const found: [string, CommandRecord][] = [];
	for (const name in records) {
		const record = valueFor(records[name] ?? {}, has);
		if (record !== undefined) found.push([name, record]);
	}
	const subcommands = subcommandsByContainer(found);
	const words = memoised((text) => text.split(" "));
	const keySpecs = memoised<readonly KeySpec[]>(readKeySpecs);
	const all = found.map(([name, record], index): Command => {
		const bar = name.indexOf("|");
		return {
			name,
			index,
			...(bar !== -1 && { container: name.slice(0, bar) }),
			subcommands: subcommands.get(name) ?? NONE,
			arity: record.arity,
			flags: record.flags === undefined ? NONE : words(record.flags),
			categories: record.categories === undefined ? NONE : words(record.categories),
			...(record.since !== undefined && { since: record.since }),
			...(record.group !== undefined && { group: record.group }),
			...(record.deprecatedSince !== undefined && { deprecatedSince: record.deprecatedSince }),
			...(record.module !== undefined && { module: record.module }),
			keySpecs: record.keys === undefined ? [] : keySpecs(record.keys),
		};
	});
	const byName = new Map(all.map((command) => [command.name, command]));
	const categories = Object.keys(file.categories).filter((name) => has(file.categories[name] ?? ""));
	return {
		release,
		find: (name) => byName.get(name) ?? byName.get(name.toLowerCase()),
		all: () => all,
		categories: () => categories,
		hasSubcommands: subcommands.size > 0,
	};
}

type CommandRecords = Readonly<Record<string, ByRelease<CommandRecord>>>;

const NONE: readonly string[] = [];

function subcommandsByContainer(found: readonly (readonly [string, CommandRecord])[]): Map<string, string[]> {
	const result = new Map<string, string[]>();
	for (const [name] of found) {
		const bar = name.indexOf("|");
		if (bar === -1) continue;
		const container = name.slice(0, bar);
		const siblings = result.get(container);
		if (siblings) siblings.push(name);
		else result.set(container, [name]);
	}
	return result;
}

/** Reads each distinct text once; what it gives back is shared. */
function memoised<T>(read: (text: string) => T): (text: string) => T {
	const known = new Map<string, T>();
	return (text) => {
		let value = known.get(text);
		if (value === undefined) {
			value = read(text);
			known.set(text, value);
		}
		return value;
	};
}
