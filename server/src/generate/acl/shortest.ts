// generate/acl: the rules of a user in their shortest equivalent form.
import type { AclEvaluator } from "../../model/acl/evaluate";
import type { AclToken, Permissions, UserState } from "../../model/acl/types";
import { type CommandList, shortestCommands, type WrittenRule } from "./commandRules";
import { type Budget, COVER_BUDGET } from "./cover";
import { allowsAnything, isEquivalentPermissions, isEquivalentUser, keyText, neededKeys } from "./equivalence";

export interface Rewritten {
	readonly rules: readonly WrittenRule[];
	/** No list that is made of the same rules about commands is shorter. */
	readonly proven: boolean;
}

export interface ShortestOptions {
	/** `unknown`: another file may set `acl-pubsub-default`, so that a word that resets or opens all channels stays. */
	readonly channelsByDefault: "known" | "unknown";
	/** Makes the list of a set of commands; without it the person's own rules are kept as far as they are needed. */
	readonly commands?: (rules: readonly string[], permissions: Permissions, budget: Budget) => CommandList | undefined;
}

/**
 * The same user in the fewest rules, then the fewest characters. Kept are: whether it is on or off and the base `+@all` or `-@all`, each once
 * where the person wrote it; clear-text passwords and hashes as they are written; categories as categories and commands as commands. Rules change
 * their order only where that saves one. Undefined for users with a rule that is refused.
 */
export function shortestUser(
	tokens: readonly AclToken[],
	state: UserState,
	evaluator: AclEvaluator,
	options: ShortestOptions,
): Rewritten | undefined {
	if (state.errors.length > 0) return undefined;
	return new Shortening(tokens, state, evaluator, options).run();
}

/** Fewer rules, or equally many and fewer characters. */
export function isShorter(one: readonly { readonly text: string }[], other: readonly { readonly text: string }[]): boolean {
	return one.length < other.length || (one.length === other.length && lengthOf(one) < lengthOf(other));
}

function lengthOf(rules: readonly { readonly text: string }[]): number {
	return rules.reduce((sum, { text }) => sum + text.length, 0);
}

class Shortening {
	private readonly budget: Budget = { left: COVER_BUDGET };
	private proven = true;

	constructor(
		private readonly tokens: readonly AclToken[],
		private readonly state: UserState,
		private readonly evaluator: AclEvaluator,
		private readonly options: ShortestOptions,
	) {}

	run(): Rewritten | undefined {
		const texts = this.tokens.map(({ text }) => text);
		const commands = this.commands(texts, this.state.root);
		if (commands === undefined) return undefined;
		const others = [...this.login(texts), ...permissionRules(texts, this.state.root, this.evaluator, this.options), ...this.selectors()];
		for (const rules of [inOldOrder([...others, ...commands]), inNewOrder(others, commands)]) {
			if (isEquivalentUser(this.evaluator.evaluate(rules.map(({ text }) => text)), this.state)) return { rules, proven: this.proven };
		}
		return undefined;
	}

	private commands(rules: readonly string[], permissions: Permissions): readonly WrittenRule[] | undefined {
		const list = this.options.commands
			? this.options.commands(rules, permissions, this.budget)
			: shortestCommands(rules, permissions, this.evaluator, this.budget);
		if (list && !list.proven) this.proven = false;
		return list?.rules;
	}

	private login(texts: readonly string[]): WrittenRule[] {
		const { state } = this;
		const rules: WrittenRule[] = [];
		const lastReset = lastOf(texts, /^reset$/i);
		const isOn = lastOf(texts, state.enabled ? /^on$/i : /^off$/i);
		if (isOn > lastReset) rules.push({ text: state.enabled ? "on" : "off", from: isOn });
		if (state.nopass) rules.push({ text: "nopass", from: lastOf(texts, /^nopass$/i) });
		for (const { token } of state.passwords) rules.push({ text: texts[token] ?? "", from: token });
		if (!state.sanitizePayload) rules.push({ text: "skip-sanitize-payload", from: lastOf(texts, /^skip-sanitize-payload$/i) });
		return rules;
	}

