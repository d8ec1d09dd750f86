// features: numbers, releases and lists as people say them.
import { allReleases, type Product, RELEASE_LINES, type Release } from "../knowledge/release";

/** "Redis 7.4", with the full version where somebody named one. */
export function releaseName({ product, line, version }: Release): string {
	return `${PRODUCTS[product]} ${version ?? line}`;
}

const PRODUCTS: Readonly<Record<Product, string>> = { redis: "Redis", valkey: "Valkey" };

/** "Redis 7.0 and later, every Valkey", for ids such as "redis-7.0". */
export function releasesInWords(ids: readonly string[]): string {
	const known = new Set(ids);
	if (allReleases().every(({ id }) => known.has(id))) return "every release";
	const parts = (["redis", "valkey"] as const).flatMap((product) => linesInWords(product, known));
	return parts.join(", ");
}

function linesInWords(product: Product, known: ReadonlySet<string>): string[] {
	const all = RELEASE_LINES[product];
	const runs: string[] = [];
	for (let from = 0; from < all.length; from++) {
		if (!known.has(`${product}-${all[from]}`)) continue;
		let to = from;
		while (known.has(`${product}-${all[to + 1]}`)) to++;
		const name = PRODUCTS[product];
		const last = to === all.length - 1;
		if (from === 0 && last) runs.push(`every ${name}`);
		else if (last) runs.push(from === to ? `${name} ${all[from]}` : `${name} ${all[from]} and later`);
		else if (from === to) runs.push(`${name} ${all[from]}`);
		else runs.push(`${name} ${all[from]} to ${all[to]}`);
		from = to;
	}
	return runs;
}

/** "536,870,912". */
export function grouped(number: bigint | number): string {
	const [, sign = "", digits = ""] = /^(-?)(.*)$/.exec(number.toString()) ?? [];
	const first = digits.length % 3 || 3;
	return sign + [digits.slice(0, first), ...(digits.slice(first).match(/.{3}/g) ?? [])].join(",");
}

/** "512 MiB", "about 1.5 GiB"; undefined below one KiB. */
export function sizeInWords(bytes: bigint): string | undefined {
	for (const [unit, size] of SIZES) {
		if (bytes < size) continue;
		if (bytes % size === 0n) return `${grouped(bytes / size)} ${unit}`;
		return `about ${trimmed(Number((bytes * 10n) / size) / 10)} ${unit}`;
	}
	return undefined;
}

const SIZES: readonly (readonly [string, bigint])[] = [
	["TiB", 1n << 40n],
	["GiB", 1n << 30n],
	["MiB", 1n << 20n],
	["KiB", 1n << 10n],
];

export type TimeUnit = "microseconds" | "milliseconds" | "seconds" | "minutes";

/** "1 hour", "2 minutes 30 seconds", for a whole number of a unit; 0 is "0 seconds". */
export function timeInWords(count: number, unit: TimeUnit): string {
	let rest = count * MICROSECONDS[unit];
	const parts: string[] = [];
	for (const [name, size] of TIMES) {
		const whole = Math.floor(rest / size);
		rest -= whole * size;
		if (whole > 0) parts.push(`${grouped(whole)} ${name}${whole === 1 ? "" : "s"}`);
	}
	return parts.join(" ") || `0 ${unit}`;
}

const MICROSECONDS: Readonly<Record<TimeUnit, number>> = { microseconds: 1, milliseconds: 1e3, seconds: 1e6, minutes: 6e7 };

const TIMES: readonly (readonly [string, number])[] = [
	["day", 86_400e6],
	["hour", 3_600e6],
	["minute", 60e6],
	["second", 1e6],
	["millisecond", 1e3],
	["microsecond", 1],
];

function trimmed(number: number): string {
	return number.toFixed(1).replace(/\.0$/, "");
}
