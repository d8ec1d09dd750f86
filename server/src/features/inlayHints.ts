// features: small notes inside of lines: how many bytes a size is, how long a time is, and which line wins over this one.
import { english, say, type Words } from "../base/say";
import type { Position } from "../base/span";
import { nameOfUri } from "../base/uri";
import type { Directive } from "../knowledge/types";
import { parseMemory, parseNumber } from "../model/values";
import type { Line, Word } from "../syntax/tree";
import { type RedisDocument, winnerOver } from "./document";
import { shownArguments } from "./hover/inForce";
import { grouped, timeInWords, unitInWords } from "./texts/inWords";
import { timeUnitOf } from "./texts/timeUnits";

export interface InlayHint {
	readonly at: Position;
	readonly text: Words;
	readonly tooltip: Words;
}

export interface HintOptions {
	/** Bytes of sizes that are written with a unit. */
	readonly sizes: boolean;
	/** Times in words. */
	readonly times: boolean;
	/** The value in force, on lines that another one wins over. */
	readonly valueInForce: boolean;
}

/** Of the lines from `first` to `last`. */
export function inlayHints(document: RedisDocument, first: number, last: number, options: HintOptions): InlayHint[] {
	const { file, server } = document;
	if (file.kind === "acl") return [];
	const directives = server.world.knowledge.directives(server.world.release);
	const hints: InlayHint[] = [];
	for (let number = Math.max(0, first); number <= Math.min(last, file.tree.source.lineCount - 1); number++) {
		const line = file.tree.line(number) as Line;
		if (line.kind !== "words" || line.error) continue;
		const name = line.words[0]?.value.toLowerCase() ?? "";
		const directive = directives.find(name);
		if (directive?.sensitive || directive?.ignored) continue;
		const lost = directive && options.valueInForce ? winner(document, number, directive) : undefined;
		if (lost) {
			hints.push({ at: { line: number, character: line.words.at(-1)?.end ?? 0 }, ...lost });
			continue;
		}
		const values = name === "sentinel" ? ofSentinel(line, options) : directive ? ofDirective(document, directive, line, options) : [];
		for (const { word, text, tooltip } of values) hints.push({ at: { line: number, character: word.end }, text, tooltip });
	}
	return hints;
}

interface Note {
	readonly word: Word;
	readonly text: Words;
	readonly tooltip: Words;
}

function ofDirective({ server }: RedisDocument, directive: Directive, { words }: Line, options: HintOptions): Note[] {
	const { release } = server.world;
	const [, value] = words;
	if (directive.name === "client-output-buffer-limit") {
		return words.flatMap((word, index) => ([2, 3].includes(index % 4) ? size(word, parseMemory(word.value, release), options) : []));
	}
	if (!value || words.length !== 2) return [];
	const isSize = directive.units.includes("memory") || directive.units.includes("signed-memory");
	const unit = timeUnitOf(directive.name);
	if (!isSize && unit === undefined) return [];
	const number = parseNumber(directive, value.value, release);
	if (!number.ok || number.percent) return [];
	return isSize ? size(value, number.value, options) : time(value, number.value, unit, options);
}

function ofSentinel({ words }: Line, options: HintOptions): Note[] {
	const unit = timeUnitOf(`sentinel|${words[1]?.value.toLowerCase()}`);
	const value = words[3];
	return value && words.length === 4 && /^\d{1,15}$/.test(value.value) ? time(value, BigInt(value.value), unit, options) : [];
}

/** A number without a unit is in bytes already. */
function size(word: Word, bytes: bigint | undefined, { sizes }: HintOptions): Note[] {
	if (!sizes || bytes === undefined || bytes === 0n || !/[a-z]/i.test(word.value)) return [];
	const thousands = /\d[kmg]$/i.test(word.value);
	const tooltip = thousands ? say`Without the b, the letter counts thousands, not 1,024s.` : say`What the server reads.`;
	return [{ word, text: say`= ${grouped(bytes)} bytes`, tooltip }];
}

/** Only where one has to think. */
function time(word: Word, count: bigint, unit: ReturnType<typeof timeUnitOf>, { times }: HintOptions): Note[] {
	if (!times || unit === undefined || count < LEAST[unit] || count > 10n ** 15n) return [];
	return [{ word, text: say`= ${timeInWords(Number(count), unit)}`, tooltip: unitInWords(grouped(count), unit) }];
}

const LEAST = { microseconds: 1000n, milliseconds: 1000n, seconds: 60n, minutes: 60n } as const;

function winner(document: RedisDocument, line: number, directive: Directive): { text: Words; tooltip: Words } | undefined {
	const statement = winnerOver(document, line, directive);
	if (!statement) return undefined;
	const shown = english(shownArguments(document, statement)).replace(/^`+ ?| ?(?<!`)`+$/g, "");
	const number = statement.lineNumber + 1;
	const value = shown.length > 40 ? `${shown.slice(0, 39)}…` : shown;
	return {
		text:
			statement.file === document.file.uri
				? say`← line ${number} wins: ${value}`
				: say`← ${`${nameOfUri(statement.file)}:${number}`} wins: ${value}`,
		tooltip: say`A later line sets the same directive, so this one has no effect.`,
	};
}
