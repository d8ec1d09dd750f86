// cli: the generated facts, which lie beside the program.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { knowledgeSource } from "../hosts/nodeFiles";
import { createKnowledge } from "../knowledge/access";
import type { Knowledge } from "../knowledge/types";
import { Trouble } from "./io";

/** Beside the bundle, or where this file is run from its source. */
const FOLDERS = [join(__dirname, "knowledge"), join(__dirname, "..", "knowledge", "data")];

/** @throws Trouble where they are missing. */
export function shippedFacts(): Knowledge {
	const folder = FOLDERS.find((candidate) => existsSync(join(candidate, "directives.json")));
	if (folder === undefined) throw new Trouble(`the facts about Redis are missing: ${FOLDERS[0]}. Install this program again, or build it.`);
	return createKnowledge(knowledgeSource(folder));
}
