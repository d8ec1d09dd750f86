// lint: project files that are made to take long: what covers a finding is found without asking each entry, and what is too much is told.
import { describe, expect, it } from "vitest";
import { matchesWildcard } from "../../server/src/base/wildcard";
import { LARGEST_PROJECT } from "../../server/src/lint/projectText";
import { readLayer } from "../../server/src/lint/settings";
import { indexSuppressions, isFile } from "../../server/src/lint/suppressionIndex";
import type { FoundSuppression } from "../../server/src/lint/types";
import { rules } from "../../server/src/rules";
import { createService, PROJECT_FILE } from "../../server/src/service/service";
import { knowledge } from "../support/knowledge";
import { memoryFiles, uriOf } from "../support/memoryFiles";

const FILES = [undefined, "users.acl", "*.acl", "./users.acl", "redis/users.acl", "other.acl", "*"];
const USERS = [undefined, "app", "a*", "*", "worker"];
const RULES = [["nopass-user"], ["weak-password", "nopass-user"], ["weak-password", "weak-password"]];

describe("the entry that covers a finding", () => {
	const all = FILES.flatMap((file) =>
		USERS.flatMap((user) => RULES.map((own): FoundSuppression => ({ rules: own, ...(file && { file }), ...(user && { user }) }))),
	);
	const asked = ["users.acl", "other.acl", "redis.conf"].flatMap((file) =>
		["app", "admin", "worker", "x", undefined].flatMap((user) =>
			["nopass-user", "weak-password", "no-rule"].map((rule) => ({ file, user, rule })),
		),
	);

	it.each([1, 2, 3, 7, 11, 29])("is the first of those that are meant (%d)", (step) => {
		const entries = all
			.filter((_, at) => (at * step) % 5 < 2)
			.sort((a, b) => ((all.indexOf(a) * step) % 31) - ((all.indexOf(b) * step) % 31));
		const index = indexSuppressions(entries);
		for (const { file, user, rule } of asked) {
			const uri = uriOf(file);
			const expected = entries.find(
				(entry) =>
					entry.rules.includes(rule) &&
					(entry.file === undefined || isFile(entry.file, uri)) &&
					(entry.user === undefined || (user !== undefined && matchesWildcard(entry.user, user))),
			);
			expect(index.find(rule, uri, () => user)).toBe(expected);
		}
	});

	it("is found with as much work for many findings as for one", () => {
		let reads = 0;
		const entryOf = (n: number): FoundSuppression => ({
			rules: ["nopass-user"],
			user: `user${n}`,
			get file() {
				reads++;
				return "users.acl";
			},
		});
		const index = indexSuppressions(Array.from({ length: 500 }, (_, n) => entryOf(n)));
		index.find("nopass-user", uriOf("users.acl"), () => "user499");
		const once = reads;
		expect(once).toBeGreaterThanOrEqual(500);
		for (let n = 0; n < 500; n++) expect(index.find("nopass-user", uriOf("users.acl"), () => `user${n}`)?.user).toBe(`user${n}`);
		expect(reads).toBe(once);
	});
});

describe("what is too much", () => {
	it.each([
		["a file", "", 1],
		["a file that is as large as it may be", "-", 0],
	])("%s is told, and the rest is judged", async (_, off, told) => {
		const text = `{ "profile": "strict" }`;
		const project = `${text}${" ".repeat(LARGEST_PROJECT - text.length + (off === "" ? 1 : 0))}`;
		const files = memoryFiles({ "redis.conf": "port 6379\nbind 0.0.0.0\nprotected-mode no\n", [PROJECT_FILE]: project });
		const onError = () => expect.unreachable();
		const view = await createService({ knowledge, files, rules, newSeed: () => "seed", onError }).open({ uri: uriOf("redis.conf") });
		expect(view.faults.map(({ message }) => String(message))).toHaveLength(told);
		expect(view.settings.profile).toBe(told ? "production" : "strict");
		expect(view.allFindings().length).toBeGreaterThan(0);
	});

	it.each([
		["administrators", { administrators: Array.from({ length: 300 }, (_, n) => (n % 2 === 0 ? `admin${n}` : `*${n}`)) }, 250],
		[
			"suppress",
			{ suppress: Array.from({ length: 300 }, (_, n) => ({ rules: ["nopass-user"], user: n % 2 === 0 ? `u${n}` : `u*${n}` })) },
			250,
		],
		["administrators", { administrators: Array.from({ length: 300 }, (_, n) => `admin${n}`) }, 300],
	])("patterns of names are told in %s, and the names themselves all count", (key, data, kept) => {
		const { layer, problems } = readLayer(data, rules);
		expect(layer[key as "administrators" | "suppress"]).toHaveLength(kept);
		expect(problems.map(({ path }) => path)).toEqual(kept === 250 ? [[key]] : []);
	});
});