	private selectors(): WrittenRule[] {
		const kept: Permissions[] = [];
		return this.state.selectors.flatMap((selector) => {
			const token = this.tokens[selector.token ?? -1];
			if (token === undefined || !allowsAnything(selector) || kept.some((other) => isEquivalentPermissions(other, selector))) return [];
			kept.push(selector);
			return { text: this.selector(token, selector), from: selector.token ?? -1 };
		});
	}

	/** Quotes inside are left alone: writing them anew is not worth it. */
	private selector({ text, inner = [] }: AclToken, permissions: Permissions): string {
		if (/["'\\]/.test(text)) return text;
		const texts = inner.map((rule) => rule.text);
		const commands = this.commands(texts, permissions);
		if (commands === undefined) return text;
		const others = permissionRules(texts, permissions, this.evaluator, this.options);
		const isSame = (rules: readonly WrittenRule[]) => {
			const [made] = this.evaluator.evaluate([selectorText(rules)]).selectors;
			return made !== undefined && isEquivalentPermissions(made, permissions);
		};
		const rules = [inOldOrder([...others, ...commands]), inNewOrder(others, commands)].find(isSame);
		return rules && isShorter(rules, inner) ? selectorText(rules) : text;
	}
}

function selectorText(rules: readonly WrittenRule[]): string {
	return `(${rules.map(({ text }) => text).join(" ")})`;
}

/** The rules about keys, channels and databases. */
function permissionRules(
	texts: readonly string[],
	permissions: Permissions,
	{ dialect, world }: AclEvaluator,
	{ channelsByDefault }: ShortestOptions,
): WrittenRule[] {
	const rules: WrittenRule[] = [];
	if (permissions.allKeys) rules.push({ text: "~*", from: lastOf(texts, /^(?:~\*|allkeys)$/i) });
	for (const key of neededKeys(permissions.keys)) {
		const text = keyText(key);
		const own = texts[key.token] ?? "";
		rules.push({ text: own.length === text.length && own.endsWith(`~${key.pattern}`) ? own : text, from: key.token });
	}
	if (dialect.channels) {
		const lastReset = lastOf(texts, /^reset$/i);
		const said = lastOf(texts, /^(?:&\*|allchannels|resetchannels)$/i);
		const isDefault = permissions.allChannels === (world.channelsByDefault === "all");
		const isNeeded = permissions.channels.length > 0 ? world.channelsByDefault === "all" : !isDefault;
		if (said > lastReset && (isNeeded || channelsByDefault === "unknown")) {
			rules.push({ text: permissions.allChannels ? "&*" : "resetchannels", from: said });
		}
		for (const { pattern, token } of permissions.channels) rules.push({ text: `&${pattern}`, from: token });
	}
	const { databases } = permissions;
	if (databases !== undefined && databases !== "all") {
		rules.push(
			databases.length === 0
				? { text: "resetdbs", from: lastOf(texts, /^resetdbs$/i) }
				: { text: `db=${databases.join(",")}`, from: lastOf(texts, /^db=/i) },
		);
	}
	return rules;
}

/** Each rule where it stood. */
function inOldOrder(rules: readonly WrittenRule[]): WrittenRule[] {
	return [...rules].sort((a, b) => (a.from ?? Number.POSITIVE_INFINITY) - (b.from ?? Number.POSITIVE_INFINITY));
}

/** The rules about commands in the order that they need, at the places where rules about commands stood. */
function inNewOrder(others: readonly WrittenRule[], commands: readonly WrittenRule[]): WrittenRule[] {
	const places = commands.flatMap(({ from }) => (from === undefined ? [] : [from])).sort((a, b) => a - b);
	const placed = commands.map((rule, i) => ({ place: places[i] ?? Number.POSITIVE_INFINITY, rule }));
	const rest = others.map((rule) => ({ place: rule.from ?? Number.POSITIVE_INFINITY, rule }));
	return [...rest, ...placed].sort((a, b) => a.place - b.place).map(({ rule }) => rule);
}

function lastOf(texts: readonly string[], pattern: RegExp): number {
	return texts.findLastIndex((text) => pattern.test(text));
}
