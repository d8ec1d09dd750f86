// features: numbers, releases and lists as people say them.
import { english, joined, listed, say, type Words } from "../../base/say";
import { allReleases, type Product, RELEASE_LINES, type Release } from "../../knowledge/release";

/** "Redis 7.4", with the full version where somebody named one. */
export function releaseName({ product, line, version }: Release): string {
	return `${PRODUCTS[product]} ${version ?? line}`;
}

const PRODUCTS: Readonly<Record<Product, string>> = { redis: "Redis", valkey: "Valkey" };

/** "Redis 7.0 and later, every Valkey", for ids such as "redis-7.0". */
export function releasesInWords(ids: readonly string[]): Words {
	const known = new Set(ids);
	if (allReleases().every(({ id }) => known.has(id))) return say`every release`;
	return listed((["redis", "valkey"] as const).flatMap((product) => linesInWords(product, known)));
}

function linesInWords(product: Product, known: ReadonlySet<string>): Words[] {
	const all = RELEASE_LINES[product];
	const runs: Words[] = [];
	for (let from = 0; from < all.length; from++) {
		if (!known.has(`${product}-${all[from]}`)) continue;
		let to = from;
		while (known.has(`${product}-${all[to + 1]}`)) to++;
		const name = PRODUCTS[product];
		const first = `${name} ${all[from]}`;
		const last = to === all.length - 1;
		if (from === 0 && last) runs.push(say`every ${name}`);
		else if (from === to) runs.push(first);
		else runs.push(last ? say`${first} and later` : say`${first} to ${all[to] ?? ""}`);
		from = to;
	}
	return runs;
}

/** "536,870,912", with the signs of the language. */
export function grouped(number: bigint | number): Words {
	const [, sign = "", digits = ""] = /^(-?)(.*)$/.exec(number.toString()) ?? [];
	const first = digits.length % 3 || 3;
	const groups: readonly Words[] = digits.slice(first).match(/.{3}/g) ?? [];
	return groups.reduce((before, next) => say`${before},${next}`, sign + digits.slice(0, first));
}

/** "512 MiB", "about 1.5 GiB"; undefined below one KiB. */
export function sizeInWords(bytes: bigint): Words | undefined {
	for (const [unit, size] of SIZES) {
		if (bytes < size) continue;
		if (bytes % size === 0n) return joined([grouped(bytes / size), unit], " ");
		return say`about ${withTenth((bytes * 10n) / size)} ${unit}`;
	}
	return undefined;
}

const SIZES: readonly (readonly [string, bigint])[] = [
	["TiB", 1n << 40n],
	["GiB", 1n << 30n],
	["MiB", 1n << 20n],
	["KiB", 1n << 10n],
];

/** "1.5" for 15. */
function withTenth(tenths: bigint): Words {
	const whole = grouped(tenths / 10n);
	return tenths % 10n === 0n ? whole : say`${whole}.${tenths % 10n}`;
}

export type TimeUnit = "microseconds" | "milliseconds" | "seconds" | "minutes";

/** "1 hour", "2 minutes 30 seconds", for a whole number of a unit; 0 is "0 seconds". */
export function timeInWords(count: number, unit: TimeUnit): Words {
	let rest = count * MICROSECONDS[unit];
	const parts: Words[] = [];
	for (const [one, many, size] of TIMES) {
		const whole = Math.floor(rest / size);
		rest -= whole * size;
		if (whole > 0) parts.push(whole === 1 ? one : many(grouped(whole)));
	}
	return parts.length > 0 ? joined(parts, " ") : unitInWords("0", unit);
}

/** "**1 hour** (3,600 seconds)." */
export function timeMarkdown(count: bigint, unit: TimeUnit): Words {
	const words = timeInWords(Number(count), unit);
	const written = unitInWords(grouped(count), unit);
	return english(words) === english(written) ? say`**${words}**.` : say`**${words}** (${written}).`;
}

/** "3,600 seconds": a number that is not one. */
export function unitInWords(count: Words, unit: TimeUnit): Words {
	return MANY[unit](count);
}

const MICROSECONDS: Readonly<Record<TimeUnit, number>> = { microseconds: 1, milliseconds: 1e3, seconds: 1e6, minutes: 6e7 };

const MANY: Readonly<Record<TimeUnit, (count: Words) => Words>> = {
	microseconds: (count) => say`${count} microseconds`,
	milliseconds: (count) => say`${count} milliseconds`,
	seconds: (count) => say`${count} seconds`,
	minutes: (count) => say`${count} minutes`,
};

const TIMES: readonly (readonly [one: Words, many: (count: Words) => Words, microseconds: number])[] = [
	[say`1 day`, (count) => say`${count} days`, 86_400e6],
	[say`1 hour`, (count) => say`${count} hours`, 3_600e6],
	[say`1 minute`, MANY.minutes, 60e6],
	[say`1 second`, MANY.seconds, 1e6],
	[say`1 millisecond`, MANY.milliseconds, 1e3],
	[say`1 microsecond`, MANY.microseconds, 1],
];

/** "12 commands". */
export function commandsInWords(count: number): Words {
	if (count === 0) return say`no commands`;
	return count === 1 ? say`1 command` : say`${count} commands`;
}
