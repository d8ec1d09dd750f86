// knowledge: the generated files are what the generator writes, complete and small.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { allReleases } from "../../server/src/knowledge/release";
import type { Command, Directive, KnowledgeFile } from "../../server/src/knowledge/types";
import { completeFacts } from "../../server/tools/completeFacts";
import { readDataFiles, writeDataFiles } from "../../server/tools/dataFiles";
import { type Derivation, deriveReleases } from "../../server/tools/derive";
import { readReleaseLines, writeReleaseLines } from "../../server/tools/releaseLines";
import { knowledge, readKnowledgeFile } from "../support/knowledge";

const FILES: readonly KnowledgeFile[] = ["directives", "commands", "sentinel", "texts", "advisories"];
const text = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const files = {
	directives: readKnowledgeFile("directives"),
	commands: readKnowledgeFile("commands"),
	sentinel: readKnowledgeFile("sentinel"),
};
const facts = readDataFiles(files);

describe("the generated files", () => {
	test("are canonical, with the derived releases derived from the others", () => {
		const derivations = JSON.parse(text("../../server/tools/derivations.json")) as Derivation[];
		const again = completeFacts(deriveReleases(facts, derivations));
		expect(writeDataFiles(again)).toEqual(files);
	});

	test("name the releases that release.ts lists", () => {
		const source = text("../../server/src/knowledge/release.ts");
		expect(readReleaseLines(source)).toEqual(facts.map((entry) => entry.release.id));
		expect(readReleaseLines(source)).toEqual(allReleases().map((release) => release.id));
		expect(writeReleaseLines(source, facts)).toBe(source);
	});

	test("add at most 150 KB to a bundle", () => {
		const sizes = FILES.map((name) => gzipSync(readKnowledgeFile(name), { level: 9 }).length);
		expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(150_000);
	});
});

// Read off the servers. Of 8.2, 8.4 and 9.0 counted after their sources.
describe.each([
	{ id: "redis-6.0", configGet: 150, hidden: 0, commands: 205, subcommands: 0, sentinel: 18, sentinelCommands: 0 },
	{ id: "redis-6.2", configGet: 167, hidden: 0, commands: 224, subcommands: 0, sentinel: 22, sentinelCommands: 15 },
	{ id: "redis-7.0", configGet: 192, hidden: 6, commands: 240, subcommands: 126, sentinel: 23, sentinelCommands: 72 },
	{ id: "redis-7.2", configGet: 195, hidden: 7, commands: 241, subcommands: 129, sentinel: 23, sentinelCommands: 73 },
	{ id: "redis-7.4", configGet: 202, hidden: 7, commands: 250, subcommands: 129, sentinel: 23, sentinelCommands: 73 },
	{ id: "redis-8.0", configGet: 203, hidden: 9, commands: 265, subcommands: 129, sentinel: 23, sentinelCommands: 73 },
	{ id: "redis-8.2", configGet: 205, hidden: 11, commands: 267, subcommands: 130, sentinel: 23, sentinelCommands: 73 },
	{ id: "redis-8.4", configGet: 209, hidden: 13, commands: 272, subcommands: 132, sentinel: 23, sentinelCommands: 73 },
	{ id: "redis-8.6", configGet: 213, hidden: 13, commands: 275, subcommands: 137, sentinel: 23, sentinelCommands: 73 },
	{ id: "valkey-7.2", configGet: 195, hidden: 7, commands: 241, subcommands: 129, sentinel: 23, sentinelCommands: 73 },
	{ id: "valkey-8.0", configGet: 214, hidden: 9, commands: 241, subcommands: 132, sentinel: 23, sentinelCommands: 77 },
	{ id: "valkey-8.1", configGet: 227, hidden: 11, commands: 242, subcommands: 137, sentinel: 23, sentinelCommands: 77 },
	{ id: "valkey-9.0", configGet: 235, hidden: 14, commands: 254, subcommands: 142, sentinel: 23, sentinelCommands: 77 },
	{ id: "valkey-9.1", configGet: 237, hidden: 15, commands: 257, subcommands: 142, sentinel: 23, sentinelCommands: 77 },
])("$id", (expected) => {
	const release = allReleases().find((known) => known.id === expected.id);
	if (!release) throw new Error(`${expected.id} is not listed`);

	test("has the directives that CONFIG GET shows, and hidden ones", () => {
		const all = knowledge.directives(release).all();
		const settings = all.filter((directive) => directive.default !== null && !directive.hidden);
		const aliases = settings.filter((directive) => directive.alias !== undefined).length;
		// Redis 6 shows slaveof, but not replicaof.
		const notShown = release.line.startsWith("6.") ? 1 : 0;
		expect(settings.length + aliases - notShown).toBe(expected.configGet);
		expect(all.filter((directive) => directive.hidden).length).toBe(expected.hidden);
	});

	test("has the commands that COMMAND tells", () => {
		const all = knowledge.commands(release).all();
		const subcommands = all.filter((command) => command.container !== undefined);
		expect({ commands: all.length - subcommands.length, subcommands: subcommands.length }).toEqual({
			commands: expected.commands,
			subcommands: expected.subcommands,
		});
		expect(knowledge.commands(release).categories().length).toBe(21);
	});

	test("has the words of a Sentinel", () => {
		expect(knowledge.sentinelDirectives(release).length).toBe(expected.sentinel);
		expect(knowledge.sentinelCommands(release).all().length).toBe(expected.sentinelCommands);
	});

	test("has tables that hang together", () => {
		const directives = knowledge.directives(release);
		const names = directives.all().map((directive) => directive.name);
		expect(names).toEqual([...names].sort());
		const directivesThat = (is: (directive: Directive) => boolean) =>
			directives
				.all()
				.filter(is)
				.map(({ name }) => name);
		expect(directives.names().filter((name) => ![directives.find(name)?.name, directives.find(name)?.alias].includes(name))).toEqual([]);
		expect(directivesThat(({ args }) => args.min > (args.max ?? Number.POSITIVE_INFINITY))).toEqual([]);
		expect(directivesThat(({ range }) => range !== undefined && range.min > range.max)).toEqual([]);
		expect(directivesThat(({ type, values = [] }) => type === "enum" && values.length < 2)).toEqual([]);
		expect(directivesThat(({ type, units }) => type === "numeric" && units.length === 0)).toEqual([]);
		const commands = knowledge.commands(release);
		const commandsThat = (is: (command: Command) => boolean) =>
			commands
				.all()
				.filter(is)
				.map(({ name }) => name);
		const categories = new Set(commands.categories());
		expect(commands.all().map(({ index }) => index)).toEqual([...commands.all().keys()]);
		expect(commandsThat((command) => commands.find(command.name.toUpperCase()) !== command)).toEqual([]);
		expect(commandsThat((command) => !command.categories.every((category) => categories.has(category)))).toEqual([]);
		const containerOf = ({ container }: Command) => (container === undefined ? undefined : commands.find(container));
		const contained = commands.all().filter(({ container }) => container !== undefined);
		expect(contained.filter((command) => !containerOf(command)?.subcommands.includes(command.name))).toEqual([]);
		expect(contained.filter((command) => !((containerOf(command)?.index ?? Number.POSITIVE_INFINITY) < command.index))).toEqual([]);
	});
});
