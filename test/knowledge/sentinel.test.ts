// knowledge: what stands in sentinel.conf. Each row was seen on a server in Sentinel mode.
import { describe, expect, test } from "vitest";
import { parseRelease, type Release } from "../../server/src/knowledge/release";
import { knowledge } from "../support/knowledge";

const release = (id: string) => parseRelease(id) as Release;
const find = (id: string, name: string) => knowledge.sentinelDirectives(release(id)).find((directive) => directive.name === name);

describe("sentinel", () => {
	test.each([
		["redis-6.0", "monitor", { args: { min: 4, max: 4 }, namesPrimary: true, value: "integer" }],
		["redis-7.2", "known-replica", { alias: "known-slave", args: { min: 3, max: 3 }, namesPrimary: true }],
		["redis-7.2", "known-sentinel", { args: { min: 3, max: 4 }, namesPrimary: true }],
		["redis-7.2", "auth-pass", { args: { min: 2, max: 2 }, namesPrimary: true }],
		["redis-7.2", "announce-ip", { args: { min: 1, max: 1 }, namesPrimary: false }],
		["redis-7.2", "deny-scripts-reconfig", { args: { min: 1, max: 1 }, namesPrimary: false, value: "bool" }],
		["valkey-8.0", "primary-reboot-down-after-period", { alias: "master-reboot-down-after-period", args: { min: 2, max: 2 } }],
	])("of %s takes %s", (id, name, expected) => {
		expect(find(id, name)).toMatchObject(expected);
	});

	test.each([
		["redis-6.0", "resolve-hostnames"],
		["redis-6.0", "sentinel-pass"],
		["redis-6.2", "master-reboot-down-after-period"],
		["redis-8.6", "primary-reboot-down-after-period"],
		["redis-8.6", "no-such-directive"],
	])("of %s does not take %s", (id, name) => {
		expect(find(id, name)).toBeUndefined();
	});
});

test("users of a Sentinel may run what a Sentinel has", () => {
	const commands = knowledge.sentinelCommands(release("redis-7.2"));
	expect(commands.find("sentinel|masters")).toMatchObject({ container: "sentinel", categories: ["admin", "dangerous", "slow"] });
	expect(commands.find("sentinel|help")?.categories).toEqual(["slow"]);
	expect(commands.find("ping")).toMatchObject(withoutIndex(knowledge.commands(release("redis-7.2")).find("ping")));
	for (const name of ["get", "config", "monitor"]) expect(commands.find(name), name).toBeUndefined();
	expect(commands.categories()).toEqual(knowledge.commands(release("redis-7.2")).categories());
});

function withoutIndex<T extends { index: number }>(command: T | undefined): Omit<T, "index"> {
	if (!command) throw new Error("no such command");
	const { index: _, ...rest } = command;
	return rest;
}
