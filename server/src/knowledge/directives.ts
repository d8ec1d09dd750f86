// knowledge: the directives of one release, from the generated file.
import type { DirectiveRecord, DirectivesFile } from "./data";
import type { Release } from "./release";
import { setsOf, valueFor } from "./releaseSet";
import type { Directive, Directives, DirectiveType, NumericUnit } from "./types";

/** The tables of `release`, which must be one of those that the file has facts for. */
export function directivesOf(file: DirectivesFile, release: Release): Directives {
	const has = setsOf(release);
	const all: Directive[] = [];
	const byName = new Map<string, Directive>();
	for (const name in file.directives) {
		const record = valueFor(file.directives[name] ?? {}, has);
		if (record === undefined) continue;
		const directive = toDirective(name, record);
		all.push(directive);
		byName.set(name, directive);
		if (directive.alias !== undefined) byName.set(directive.alias, directive);
	}
	const names = [...byName.keys()];
	return {
		release,
		find: (name) => byName.get(name) ?? byName.get(name.toLowerCase()),
		all: () => all,
		names: () => names,
	};
}

function toDirective(name: string, record: DirectiveRecord): Directive {
	const flags = record.flags === undefined ? MODIFIABLE : record.flags.split(" ");
	const [min, max] = record.args ?? [1, 1];
	return {
		name,
		...(record.alias !== undefined && { alias: record.alias }),
		type: record.type as DirectiveType,
		ignored: record.ignored === 1,
		args: { min, max },
		multiArg: max !== 1,
		...(record.values !== undefined && { values: readValues(record.values) }),
		...(record.min !== undefined && record.max !== undefined && { range: { min: BigInt(record.min), max: BigInt(record.max) } }),
		...(record.cType !== undefined && { cType: record.cType }),
		units: record.units === undefined ? [] : (record.units.split(" ") as NumericUnit[]),
		default: record.default ?? null,
		emptyMeansNull: record.emptyMeansNull === 1,
		...(record.validator !== undefined && { validator: record.validator }),
		...(record.apply !== undefined && { apply: record.apply }),
		immutable: flags.includes("immutable"),
		sensitive: record.sensitive === 1 || flags.includes("sensitive"),
		protected: flags.includes("protected"),
		hidden: flags.includes("hidden"),
		debug: flags.includes("debug"),
		flags,
		needsTls: record.needsTls === 1,
		...(record.module !== undefined && { module: record.module }),
	};
}

const MODIFIABLE: readonly string[] = ["modifiable"];

function readValues(text: string): { name: string; number: number }[] {
	return text.split(" ").map((pair) => {
		const at = pair.lastIndexOf("=");
		return { name: pair.slice(0, at), number: Number(pair.slice(at + 1)) };
	});
}
