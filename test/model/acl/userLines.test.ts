// model/acl: user lines of redis.conf that have the same rules are compared, and mean what they mean when each is read by itself.
import { expect, it } from "vitest";
import { newestRelease } from "../../../server/src/knowledge/release";
import { evaluateServer } from "../../../server/src/model/server";
import { snapshotOf } from "../../../server/src/model/snapshot";
import { knowledge } from "../../support/knowledge";

const usersOf = (text: string) =>
	evaluateServer(snapshotOf("file:///redis.conf", "config", text), { knowledge, release: newestRelease("redis") }).acl.users ?? [];

const RULES = [
	"on >pass$ ~app$:* +@read -keys",
	"off nopass ~* &* +@all",
	`on #${"a".repeat(60)}000$ %R~k$ &c$ +get`,
	"on >pass$ +nosuch",
	"on >pass$ ~k$ +@all (~s$ +get)",
	'on ">pa ss$" ~k$ +get',
	"on >one$ >one$ ~k$ ~k$ +get",
	"on !nohash ~k$ +get",
	"reset on nopass +select|0 ~k$",
];

/** Of each of these rules four users. */
const lines = (gap: string) =>
	RULES.flatMap((rules, kind) => [1, 2, 3, 4].map((n) => `user u${kind}-${n}${gap}${rules.replaceAll("$", String(n))}`)).join("\n");

it("alone or with others, one space or two", () => {
	const compared = usersOf(lines(" "));
	const oneByOne = usersOf(lines("  "));
	expect(compared.map(({ name }) => name)).toEqual(oneByOne.map(({ name }) => name));
	for (const [at, user] of compared.entries()) {
		const other = oneByOne[at];
		expect({ ...user.state, errors: [] }).toEqual({ ...other?.state, errors: [] });
		expect(user.tokens.map(({ text }) => text)).toEqual(other?.tokens.map(({ text }) => text));
		expect(user.tokens.map(({ start, end }) => [start + 1, end + 1])).toEqual(other?.tokens.map(({ start, end }) => [start, end]));
	}
});

it("those of the same rules are of one kind, and those that need care of none", () => {
	const kinds = usersOf(lines(" "))
		.filter(({ name }) => name.endsWith("-4"))
		.map(({ kind, name }) => [name, kind !== undefined] as const)
		.sort(([a], [b]) => (a < b ? -1 : 1));
	expect(kinds).toEqual(RULES.map((_, kind) => [`u${kind}-4`, [0, 1, 2, 8].includes(kind)]));
	expect(usersOf(lines("  ")).every(({ kind }) => kind === undefined)).toBe(true);
});
