// model: how much output the server keeps for a client that does not read.
import { isRelease } from "../knowledge/release";
import type { ServerModel } from "./server";
import type { Statement } from "./types";
import { parseMemory } from "./values";

export interface OutputLimit {
	readonly class: "normal" | "replica" | "pubsub";
	/** In bytes; 0 stands for no limit. */
	readonly hard: bigint;
	/** In bytes, for longer than `seconds`; 0 stands for no limit. */
	readonly soft: bigint;
	readonly seconds: number;
	readonly statement: Statement;
	/** Position of the class among the statement's words; three values follow. */
	readonly word: number;
}

/** The limits in force that lines set, the last one for each class. From 7.0 a line may hold several. */
export function outputLimits(server: ServerModel): readonly OutputLimit[] {
	const { release } = server.world;
	const limits = new Map<OutputLimit["class"], OutputLimit>();
	for (const statement of server.settings.list("client-output-buffer-limit")) {
		const { words } = statement;
		const last = isRelease(release, { redis: "<7.0" }) ? 1 : words.length - 4;
		for (let word = 1; word <= last; word += 4) {
			const name = CLASSES[words[word]?.value.toLowerCase() ?? ""];
			const hard = parseMemory(words[word + 1]?.value ?? "", release);
			const soft = parseMemory(words[word + 2]?.value ?? "", release);
			const seconds = words[word + 3]?.value ?? "";
			if (name === undefined || hard === undefined || soft === undefined || !/^\d+$/.test(seconds)) continue;
			limits.set(name, { class: name, hard, soft, seconds: Number(seconds), statement, word });
		}
	}
	return [...limits.values()];
}

const CLASSES: Readonly<Record<string, OutputLimit["class"]>> = {
	normal: "normal",
	replica: "replica",
	slave: "replica",
	pubsub: "pubsub",
};
