// knowledge: the releases of Redis and Valkey. Facts only; nothing here says what is good.

export type Product = "redis" | "valkey";

/** A release line, with a full version where one is known. */
export interface Release {
	readonly product: Product;
	/** "7.4": the line whose facts are used. */
	readonly line: string;
	/** "7.4.1", where somebody named a full version. */
	readonly version?: string;
	/** "redis-7.4". */
	readonly id: string;
}

/** Lines with facts of their own, oldest first. Kept by the generator of the facts. */
export const RELEASE_LINES: Readonly<Record<Product, readonly string[]>> = {
	redis: ["6.0", "6.2", "7.0", "7.2", "7.4", "8.0", "8.2", "8.4", "8.6"],
	valkey: ["7.2", "8.0", "8.1", "9.0", "9.1"],
};

export function newestRelease(product: Product): Release {
	return RELEASES[product].at(-1) as Release;
}

export function allReleases(): Release[] {
	return [...RELEASES.redis, ...RELEASES.valkey];
}

/**
 * Reads "redis-7.4", "valkey-8.1.1" or "redis". A line that is not known means the nearest older one (the oldest where there is none).
 * Undefined for another product or for text of another form.
 */
export function parseRelease(text: string): Release | undefined {
	const match = /^(redis|valkey)(?:[- ]v?(\d+)(?:\.(\d+))?(?:\.(\d+))?)?$/i.exec(text.trim());
	if (!match) return undefined;
	const product = (match[1] as string).toLowerCase() as Product;
	if (match[2] === undefined) return newestRelease(product);
	const lines = RELEASE_LINES[product];
	const wanted = match[3] === undefined ? `${match[2]}.999` : `${match[2]}.${match[3]}`;
	const line = lines.filter((known) => compareVersions(known, wanted) <= 0).at(-1) ?? (lines[0] as string);
	const known = RELEASES[product][lines.indexOf(line)] as Release;
	return match[4] === undefined ? known : { ...known, version: `${match[2]}.${match[3]}.${match[4]}` };
}

/** Negative, zero or positive, by numbers: "7.10" comes after "7.2". */
export function compareVersions(a: string, b: string): number {
	let [inA, inB] = [0, 0];
	while (inA < a.length || inB < b.length) {
		const [endA, endB] = [endOfNumber(a, inA), endOfNumber(b, inB)];
		const difference = Number(a.slice(inA, endA)) - Number(b.slice(inB, endB));
		if (difference !== 0) return difference;
		[inA, inB] = [endA + 1, endB + 1];
	}
	return 0;
}

function endOfNumber(text: string, from: number): number {
	const dot = text.indexOf(".", from);
	return dot === -1 ? text.length : dot;
}

/**
 * True where `release` is one of those meant: per product "*", "-" (none), ">=7.0", "<7.0" or both as ">=6.0 <7.0".
 * A product that is not named is not meant.
 */
export function isRelease(release: Release, range: ReleaseRange): boolean {
	const conditions = range[release.product];
	if (conditions === undefined || conditions === "-") return false;
	if (conditions === "*") return true;
	const space = conditions.indexOf(" ");
	if (space === -1) return meets(release, conditions);
	return meets(release, conditions.slice(0, space)) && meets(release, conditions.slice(space + 1));
}

function meets({ line }: Release, condition: string): boolean {
	const isFrom = condition.startsWith(">=");
	const version = condition.slice(isFrom ? 2 : 1);
	const order = compareVersions(line, version);
	if ((!isFrom && !condition.startsWith("<")) || !version.includes(".") || Number.isNaN(order))
		throw new RangeError(`not a release condition: ${condition}`);
	return isFrom ? order >= 0 : order < 0;
}

export interface ReleaseRange {
	readonly redis?: string;
	readonly valkey?: string;
}

function releasesOf(product: Product): readonly Release[] {
	return RELEASE_LINES[product].map((line) => ({ product, line, id: `${product}-${line}` }));
}

/** One object for each line, to which others attach what follows from it. */
const RELEASES: Readonly<Record<Product, readonly Release[]>> = { redis: releasesOf("redis"), valkey: releasesOf("valkey") };
