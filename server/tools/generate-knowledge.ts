// tools: writes server/src/knowledge/data from facts read off servers. See --help.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { completeFacts } from "./completeFacts";
import { type DataFiles, writeDataFiles } from "./dataFiles";
import { type Derivation, deriveReleases } from "./derive";
import { importFacts } from "./importFacts";

const folder = new URL("../src/knowledge/data/", import.meta.url);

const derivations = JSON.parse(readFileSync(new URL("./derivations.json", import.meta.url), "utf8")) as Derivation[];

const { values: options } = parseArgs({ options: { facts: { type: "string" } } });
if (options.facts) {
	const facts = readdirSync(options.facts).map((name) => importFacts(join(options.facts ?? "", name)));
	write(writeDataFiles(completeFacts(deriveReleases(completeFacts(facts), derivations))));
}

function write(files: DataFiles): void {
	for (const [name, text] of Object.entries(files)) writeFileSync(new URL(`${name}.json`, folder), text as string);
}
