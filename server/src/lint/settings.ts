// lint: where a setting comes from. Layers are read, checked, and laid over each other; the first that speaks wins.
import { listed, say, type Words } from "../base/say";
import { parseRelease } from "../knowledge/release";
import type { Profile, Rule, Severity } from "../rules/define";
import { DEFAULT_SETTINGS, type FoundSuppression, type LintSettings } from "./types";

/** One source of settings: flags, comments, the project file, the editor. All parts may be absent. */
export interface SettingsLayer {
	/** As written: "redis-7.4", "valkey-8.1.1". */
	readonly server?: string;
	readonly profile?: Profile;
	readonly rules?: LintSettings["rules"];
	readonly options?: LintSettings["options"];
	readonly administrators?: readonly string[];
	readonly suppress?: readonly FoundSuppression[];
}

/** A part of a layer that could not be used, in words for the person who wrote it. */
export interface SettingsProblem {
	/** Keys and indexes down to the part, as in JSON. */
	readonly path: readonly (string | number)[];
	readonly message: Words;
}

export interface ReadLayer {
	readonly layer: SettingsLayer;
	readonly problems: readonly SettingsProblem[];
}

const PROFILES: readonly Profile[] = ["development", "production", "strict"];
const MOST_PROBLEMS = 100;
const MOST_PATTERNS = 100;
const LEVELS: readonly string[] = ["off", "hint", "info", "warning", "error"];

/** Lays layers over each other; earlier ones win. Rules and options are merged by rule, suppressions add up. */
export function mergeSettings(layers: readonly SettingsLayer[]): LintSettings & { readonly server?: string } {
	const first = <K extends keyof SettingsLayer>(key: K) => layers.find((layer) => layer[key] !== undefined)?.[key];
	const server = first("server");
	const merged: LintSettings = {
		profile: first("profile") ?? DEFAULT_SETTINGS.profile,
		rules: Object.assign({}, ...[...layers].reverse().map((layer) => layer.rules)),
		options: Object.assign({}, ...[...layers].reverse().map((layer) => layer.options)),
		administrators: first("administrators") ?? DEFAULT_SETTINGS.administrators,
		suppress: layers.flatMap((layer) => layer.suppress ?? []),
	};
	return server === undefined ? merged : { ...merged, server };
}

/**
 * Reads a layer from JSON data, such as a parsed project file or the editor's settings. Parts that are wrong are left out and reported.
 * @param from address of the project file
 */
export function readLayer(data: unknown, rules: readonly Rule[], from?: string): ReadLayer {
	return new LayerReader(rules, from).read(data);
}

class LayerReader {
	private readonly problems: SettingsProblem[] = [];
	private readonly byId: ReadonlyMap<string, Rule>;

	constructor(
		rules: readonly Rule[],
		private readonly from: string | undefined,
	) {
		this.byId = new Map(rules.map((rule) => [rule.id, rule]));
	}

	read(data: unknown): ReadLayer {
		if (!isObject(data)) {
			this.problem([], say`The settings must be an object: { ... }.`);
			return { layer: {}, problems: this.problems };
		}
		const layer: Record<string, unknown> = {};
		for (const [key, value] of Object.entries(data)) {
			if (value === undefined || value === null) continue;
			if (key === "server") layer.server = this.server(value);
			else if (key === "profile") layer.profile = this.oneOf(["profile"], value, PROFILES);
			else if (key === "rules") Object.assign(layer, this.rules(value));
			else if (key === "administrators") layer.administrators = this.administrators(value);
			else if (key === "suppress") layer.suppress = this.suppress(value);
			else if (key !== "$schema")
				this.problem([key], say`There is no setting "${key}". Known are server, profile, rules, administrators and suppress.`);
		}
		const present = Object.fromEntries(Object.entries(layer).filter(([, value]) => value !== undefined));
		return { layer: present as SettingsLayer, problems: this.problems };
	}

	private server(value: unknown): string | undefined {
		if (typeof value === "string" && (value === "" || value === "auto")) return undefined;
		if (typeof value === "string" && parseRelease(value)) return value;
		this.problem(["server"], say`The server must be a release of Redis or Valkey, such as "redis-7.4" or "valkey-8.1".`);
		return undefined;
	}

