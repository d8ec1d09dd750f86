// model: what takes long with very long files is done in steps, and gives what it gives at once.
import { describe, expect, it } from "vitest";
import { newestRelease } from "../../server/src/knowledge/release";
import { evaluateServer, type ServerModel } from "../../server/src/model/server";
import { snapshotOf } from "../../server/src/model/snapshot";
import type { FileKind } from "../../server/src/model/types";
import { knowledge } from "../support/knowledge";

const COUNT = 4000;
const world = { knowledge, release: newestRelease("redis") };

function serverOf(kind: FileKind, line: (n: number) => string): ServerModel {
	const text = Array.from({ length: COUNT }, (_, n) => `${line(n)}\n`).join("");
	return evaluateServer(snapshotOf(`file:///${kind}`, kind, text), world);
}

/** All that rules ask of a server. */
function answers({ acl, exposure, openDefault, problems, reading, renamed, settings }: ServerModel) {
	return {
		reach: exposure.reach,
		openDefault,
		problems: problems.map(({ at, code, effect }) => [at.line, code, effect]),
		statements: reading.statements.length,
		renamed: [...renamed.keys()],
		port: settings.get("port")?.value,
		users: acl.users?.map(({ line, name, state }) => [line, name, state.enabled, state.errors.length]),
		fileErrors: acl.fileErrors.map(({ code, line }) => [line, code]),
	};
}

const CASES: readonly [name: string, kind: FileKind, line: (n: number) => string][] = [
	["settings", "config", (n) => `port ${n}`],
	["names that nobody knows", "config", (n) => `nosuch${n} x`],
	["user lines", "config", (n) => `user u${n} on >pw${n % 7} ~k${n}:* +get`],
	["user lines that are refused", "config", (n) => `user u${n} on +nosuch${n % 9}`],
	["lines of a Sentinel", "sentinel", (n) => (n % 2 === 0 ? `sentinel monitor m${n} 10.0.0.1 6379 2` : `sentinel auth-pass m${n - 1} p`)],
	["lines joined by NUL", "config", (n) => `port ${n}${n % 5 === 0 ? "\0" : ""}`],
	["users of an ACL file", "acl", (n) => `user u${n} on >pw${n % 7} ~k${n}:* +get`],
	["users of an ACL file who are refused", "acl", (n) => `user u${n % 5000} on +nosuch`],
];

describe.each(CASES)("%s", (_, kind, line) => {
	it("are prepared in many steps, and then no answer takes another one", () => {
		const server = serverOf(kind, line);
		let steps = 0;
		for (const _ of server.prepare()) steps++;
		expect(steps).toBeGreaterThan(COUNT / 1000);
		expect([...server.prepare()]).toEqual([]);
	});

	it("say the same in steps, at once, and where somebody asks in a break", () => {
		const atOnce = answers(serverOf(kind, line));
		const prepared = serverOf(kind, line);
		for (const _ of prepared.prepare());
		expect(answers(prepared)).toEqual(atOnce);
		const asked = serverOf(kind, line);
		const steps = asked.prepare();
		for (let step = 0; step < 5; step++) steps.next();
		const { acl, settings } = asked;
		expect(answers(asked)).toEqual(atOnce);
		for (const _ of steps);
		expect(asked.acl).toBe(acl);
		expect(asked.settings).toBe(settings);
		expect(answers(asked)).toEqual(atOnce);
	});
});
