// Combinations of all choices in which every pair occurs: what is written has no finding, is taken by the release, and stays the same a second time.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CLIENTS, checkChoices, KIT_DEFAULTS, type KitChoices } from "../../../server/src/generate/tls/choices";
import { generateKit } from "../../../server/src/generate/tls/kit";
import { allReleases, newestRelease } from "../../../server/src/knowledge/release";
import { snapshotOf } from "../../../server/src/model/snapshot";
import type { FileKind } from "../../../server/src/model/types";
import { rules } from "../../../server/src/rules";
import { pairwise } from "../../support/pairwise";
import { findingsOf, openFiles } from "../../support/rules";

const CHOICES = {
	mode: ["server", "mutual"],
	topology: ["standalone", "replica", "sentinel", "cluster"],
	certificates: ["openssl", "mkcert", "step", "existing"],
	clearText: ["off", 7001],
	level: ["modern", "intermediate"],
	hosts: [["localhost", "127.0.0.1"], ["redis.example.org", "*.redis.example.org", "10.0.0.5", "fd00::5"], ["10.0.0.5"]],
	primary: [undefined, { host: "redis-1.example.org", port: 6390 }, { host: "fd00::1", port: 6379 }],
	files: [undefined, { cert: "/srv/a.crt", key: "/srv/a.key", ca: "/srv/ca.pem" }],
	release: allReleases(),
} as const;

const COMBINATIONS = pairwise(CHOICES);

function choicesOf({ primary, files, ...rest }: (typeof COMBINATIONS)[number]): KitChoices {
	return { ...KIT_DEFAULTS, ...rest, clients: CLIENTS, ...(primary && { primary }), ...(files && { files }) };
}

test("every pair occurs, in far fewer combinations than there are", () => {
	const names = Object.keys(CHOICES) as (keyof typeof CHOICES)[];
	for (const [index, a] of names.entries())
		for (const b of names.slice(index + 1))
			for (const x of CHOICES[a]) for (const y of CHOICES[b]) expect(COMBINATIONS.some((one) => one[a] === x && one[b] === y)).toBe(true);
	expect(COMBINATIONS.length).toBeLessThan(90);
});

const ENCRYPTION = new Set(rules.filter(({ group }) => group === "encryption").map(({ id }) => id));

/** What the lines say of TLS, and everything that keeps the server from starting. */
async function findings(text: string, name: string, { id }: KitChoices["release"]): Promise<string[]> {
	const settings = JSON.stringify({ server: id });
	const view = await openFiles({ [name]: text, ".redis-security-lint.json": settings });
	expect(view.verdict, `${id}\n${text}`).toEqual({ outcome: "accept" });
	return findingsOf(view).flatMap(({ rule, message }) => (ENCRYPTION.has(rule) ? [`${rule}: ${message}`] : []));
}

function fileOf(text: string, kind: FileKind) {
	const file = snapshotOf(`file:///${kind}.conf`, kind, text).files.values().next().value;
	if (file?.state !== "text") throw new Error("no text");
	return file;
}

test.each(COMBINATIONS.map((one, index) => [index, one] as const))("combination %i", async (_, combination) => {
	const choices = choicesOf(combination);
	expect(checkChoices(choices)).toEqual([]);
	const files = new Map(generateKit(choices).map(({ path, text }) => [path, text]));
	for (const [name, kind] of [
		["redis.conf", "config"],
		["sentinel.conf", "sentinel"],
	] as const) {
		const text = files.get(name);
		if (text === undefined) continue;
		expect(await findings(text, name, choices.release)).toEqual([]);
		const again = generateKit(choices, { [kind]: fileOf(text, kind) }).find(({ path }) => path === name)?.text;
		expect(again).toBe(text);
	}
	for (const [path, text] of files) expect(text, path).not.toMatch(/undefined|NaN|\[object/);
});

const HARDENED = (kind: "config" | "sentinel") =>
	readFileSync(new URL(`../../support/hardened${kind === "config" ? "" : "-sentinel"}.conf`, import.meta.url), "utf8");

test.each(["redis.conf", "sentinel.conf"] as const)("laid over a hardened %s, nothing is found at all", async (name) => {
	const kind = name === "redis.conf" ? "config" : "sentinel";
	const login = "masteruser app\nmasterauth vQ4w9LmT2xZr7bNcKpYd\n";
	const watched = "sentinel monitor main 10.0.0.4 6379 2\nsentinel auth-user main sentinel\nsentinel auth-pass main vQ4w9LmT2xZr7bNcKpYd\n";
	const base = `${HARDENED(kind)}${kind === "sentinel" ? watched : login}`;
	const before = findingsOf(await openFiles({ [name]: base })).map(({ rule }) => rule);
	for (const mode of CHOICES.mode) {
		for (const topology of kind === "config" ? CHOICES.topology : (["sentinel"] as const)) {
			const choices: KitChoices = { ...KIT_DEFAULTS, mode, topology, release: newestRelease("redis") };
			const text = generateKit(choices, { [kind]: fileOf(base, kind) }).find(({ path }) => path === name)?.text ?? "";
			const after = findingsOf(await openFiles({ [name]: text })).map(({ rule }) => rule);
			expect(
				after.filter((rule) => !before.includes(rule)),
				`${mode} ${topology}`,
			).toEqual([]);
		}
	}
});
