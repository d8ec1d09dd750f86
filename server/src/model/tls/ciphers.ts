// model/tls: a list of ciphers in OpenSSL's own notation, evaluated to the suites that it means, in their order.
import { SUITES, type Suite, TLS13_SUITES } from "./suites";

export type CipherList =
	| {
			readonly ok: true;
			readonly suites: readonly Suite[];
			/** What `@SECLEVEL=n` says; undefined where the build's own level counts. */
			readonly level: number | undefined;
			/** Words that OpenSSL does not know and passes over in silence. */
			readonly unknown: readonly string[];
	  }
	/** `invalid`: not the notation. `empty`: it means no suite at all. The server refuses both. */
	| { readonly ok: false; readonly reason: "invalid" | "empty"; readonly unknown: readonly string[] };

/**
 * Evaluates a list as OpenSSL 1.1.1 and later read it.
 * @param table the suites that the build has, in its first order
 */
export function evaluateCipherList(text: string, table: readonly Suite[] = SUITES): CipherList {
	const suiteB = suiteBList(text);
	const machine = new Machine(table);
	let rest = suiteB ?? text;
	if (rest.startsWith("DEFAULT")) {
		machine.run(DEFAULT_LIST);
		rest = rest.slice("DEFAULT".length).replace(/^:/, "");
	}
	const ok = machine.run(rest);
	const { unknown } = machine;
	if (!ok) return { ok: false, reason: "invalid", unknown };
	const suites = machine.active();
	return suites.length > 0 ? { ok: true, suites, level: machine.level, unknown } : { ok: false, reason: "empty", unknown };
}

/**
 * The suites that a security level leaves, without those that need a shared secret (PSK, SRP), which Redis never sets up.
 * Level 2 is what Debian and its like build with; OpenSSL itself has 1.
 */
export function usableSuites(suites: readonly Suite[], level: number): Suite[] {
	return suites.filter((suite) => !/PSK|SRP/.test(`${suite.exchange} ${suite.authentication}`) && isAllowed(suite, level));
}

/** The names out of a `tls-ciphersuites` list that OpenSSL knows; the others it passes over. None at all is refused by the server. */
export function evaluateCiphersuites(text: string): { readonly known: readonly string[]; readonly unknown: readonly string[] } {
	const names = text.split(":").map((name) => name.trim());
	const isKnown = (name: string) => TLS13_SUITES.includes(name);
	return { known: names.filter(isKnown), unknown: names.filter((name) => !isKnown(name) && name !== "") };
}

const DEFAULT_LIST = "ALL:!COMPLEMENTOFDEFAULT:!eNULL";

/** A list that begins with a Suite B profile means that profile alone. */
function suiteBList(text: string): string | undefined {
	const small = "ECDHE-ECDSA-AES128-GCM-SHA256";
	const large = "ECDHE-ECDSA-AES256-GCM-SHA384";
	if (text.startsWith("SUITEB128ONLY")) return small;
	if (text.startsWith("SUITEB128")) return `${small}:${large}`;
	return text.startsWith("SUITEB192") ? large : undefined;
}

const MIN_BITS = [0, 80, 112, 128, 192, 256] as const;
const FORWARD_SECRET = ["DH", "ECDH"];

function isAllowed(suite: Suite, level: number): boolean {
	const bits = MIN_BITS[Math.min(level, 5)] ?? 0;
	if (level <= 0) return true;
	if (suite.bits < bits || suite.authentication === "None" || suite.mac === "MD5") return false;
	if (bits > 160 && suite.mac === "SHA1") return false;
	return level < 3 || FORWARD_SECRET.includes(suite.exchange);
}

type Field = "exchange" | "authentication" | "cipher" | "mac" | "protocol" | "strength" | "default" | "name";

/** What a word asks of a suite: per field the values it may have. */
type Pattern = Partial<Record<Field, readonly string[]>>;

/** The values of a suite as patterns ask for them; a suite has one of each but for its strength. */
function valuesOf(suite: Suite, field: Field): readonly string[] {
	switch (field) {
		case "cipher":
			return [cipherOf(suite)];
		case "strength":
			return [suite.strength, ...(suite.fips ? ["FIPS"] : [])];
		case "default":
			return suite.notDefault ? ["NOT_DEFAULT"] : [];
		default:
			return [suite[field]];
	}
}

function cipherOf({ encryption, bits }: Suite): string {
	return encryption === "None" || encryption === "3DES" || encryption === "RC4" ? encryption : `${encryption}${bits}`;
}

const AES128 = ["AES128", "AESGCM128", "AESCCM128", "AESCCM8128"];
const AES256 = ["AES256", "AESGCM256", "AESCCM256", "AESCCM8256"];
const ARIA = ["ARIAGCM128", "ARIAGCM256"];
const CAMELLIA = ["Camellia128", "Camellia256"];
const CHACHA = ["CHACHA20/POLY1305256"];
const ENCRYPTED = [...AES128, ...AES256, ...ARIA, ...CAMELLIA, ...CHACHA, "3DES", "RC4"];
const NAMED = ["RSA", "DSS", "ECDSA", "PSK", "SRP"];
const PSK = ["PSK", "RSAPSK", "DHEPSK", "ECDHEPSK"];

