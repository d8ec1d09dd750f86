// The evaluation of cipher lists against the openssl of this machine. The built-in security level of the build is read off it first.
import { spawn } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluateCipherList, usableSuites } from "../../server/src/model/tls/ciphers";
import { SUITES } from "../../server/src/model/tls/suites";

const ALIASES = [
	...[
		"ALL",
		"DEFAULT",
		"COMPLEMENTOFALL",
		"COMPLEMENTOFDEFAULT",
		"HIGH",
		"MEDIUM",
		"LOW",
		"FIPS",
		"NULL",
		"eNULL",
		"aNULL",
		"kRSA",
		"aRSA",
	],
	...["RSA", "kDHE", "kEDH", "DH", "DHE", "EDH", "ADH", "ECDHE", "EECDH", "kECDHE", "kEECDH", "ECDH", "AECDH", "aECDSA", "ECDSA", "aDSS"],
	...["DSS", "AES128", "AES256", "AES", "AESGCM", "AESCCM", "AESCCM8", "CAMELLIA", "CAMELLIA128", "CAMELLIA256", "ARIA", "ARIA128"],
	...["ARIA256", "ARIAGCM", "CHACHA20", "3DES", "RC4", "MD5", "SHA", "SHA1", "SHA256", "SHA384", "CBC", "PSK", "kPSK", "aPSK", "kRSAPSK"],
	...["kDHEPSK", "kECDHEPSK", "SRP", "kSRP", "aSRP", "SSLv3", "TLSv1", "TLSv1.0", "TLSv1.2", "EXPORT", "nonsense", "high", "IDEA", "SEED"],
];
const alias = fc.constantFrom(...ALIASES);
const name = fc.constantFrom(...SUITES.flatMap((suite) => [suite.name, suite.name, suite.standard]));
const word = fc.oneof({ weight: 6, arbitrary: alias }, { weight: 2, arbitrary: name });
const joined = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join("+"));
const item = fc.oneof(
	{ weight: 12, arbitrary: fc.tuple(fc.constantFrom("", "", "", "!", "-", "+"), joined).map(([operator, words]) => operator + words) },
	{
		weight: 2,
		arbitrary: fc.constantFrom("@STRENGTH", "@SECLEVEL=0", "@SECLEVEL=1", "@SECLEVEL=2", "@SECLEVEL=3", "@SECLEVEL=4", "@SECLEVEL=5"),
	},
	{ weight: 1, arbitrary: fc.constantFrom("@SECLEVEL=9", "@WEAKEST", "AES+", "*", "!", "", "HIGH!aNULL", "ALL+", "@STRENGTH+AES") },
);
const list = fc
	.tuple(
		fc.constantFrom("", "", "ALL", "DEFAULT", "HIGH", "SUITEB128", "SUITEB192"),
		fc.array(item, { maxLength: 5 }),
		fc.constantFrom(":", ":", ":", ",", " ", ";"),
	)
	.map(([first, items, separator]) => [...(first === "" ? [] : [first]), ...items].join(separator));

/** The names that openssl gives; undefined where it refuses the list. */
function real(text: string): Promise<string[] | undefined> {
	return new Promise((resolve, reject) => {
		const child = spawn("openssl", ["ciphers", "-s", "-tls1_2", "-ciphersuites", "", text], { stdio: ["ignore", "pipe", "ignore"] });
		let out = "";
		child.stdout.on("data", (chunk: Buffer) => {
			out += chunk.toString();
		});
		child.once("error", reject);
		child.once("close", (code) =>
			resolve(
				code === 0
					? out
							.trim()
							.split(":")
							.filter((one) => one !== "")
					: undefined,
			),
		);
	});
}

/** The level that counts where a list names none: the first at which the machine shows the same. */
async function builtInLevel(): Promise<number> {
	const own = (await real("ALL"))?.join();
	for (const level of [2, 1, 0, 3, 4, 5]) if ((await real(`ALL:@SECLEVEL=${level}`))?.join() === own) return level;
	throw new Error("no security level shows what openssl shows");
}

test("500 lists mean what openssl says", { timeout: 120_000 }, async () => {
	const level = await builtInLevel();
	await fc.assert(
		fc.asyncProperty(list, async (text) => {
			fc.pre(text !== "" && !text.startsWith("-"));
			const own = evaluateCipherList(text);
			expect(own.ok ? usableSuites(own.suites, own.level ?? level).map((suite) => suite.name) : undefined, text).toEqual(await real(text));
		}),
		{ numRuns: 500, seed: Number(process.env.CIPHER_SEED ?? 1) },
	);
});