	private rules(value: unknown): { rules?: LintSettings["rules"]; options?: LintSettings["options"] } {
		if (!isObject(value)) {
			this.problem(["rules"], say`The rules must be an object: { "rule-name": "off" }.`);
			return {};
		}
		const levels: Record<string, "off" | Severity> = {};
		const options: Record<string, Readonly<Record<string, unknown>>> = {};
		for (const [id, setting] of Object.entries(value)) {
			const rule = this.byId.get(id);
			if (!rule) {
				this.problem(["rules", id], say`There is no rule "${id}".`);
				continue;
			}
			const { severity, ...rest } = isObject(setting) ? setting : { severity: setting };
			if (severity !== undefined) {
				const level = this.oneOf(["rules", id], severity, LEVELS);
				if (level) levels[id] = level as "off" | Severity;
			}
			const own = this.options(id, rule, rest);
			if (own) options[id] = own;
		}
		return { rules: levels, options };
	}

	/** Options are those the rule declares, of the same type as its default. */
	private options(id: string, rule: Rule, given: Readonly<Record<string, unknown>>): Record<string, unknown> | undefined {
		const defaults = (rule.options ?? {}) as Readonly<Record<string, unknown>>;
		const options: Record<string, unknown> = {};
		for (const [key, value] of Object.entries(given)) {
			const standard = Object.hasOwn(defaults, key) ? defaults[key] : undefined;
			if (standard === undefined) this.problem(["rules", id, key], say`The rule ${id} has no option "${key}".`);
			else if (Array.isArray(standard)) {
				const list = this.strings(["rules", id, key], value);
				if (list) options[key] = list;
			} else if (typeof value === typeof standard) options[key] = value;
			else this.problem(["rules", id, key], say`The option "${key}" must be a ${typeof standard}.`);
		}
		return Object.keys(options).length > 0 ? options : undefined;
	}

	private administrators(value: unknown): readonly string[] | undefined {
		const names = this.strings(["administrators"], value);
		return names && this.withFewPatterns(["administrators"], names, (name) => name);
	}

	/** Each of them is compared with the name of every user. */
	private withFewPatterns<T>(path: SettingsProblem["path"], list: readonly T[], nameOf: (item: T) => string | undefined): readonly T[] {
		let patterns = 0;
		const isKept = (item: T) => !nameOf(item)?.includes("*") || ++patterns <= MOST_PATTERNS;
		const kept = list.filter(isKept);
		if (kept.length < list.length)
			this.problem(path, say`Of names with * the first ${MOST_PATTERNS} count, and the others are left out. Join some of them.`);
		return kept;
	}

	private suppress(value: unknown): readonly FoundSuppression[] {
		if (!Array.isArray(value)) {
			this.problem(["suppress"], say`Suppressions must be a list: [{ "file": "users.acl", "user": "app", "rules": ["rule-name"] }].`);
			return [];
		}
		const list: FoundSuppression[] = [];
		for (const [index, entry] of value.entries()) {
			const rules = isObject(entry) ? this.strings(["suppress", index, "rules"], entry.rules) : undefined;
			if (!isObject(entry) || !rules) {
				this.problem(["suppress", index], say`A suppression names its rules: { "rules": ["rule-name"] }.`);
				continue;
			}
			for (const rule of rules) if (!this.byId.has(rule)) this.problem(["suppress", index, "rules"], say`There is no rule "${rule}".`);
			const text = (key: string) => (typeof entry[key] === "string" ? { [key]: entry[key] as string } : {});
			list.push({ rules, ...text("file"), ...text("user"), ...text("reason"), ...(this.from === undefined ? {} : { from: this.from }) });
		}
		return this.withFewPatterns(["suppress"], list, ({ user }) => user);
	}

	private strings(path: SettingsProblem["path"], value: unknown): string[] | undefined {
		if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
		this.problem(path, say`This must be a list of texts.`);
		return undefined;
	}

	private oneOf<T extends string>(path: SettingsProblem["path"], value: unknown, allowed: readonly T[]): T | undefined {
		if (typeof value === "string" && (allowed as readonly string[]).includes(value)) return value as T;
		this.problem(path, say`This must be one of ${listed(allowed)}.`);
		return undefined;
	}

	/** Nobody reads more than some at once. */
	private problem(path: SettingsProblem["path"], message: Words): void {
		if (this.problems.length >= MOST_PROBLEMS) return;
		this.problems.push({ path, message });
	}
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