const dh: Pattern = { exchange: ["DH"] };
const ecdh: Pattern = { exchange: ["ECDH"] };
const gcm = ["AESGCM128", "AESGCM256"];
const ccm8 = ["AESCCM8128", "AESCCM8256"];
const NULL: Pattern = { cipher: ["None"] };

/** The words that stand for many suites. Names as OpenSSL documents them for its list format. */
const ALIASES: Readonly<Record<string, Pattern>> = {
	ALL: { cipher: ENCRYPTED },
	COMPLEMENTOFALL: NULL,
	COMPLEMENTOFDEFAULT: { default: ["NOT_DEFAULT"] },
	kRSA: { exchange: ["RSA"] },
	...{ kEDH: dh, kDHE: dh, DH: dh, kEECDH: ecdh, kECDHE: ecdh, ECDH: ecdh },
	...{ kPSK: { exchange: ["PSK"] }, kRSAPSK: { exchange: ["RSAPSK"] }, kECDHEPSK: { exchange: ["ECDHEPSK"] } },
	...{ kDHEPSK: { exchange: ["DHEPSK"] }, kSRP: { exchange: ["SRP"] }, SRP: { exchange: ["SRP"] } },
	aRSA: { authentication: ["RSA"] },
	...{ aDSS: { authentication: ["DSS"] }, DSS: { authentication: ["DSS"] } },
	aNULL: { authentication: ["None"] },
	...{ aECDSA: { authentication: ["ECDSA"] }, ECDSA: { authentication: ["ECDSA"] } },
	...{ aPSK: { authentication: ["PSK"] }, aSRP: { authentication: ["SRP"] } },
	...{ EDH: { ...dh, authentication: NAMED }, DHE: { ...dh, authentication: NAMED } },
	...{ EECDH: { ...ecdh, authentication: NAMED }, ECDHE: { ...ecdh, authentication: NAMED } },
	RSA: { exchange: ["RSA"], authentication: ["RSA"] },
	...{ ADH: { ...dh, authentication: ["None"] }, AECDH: { ...ecdh, authentication: ["None"] } },
	PSK: { exchange: PSK },
	...{ NULL, eNULL: NULL, "3DES": { cipher: ["3DES"] }, RC4: { cipher: ["RC4"] } },
	...{ AES128: { cipher: AES128 }, AES256: { cipher: AES256 }, AES: { cipher: [...AES128, ...AES256] } },
	...{ AESGCM: { cipher: gcm }, AESCCM: { cipher: ["AESCCM128", "AESCCM256", ...ccm8] }, AESCCM8: { cipher: ccm8 } },
	...{ CAMELLIA128: { cipher: ["Camellia128"] }, CAMELLIA256: { cipher: ["Camellia256"] }, CAMELLIA: { cipher: CAMELLIA } },
	...{ ARIA: { cipher: ARIA }, ARIAGCM: { cipher: ARIA }, ARIA128: { cipher: ["ARIAGCM128"] }, ARIA256: { cipher: ["ARIAGCM256"] } },
	CHACHA20: { cipher: CHACHA },
	CBC: { cipher: ["AES128", "AES256", ...CAMELLIA, "3DES"] },
	...{ MD5: { mac: ["MD5"] }, SHA1: { mac: ["SHA1"] }, SHA: { mac: ["SHA1"] }, SHA256: { mac: ["SHA256"] }, SHA384: { mac: ["SHA384"] } },
	...{ SSLv3: { protocol: ["SSLv3"] }, TLSv1: { protocol: ["TLSv1"] }, "TLSv1.0": { protocol: ["TLSv1"] } },
	"TLSv1.2": { protocol: ["TLSv1.2"] },
	...{ LOW: { strength: ["LOW"] }, MEDIUM: { strength: ["MEDIUM"] }, HIGH: { strength: ["HIGH"] }, FIPS: { strength: ["FIPS"] } },
	"EDH-DSS-DES-CBC3-SHA": { name: ["DHE-DSS-DES-CBC3-SHA"] },
	"EDH-RSA-DES-CBC3-SHA": { name: ["DHE-RSA-DES-CBC3-SHA"] },
};

interface Entry {
	readonly suite: Suite;
	active: boolean;
}

/** The list that OpenSSL keeps while it reads: entries in order, each taken or not. */
class Machine {
	level: number | undefined;
	readonly unknown: string[] = [];
	private entries: Entry[];

	constructor(private readonly table: readonly Suite[]) {
		this.entries = table.map((suite) => ({ suite, active: false }));
	}

	active(): Suite[] {
		return this.entries.filter((entry) => entry.active).map((entry) => entry.suite);
	}

