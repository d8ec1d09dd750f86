// model/tls: the cipher suites that OpenSSL has, with what each is made of.
import rareData from "./rareSuites.json";
import data from "./suites.json";

/** A suite up to TLS 1.2. Field values are those of `openssl ciphers -V`. */
export interface Suite {
	/** "ECDHE-RSA-AES128-GCM-SHA256". */
	readonly name: string;
	/** The name that the standards give it: "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256". */
	readonly standard: string;
	/** The oldest protocol that has it: "SSLv3", "TLSv1" or "TLSv1.2". */
	readonly protocol: string;
	/** "RSA", "DH", "ECDH", "PSK", ... */
	readonly exchange: string;
	/** "RSA", "ECDSA", "DSS", "PSK", "SRP"; "None" for anonymous suites. */
	readonly authentication: string;
	/** "AESGCM", "AES" (CBC), "CHACHA20/POLY1305", "None", ... */
	readonly encryption: string;
	/** "AEAD", "SHA1", "SHA256", "SHA384", "MD5". */
	readonly mac: string;
	/** "HIGH", "MEDIUM", "NONE": how OpenSSL ranks it. */
	readonly strength: string;
	readonly fips?: boolean;
	/** Not part of OpenSSL's DEFAULT. */
	readonly notDefault?: boolean;
	/** Bits of strength that security levels look at. */
	readonly bits: number;
	/** Only in builds of OpenSSL that were asked for weak suites, as some systems do. */
	readonly rare?: boolean;
}

/** In the order that OpenSSL begins with. */
export const SUITES: readonly Suite[] = data.suites;

/** RC4 and 3DES: most builds of OpenSSL since 1.1.0 leave them out. */
export const RARE_SUITES: readonly Suite[] = rareData.suites.map((suite) => ({ ...suite, rare: true }));

/** Suites of TLS 1.3; every one of them is sound. */
export const TLS13_SUITES: readonly string[] = [
	"TLS_AES_256_GCM_SHA384",
	"TLS_CHACHA20_POLY1305_SHA256",
	"TLS_AES_128_GCM_SHA256",
	"TLS_AES_128_CCM_SHA256",
	"TLS_AES_128_CCM_8_SHA256",
];

export type Weakness = "anonymous" | "NULL" | "RC4" | "3DES" | "MD5" | "CBC with SHA-1" | "no forward secrecy";

const FORWARD_SECRET = ["DH", "ECDH", "DHEPSK", "ECDHEPSK"];

/** What is wrong with a suite, worst first; undefined for a sound one. */
export function weaknessOf(suite: Suite): Weakness | undefined {
	if (suite.authentication === "None") return "anonymous";
	if (suite.encryption === "None") return "NULL";
	if (suite.encryption === "RC4") return "RC4";
	if (suite.encryption === "3DES") return "3DES";
	if (suite.mac === "MD5") return "MD5";
	if (!FORWARD_SECRET.includes(suite.exchange)) return "no forward secrecy";
	return suite.mac === "SHA1" ? "CBC with SHA-1" : undefined;
}

/** How bad: `broken` lets somebody on the way read or change what is sent with means of today; `dated` is what nobody should choose any more. */
export function gravityOf(weakness: Weakness): "broken" | "dated" {
	return weakness === "CBC with SHA-1" || weakness === "no forward secrecy" ? "dated" : "broken";
}
