// tools: writes server/src/knowledge/data from facts read off servers. See --help.
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type DataFiles, writeDataFiles } from "./dataFiles";
import { importFacts } from "./importFacts";
import { completeOldCommands } from "./oldCommands";

const folder = new URL("../src/knowledge/data/", import.meta.url);

const { values: options } = parseArgs({ options: { facts: { type: "string" } } });
if (options.facts) {
	const facts = readdirSync(options.facts).map((name) => importFacts(join(options.facts ?? "", name)));
	write(writeDataFiles(completeOldCommands(facts)));
}

function write(files: DataFiles): void {
	for (const [name, text] of Object.entries(files)) writeFileSync(new URL(`${name}.json`, folder), text as string);
}