	/** False where the text is not the notation. */
	run(text: string): boolean {
		let good = true;
		let at = 0;
		while (at < text.length) {
			const char = text[at] as string;
			if (SEPARATOR.test(char)) {
				at++;
				continue;
			}
			const operator = OPERATORS.includes(char) ? char : "";
			at += operator.length;
			const read = operator === "@" ? this.special(text, at) : this.rule(text, at, operator);
			if (read.failed === "here") return false;
			if (read.failed) good = false;
			at = read.end;
		}
		return good;
	}

	private special(text: string, from: number): Step {
		const word = wordAt(text, from);
		if (word === "") return { end: from, failed: "here" };
		const level = /^SECLEVEL=([0-5])$/.exec(word)?.[1];
		const end = separatorFrom(text, from + word.length);
		if (level !== undefined) this.level = Number(level);
		else if (word === "STRENGTH") this.sortByStrength();
		else return { end, failed: "later" };
		return { end };
	}

	private rule(text: string, from: number, operator: string): Step {
		let pattern: Pattern | undefined = {};
		let at = from;
		for (;;) {
			const word = wordAt(text, at);
			if (word === "") return { end: at, failed: "here" };
			at += word.length;
			const more = text[at] === "+";
			if (more) at++;
			const found = this.patternOf(word);
			if (!found) this.unknown.push(word);
			pattern = found && meet(pattern, found);
			if (!pattern) return { end: separatorFrom(text, at) };
			if (!more) break;
		}
		this.apply(operator, pattern);
		return { end: at };
	}

	private patternOf(word: string): Pattern | undefined {
		// The names of the standards count from OpenSSL 3.2 only.
		const suite = this.table.find((candidate) => candidate.name === word);
		if (!suite) return Object.hasOwn(ALIASES, word) ? ALIASES[word] : undefined;
		const pattern: Pattern = { name: [suite.name] };
		for (const field of ["exchange", "authentication", "cipher", "mac", "strength"] as const) pattern[field] = valuesOf(suite, field);
		return suite.notDefault ? { ...pattern, default: ["NOT_DEFAULT"] } : pattern;
	}

	private apply(operator: string, pattern: Pattern): void {
		const checks = Object.entries(pattern);
		const meant: Entry[] = [];
		const others: Entry[] = [];
		for (const entry of this.entries) {
			const isMeant = (operator === "!" || entry.active === (operator !== "")) && matches(entry.suite, checks);
			(isMeant ? meant : others).push(entry);
		}
		if (operator === "" || operator === "-") for (const entry of meant) entry.active = operator === "";
		if (operator === "!") this.entries = others;
		// What was taken out last gets the best places when it is added again.
		else this.entries = operator === "-" ? [...meant, ...others] : [...others, ...meant];
	}

	private sortByStrength(): void {
		const active = this.entries.filter((entry) => entry.active).sort((a, b) => b.suite.bits - a.suite.bits);
		this.entries = [...this.entries.filter((entry) => !entry.active), ...active];
	}
}

interface Step {
	readonly end: number;
	/** `here`: nothing after it is read. `later`: the rest is read and the whole refused. */
	readonly failed?: "here" | "later";
}

const SEPARATOR = /[: ;,]/;
const OPERATORS = "-+!@";

function wordAt(text: string, from: number): string {
	return /^[A-Za-z0-9\-_.=]*/.exec(text.slice(from))?.[0] ?? "";
}

function separatorFrom(text: string, from: number): number {
	let at = from;
	while (at < text.length && !SEPARATOR.test(text[at] as string)) at++;
	return at;
}

/** Both patterns at once; undefined where nothing can have both. The name counts only where it stands last, as OpenSSL forgets it at each "+". */
function meet(first: Pattern, second: Pattern): Pattern | undefined {
	const met: Pattern = { ...first };
	delete met.name;
	// OpenSSL keeps both in one number, and the first rank that it reads takes the place of all of it.
	if (!met.strength && second.strength) delete met.default;
	for (const [field, values] of Object.entries(second) as [Field, readonly string[]][]) {
		const both = met[field]?.filter((value) => values.includes(value)) ?? values;
		if (both.length === 0) return undefined;
		met[field] = both;
	}
	return met;
}

function matches(suite: Suite, checks: readonly (readonly [string, readonly string[]])[]): boolean {
	const values = allValues(suite);
	for (const [field, wanted] of checks) if (!values[field as Field].some((value) => wanted.includes(value))) return false;
	return true;
}

const valuesBySuite = new WeakMap<Suite, Readonly<Record<Field, readonly string[]>>>();

function allValues(suite: Suite): Readonly<Record<Field, readonly string[]>> {
	let values = valuesBySuite.get(suite);
	if (values === undefined) {
		const of = (field: Field) => valuesOf(suite, field);
		values = {
			...{ exchange: of("exchange"), authentication: of("authentication"), cipher: of("cipher"), mac: of("mac") },
			...{ protocol: of("protocol"), strength: of("strength"), default: of("default"), name: of("name") },
		};
		valuesBySuite.set(suite, values);
	}
	return values;
}
