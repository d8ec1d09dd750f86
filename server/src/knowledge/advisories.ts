// knowledge: which known flaws a full version of a server has, and what lets somebody use them.
import { compareVersions, type Product, type Release } from "./release";

/** What must be open for a flaw to be used. */
export type Exposure =
	| "scripting"
	| "restore"
	| "hyperloglog"
	| "xackdel"
	| "xautoclaim"
	| "stralgo"
	| "sort-ro"
	| "client-kill"
	| "other-keys"
	| "vector-sets"
	| "large-requests"
	| "writable-replica"
	| "client-eviction"
	| "login-from-network"
	| "unix-socket"
	| "certificate-names";

/** One flaw that is publicly known. */
export interface Advisory {
	/** "CVE-2025-49844"; a name in lower case where it was given no number. */
	readonly id: string;
	/** What somebody does with it, as the end of a sentence. */
	readonly title: string;
	readonly exposure: Exposure;
	readonly affects: Readonly<Partial<Record<Product, AffectedVersions>>>;
	readonly reference: string;
}

export interface AffectedVersions {
	/** The first version that has it; without it all from the beginning. */
	readonly since?: string;
	/** The first version without it in each line, oldest first. Older lines and those between stay as they are. */
	readonly fixed: readonly string[];
}

export interface ExposureFacts {
	/** Whoever may run one of them can use the flaw; subcommands as "client|kill". */
	readonly commands?: readonly string[];
	/** `tls`: only where the server speaks TLS. `limited-keys`: only users who are limited to keys gain by it. */
	readonly needs?: "tls" | "limited-keys";
}

export interface AdvisoriesFile {
	readonly exposures: Readonly<Record<Exposure, ExposureFacts>>;
	readonly advisories: readonly Advisory[];
}

/** Flaws that can be used in the same way. */
export interface KnownFlaws {
	readonly exposure: Exposure;
	readonly facts: ExposureFacts;
	/** Those that the version has, at least one. */
	readonly advisories: readonly Advisory[];
	/** The next version that has none of them; undefined where none is known. */
	readonly fixedIn?: string;
}

/** None where no full version is known. */
export function flawsOf(file: AdvisoriesFile, release: Release): readonly KnownFlaws[] {
	const { product, version } = release;
	if (version === undefined) return [];
	const found = new Map<Exposure, Advisory[]>();
	for (const advisory of file.advisories) {
		if (!isAffected(advisory, product, version)) continue;
		const same = found.get(advisory.exposure);
		if (same) same.push(advisory);
		else found.set(advisory.exposure, [advisory]);
	}
	return Array.from(found, ([exposure, advisories]): KnownFlaws => {
		const fixedIn = nextWithout(advisories, product, version);
		return { exposure, facts: file.exposures[exposure], advisories, ...(fixedIn !== undefined && { fixedIn }) };
	});
}

export function isAffected({ affects }: Advisory, product: Product, version: string): boolean {
	const versions = affects[product];
	if (versions === undefined || (versions.since !== undefined && compareVersions(version, versions.since) < 0)) return false;
	const ownLine = versions.fixed.find((fixed) => lineOf(fixed) === lineOf(version));
	if (ownLine !== undefined) return compareVersions(version, ownLine) < 0;
	// A line that came after the last one that was mended never had it.
	return compareVersions(version, versions.fixed.at(-1) ?? "0") < 0;
}

function nextWithout(advisories: readonly Advisory[], product: Product, version: string): string | undefined {
	return advisories
		.flatMap(({ affects }) => affects[product]?.fixed ?? [])
		.filter((fixed) => compareVersions(fixed, version) > 0)
		.sort(compareVersions)
		.find((fixed) => !advisories.some((advisory) => isAffected(advisory, product, fixed)));
}

function lineOf(version: string): string {
	return version.split(".").slice(0, 2).join(".");
}
