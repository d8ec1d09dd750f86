// support: the generated facts, read from disk.
import { readFileSync } from "node:fs";
import { createKnowledge } from "../../server/src/knowledge/access";
import type { KnowledgeFile } from "../../server/src/knowledge/types";

const folder = new URL("../../server/src/knowledge/data/", import.meta.url);

export const knowledge = createKnowledge(readKnowledgeFile);

/** The text of a generated file, "{}" where it is absent. */
export function readKnowledgeFile(name: KnowledgeFile): string {
	try {
		return readFileSync(new URL(`${name}.json`, folder), "utf8");
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ENOENT") return "{}";
		throw error;
	}
}
