// lint: the schema of the project file allows what the program reads, and nothing that it reports as wrong.
import { describe, expect, it } from "vitest";
import { projectSchema, rulesSetting } from "../../scripts/settings-schema";
import { readLayer } from "../../server/src/lint/settings";
import type { Rule } from "../../server/src/rules/define";
import { rules } from "../../server/src/rules/index";

interface Node {
	readonly properties: Readonly<Record<string, Node>>;
	readonly additionalProperties: unknown;
	readonly anyOf: readonly Node[];
	readonly items: Node;
	readonly enum: readonly string[];
	readonly default: unknown;
}

const schema = projectSchema(rules) as unknown as Node & { readonly definitions: { readonly level: Node } };
const of = (...path: string[]) => path.reduce((node, key) => node.properties[key] as Node, schema as Node);

describe("the schema of the project file", () => {
	it("names every setting that is read, and no other", () => {
		const known = Object.keys(schema.properties);
		for (const name of known) expect(readLayer({ [name]: null }, rules).problems).toEqual([]);
		for (const name of known)
			expect(readLayer({ [name]: Symbol() }, rules).problems.map(({ message }) => `${message}`)).not.toContainEqual(
				expect.stringMatching(/no setting/),
			);
		expect(readLayer({ other: 1 }, rules).problems[0]?.message.toString()).toContain(
			known
				.filter((name) => name !== "$schema")
				.slice(0, -1)
				.join(", "),
		);
		expect(schema.additionalProperties).toBe(false);
	});

	it("allows every level and profile, and the defaults", () => {
		for (const level of schema.definitions.level.enum)
			expect(readLayer({ rules: { "missing-requirepass": level } }, rules).problems).toEqual([]);
		for (const profile of of("profile").enum) expect(readLayer({ profile }, rules).problems).toEqual([]);
		expect(readLayer({ profile: of("profile").default, administrators: of("administrators").default }, rules).problems).toEqual([]);
	});

	it("names every rule with its options", () => {
		const odd = { ...(rules[0] as Rule), id: "odd-rule", options: { names: ["a"], limit: 3, deep: true } } as Rule;
		const { properties } = (projectSchema([...rules, odd]) as unknown as Node).properties.rules as Node;
		expect(Object.keys(properties)).toEqual([...rules.map(({ id }) => id), "odd-rule"]);
		const given = properties["odd-rule"]?.anyOf[1]?.properties ?? {};
		expect(given).toMatchObject({ names: { type: "array", default: ["a"] }, limit: { type: "number" }, deep: { type: "boolean" } });
		const values = Object.fromEntries(Object.entries(given).map(([name, option]) => [name, name === "severity" ? "off" : option.default]));
		expect(readLayer({ rules: { "odd-rule": values } }, [odd]).problems).toEqual([]);
	});

	it("names the parts of a suppression", () => {
		const parts = Object.keys(of("suppress").items.properties);
		const entry = Object.fromEntries(parts.map((name) => [name, name === "rules" ? [rules[0]?.id] : "x"]));
		const read = readLayer({ suppress: [entry] }, rules);
		expect(read).toEqual({ layer: { suppress: [entry] }, problems: [] });
	});
});

describe("the editor's setting", () => {
	it("names every rule", () => {
		expect(Object.keys((rulesSetting(rules) as unknown as Node).properties)).toEqual(rules.map(({ id }) => id));
	});
});
