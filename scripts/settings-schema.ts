// scripts: what may stand in .redis-security-lint.json and in the editor's settings, as JSON Schema (draft 7), from the rules themselves.
import { type Bundle, translated } from "../server/src/base/say";
import type { LintSettings } from "../server/src/lint/types";
import { DEFAULT_SETTINGS, type Suppression } from "../server/src/lint/types";
import type { Profile, Rule } from "../server/src/rules/define";

type Schema = Readonly<Record<string, unknown>>;

const LEVELS: readonly LintSettings["rules"][string][] = ["off", "hint", "info", "warning", "error"];

const PROFILES: Readonly<Record<Profile, string>> = {
	development: "A server on the machine of a developer: only what can hurt there.",
	production: "A server that real data depends on.",
	strict: "Everything that could be safer is said.",
};

/** The schema of the project file. */
export function projectSchema(rules: readonly Rule[]): Schema {
	return {
		$schema: "http://json-schema.org/draft-07/schema#",
		title: "Settings of Redis Security Lint for a project",
		description: "The settings in .redis-security-lint.json hold for the files in its folder and below.",
		type: "object",
		allowComments: true,
		allowTrailingCommas: true,
		additionalProperties: false,
		properties: {
			$schema: { type: "string", description: "Where this schema is found." },
			server: {
				description: "The release that the files are for, such as redis-7.4 or valkey-8.1.1.",
				type: "string",
				pattern: "^(?:auto|(?:[Rr][Ee][Dd][Ii][Ss]|[Vv][Aa][Ll][Kk][Ee][Yy])(?:[- ]v?\\d+(?:\\.\\d+){0,2})?)?$",
				examples: ["redis-7.4", "redis-8.0", "valkey-8.1"],
			},
			profile: {
				description: "How much the findings weigh.",
				enum: Object.keys(PROFILES),
				enumDescriptions: Object.values(PROFILES),
				default: DEFAULT_SETTINGS.profile,
			},
			rules: {
				description: "Rules to switch off or to weigh otherwise, by their names.",
				type: "object",
				additionalProperties: false,
				properties: Object.fromEntries(rules.map((rule) => [rule.id, ruleSchema(rule)])),
			},
			administrators: {
				description: 'Names of users who may do everything, so that no finding is about what they may run. "*" stands for any characters.',
				type: "array",
				items: { type: "string" },
				uniqueItems: true,
				default: DEFAULT_SETTINGS.administrators,
			},
			suppress: {
				description:
					"Findings that are not to be told. In redis.conf and sentinel.conf a comment does the same; ACL files take no comments.",
				type: "array",
				items: suppressionSchema(rules),
			},
		},
		definitions: { level: { enum: LEVELS } },
	};
}

/** The schema of the editor's setting `redisSecurityLint.rules`, which cannot refer to definitions. */
export function rulesSetting(rules: readonly Rule[]): Schema {
	const level = { type: "string", enum: LEVELS };
	return {
		properties: Object.fromEntries(rules.map(({ id }) => [id, { description: `%${nameOfTitle(id)}%` }])),
		additionalProperties: false,
		allOf: [{ additionalProperties: { anyOf: [level, { type: "object", properties: { severity: level } }] } }],
	};
}

/** Under which the titles of the rules stand in package.nls.json and its translations. */
export function ruleTitles(rules: readonly Rule[], bundle: Bundle): Readonly<Record<string, string>> {
	return Object.fromEntries(rules.map(({ id, title }) => [nameOfTitle(id), translated(title, bundle)]));
}

export function isRuleTitle(name: string): boolean {
	return name.startsWith(nameOfTitle(""));
}

function nameOfTitle(rule: string): string {
	return `rule.${rule}`;
}

function ruleSchema({ title, options }: Rule): Schema {
	const level = { $ref: "#/definitions/level" };
	const own = Object.entries((options ?? {}) as Readonly<Record<string, unknown>>).map(([name, standard]) => [
		name,
		optionSchema(standard),
	]);
	const properties = { severity: level, ...Object.fromEntries(own) };
	return { description: title, anyOf: [level, { type: "object", additionalProperties: false, properties }] };
}

/** An option takes what its default is: a list of texts, a text, a number or a truth value. */
function optionSchema(standard: unknown): Schema {
	if (Array.isArray(standard)) return { type: "array", items: { type: "string" }, default: standard };
	return { type: typeof standard, default: standard };
}

function suppressionSchema(rules: readonly Rule[]): Schema {
	const properties: Record<keyof Suppression, Schema> = {
		file: { type: "string", description: 'The end of a path, such as users.acl; "*" stands for any characters. Without it: every file.' },
		user: { type: "string", description: 'Only findings about this user; "*" stands for any characters.' },
		rules: { type: "array", items: { enum: rules.map(({ id }) => id) }, minItems: 1, description: "Names of rules." },
		reason: { type: "string", description: "Why, for people." },
	};
	return { type: "object", additionalProperties: false, required: ["rules"], properties };
}
