// tools: writes server/src/knowledge/data from facts read off servers.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { completeFacts } from "./completeFacts";
import { type DataFiles, readDataFiles, writeDataFiles } from "./dataFiles";
import { type Derivation, deriveReleases } from "./derive";
import type { ReleaseFacts } from "./facts";
import { importFacts } from "./importFacts";
import { readServer } from "./readServer";
import { readReleaseLines, writeReleaseLines } from "./releaseLines";

const HELP = `Writes the facts that the linter knows about Redis and Valkey (server/src/knowledge/data).

  npx tsx server/tools/generate-knowledge.ts --server PATH   reads a redis-server or valkey-server, and adds or replaces its release
  npx tsx server/tools/generate-knowledge.ts --facts FOLDER  starts anew from folders of facts, one for each server
  npx tsx server/tools/generate-knowledge.ts --check         fails where the files are not what this program would write

The server is started for this alone: on a unix socket in a new folder, keeping nothing. It is always stopped.
`;

const DATA = new URL("../src/knowledge/data/", import.meta.url);
const DERIVATIONS = new URL("./derivations.json", import.meta.url);
const RELEASES = new URL("../src/knowledge/release.ts", import.meta.url);
const FILES = ["directives", "commands", "sentinel"] as const;

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});

async function main(): Promise<void> {
	const { values: options } = parseArgs({
		options: { server: { type: "string" }, facts: { type: "string" }, check: { type: "boolean" }, help: { type: "boolean" } },
	});
	if (options.server !== undefined) await addServer(options.server);
	else if (options.facts !== undefined) startAnew(options.facts);
	else if (options.check) check();
	else console.log(HELP);
}

async function addServer(program: string): Promise<void> {
	const known = readDataFiles(readFiles());
	const { facts, notes } = await readServer(program, known);
	const { id } = facts.release;
	const derivations = readDerivations();
	const remaining = derivations.filter((derivation) => derivation.release !== id);
	if (remaining.length < derivations.length) {
		writeFileSync(DERIVATIONS, `${JSON.stringify(remaining, null, "\t")}\n`);
		console.log(`${id} is read off a server now, so derivations.json no longer names it.`);
	}
	write([...known.filter((entry) => entry.release.id !== id), facts], remaining);
	console.log(`${id}: ${facts.directives.size} directives, ${facts.commands.size} commands, read off ${facts.version}.`);
	if (notes.length > 0) console.log(`Please look at these, and at the tests that count:\n  ${notes.join("\n  ")}`);
}

function startAnew(folder: string): void {
	const facts = readdirSync(folder).map((name) => importFacts(join(folder, name)));
	write(facts, readDerivations());
}

function check(): void {
	const files = readFiles();
	const facts = derived(readDataFiles(files), readDerivations());
	const wanted = writeDataFiles(facts);
	const different: string[] = FILES.filter((name) => files[name] !== wanted[name]).map((name) => `${name}.json`);
	const lines = readFileSync(RELEASES, "utf8");
	if (writeReleaseLines(lines, facts) !== lines) different.push("release.ts");
	if (different.length > 0)
		throw new Error(`Not what this program writes: ${different.join(", ")}. Run it with --help to see how to write them.`);
	console.log(`${readReleaseLines(lines).length} releases, as they should be.`);
}

function write(facts: readonly ReleaseFacts[], derivations: readonly Derivation[]): void {
	const all = derived(facts, derivations);
	const files = writeDataFiles(all);
	for (const name of FILES) writeFileSync(new URL(`${name}.json`, DATA), files[name]);
	writeFileSync(RELEASES, writeReleaseLines(readFileSync(RELEASES, "utf8"), all));
}

/** All releases, each as complete as it can be. */
function derived(facts: readonly ReleaseFacts[], derivations: readonly Derivation[]): ReleaseFacts[] {
	return completeFacts(deriveReleases(completeFacts(facts), derivations));
}

function readFiles(): DataFiles {
	const read = (name: string) => readFileSync(new URL(`${name}.json`, DATA), "utf8");
	return { directives: read("directives"), commands: read("commands"), sentinel: read("sentinel") };
}

function readDerivations(): Derivation[] {
	return JSON.parse(readFileSync(DERIVATIONS, "utf8")) as Derivation[];
}
