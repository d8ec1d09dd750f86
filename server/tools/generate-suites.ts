// tools: writes server/src/model/tls/suites.json, the cipher suites of the OpenSSL of this machine in its own first order.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";

interface Suite {
	name: string;
	standard: string;
	protocol: string;
	exchange: string;
	authentication: string;
	encryption: string;
	mac: string;
	strength: string;
	fips?: true;
	notDefault?: true;
	bits: number;
}

const TARGET = new URL("../src/model/tls/suites.json", import.meta.url);
const EVERYTHING = "ALL:COMPLEMENTOFALL:@SECLEVEL=0";
/** Words that between them bring any two suites into one list that some rule can match together. */
const WORDS = [
	...["SSLv3", "TLSv1.0", "TLSv1.2", "SHA1", "SHA256", "SHA384", "AESGCM", "AES", "CAMELLIA", "ARIA", "CHACHA20", "eNULL"],
	...["kRSA", "kDHE", "kECDHE", "kPSK", "kDHEPSK", "kECDHEPSK", "kRSAPSK", "kSRP", "aRSA", "aDSS", "aECDSA", "aPSK", "aNULL", "HIGH"],
];

function openssl(...argv: string[]): string {
	return execFileSync("openssl", argv, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
}

function namesOf(list: string): string[] {
	try {
		return openssl("ciphers", "-ciphersuites", "", `${list}:@SECLEVEL=0`).split(":");
	} catch {
		return [];
	}
}

function read(): Suite[] {
	const members = Object.fromEntries(
		["HIGH", "MEDIUM", "LOW", "FIPS", "COMPLEMENTOFDEFAULT"].map((word) => [word, new Set(namesOf(word))]),
	);
	const suites: Suite[] = [];
	for (const line of openssl("ciphers", "-V", "-stdname", "-ciphersuites", "", EVERYTHING).split("\n")) {
		const match = /- (\S+)\s+- (\S+)\s+(\S+)\s+Kx=(\S+)\s+Au=(\S+)\s+Enc=(\S+?)(?:\((\d+)\))?\s+Mac=(\S+)/.exec(line);
		if (!match) continue;
		const [, standard = "", name = "", protocol = "", exchange = "", authentication = "", encryption = "", bits, mac = ""] = match;
		const strength = ["HIGH", "MEDIUM", "LOW"].find((word) => members[word]?.has(name)) ?? "NONE";
		const fips = members.FIPS?.has(name) ? { fips: true as const } : {};
		const notDefault = members.COMPLEMENTOFDEFAULT?.has(name) ? { notDefault: true as const } : {};
		suites.push({
			...{ name, standard, protocol, exchange, authentication, encryption, mac, strength, ...fips, ...notDefault },
			bits: Number(bits ?? 0),
		});
	}
	return suites;
}

/** Puts suites into an order that agrees with that of every list. */
function order(suites: readonly Suite[]): Suite[] {
	const lists = ["ALL", ...WORDS].map((word) => namesOf(word));
	const left = new Map(suites.map((suite) => [suite.name, suite]));
	const sorted: Suite[] = [];
	while (left.size > 0) {
		const heads = [...left.keys()].filter((name) =>
			lists.every((list) => !list.includes(name) || list.find((other) => left.has(other)) === name),
		);
		const next = heads[0];
		if (next === undefined) throw new Error("the lists contradict each other");
		sorted.push(left.get(next) as Suite);
		left.delete(next);
	}
	return sorted;
}

const known = order(read());
const rows = known.map((suite) => `\t\t${JSON.stringify(suite)}`);
writeFileSync(
	TARGET,
	`{\n\t"source": ${JSON.stringify(`openssl ciphers -V -stdname of ${openssl("version").split(" (")[0]}`)},\n\t"suites": [\n${rows.join(",\n")}\n\t]\n}\n`,
);
