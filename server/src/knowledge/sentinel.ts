// knowledge: the sub-directives of `sentinel` in sentinel.conf, from the generated file.
import type { SentinelFile } from "./data";
import type { Release } from "./release";
import { setsOf, valueFor } from "./releaseSet";
import type { SentinelDirective } from "./types";

/** Those of `release`, alphabetical. */
export function sentinelDirectivesOf(file: SentinelFile, release: Release): readonly SentinelDirective[] {
	const has = setsOf(release);
	const result: SentinelDirective[] = [];
	for (const name in file.directives) {
		const record = valueFor(file.directives[name] ?? {}, has);
		if (record === undefined) continue;
		const [min, max] = record.args;
		result.push({
			name,
			...(record.alias !== undefined && { alias: record.alias }),
			args: { min, max },
			namesPrimary: record.namesPrimary === 1,
			...(record.value !== undefined && { value: record.value }),
		});
	}
	return result;
}
