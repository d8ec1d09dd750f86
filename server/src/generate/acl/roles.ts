// generate/acl: what clients of a kind need, and a user limited to that. Nothing is ever granted that the user may not do already.
import type { Bits } from "../../model/acl/bits";
import type { AclEvaluator } from "../../model/acl/evaluate";
import type { AclToken, Permissions, UserState } from "../../model/acl/types";
import { bitsOf, exactly, isCommandRule, type WrittenRule } from "./commandRules";
import { type Budget, COVER_BUDGET } from "./cover";

export type Role = "read-only" | "application" | "worker";

const COMMON = "+@connection +@transaction";
const READ_AND_WRITE = `+@read +@write ${COMMON} +@pubsub -@scripting -@dangerous +info`;

/** Opinions: INFO is asked for by many client libraries when they connect; scripts are what job queues are made of. */
const ROLES: Readonly<Record<Role, string>> = {
	"read-only": `+@read ${COMMON} -@scripting -@dangerous +info`,
	application: READ_AND_WRITE,
	worker: `${READ_AND_WRITE} +eval +evalsha +eval_ro +evalsha_ro +script|load +script|exists +client|list`,
};

const IN_A_CLUSTER = "+cluster|slots +cluster|shards +cluster|nodes +cluster|info +cluster|myid +cluster|keyslot";

export interface RoleOptions {
	/** Clients of a cluster ask where the slots are. */
	readonly cluster: "yes" | "no";
}

/**
 * The user's rules with those about commands, in selectors too, limited to the role. Undefined where nothing would change, for users with a
 * rule that is refused, and where the result would not be exactly what it should be.
 */
export function limitedTo(
	role: Role,
	tokens: readonly AclToken[],
	state: UserState,
	evaluator: AclEvaluator,
	options: RoleOptions,
): WrittenRule[] | undefined {
	if (state.errors.length > 0) return undefined;
	const limit = new Limit(roleRules(role, evaluator, options), evaluator);
	const rules = limit.user(tokens, state);
	if (rules === undefined || !limit.isReached(rules, state)) return undefined;
	return rules.every(({ text }, i) => text === tokens[i]?.text) && rules.length === tokens.length ? undefined : rules;
}

/** The rules of a role that the release knows. */
export function roleRules(role: Role, { rules, dialect }: AclEvaluator, { cluster }: RoleOptions): string[] {
	const all = `${ROLES[role]}${cluster === "yes" ? ` ${IN_A_CLUSTER}` : ""}`.split(" ");
	return all.filter(
		(rule) =>
			rules.meant(rule) !== undefined || (!dialect.selectors && rule.includes("|") && rules.find(rule.slice(1).split("|")[0] ?? "")),
	);
}

class Limit {
	private readonly budget: Budget = { left: COVER_BUDGET };
	private readonly bits: Bits;
	private readonly firstArguments: Permissions["firstArguments"];

	constructor(
		private readonly role: readonly string[],
		private readonly evaluator: AclEvaluator,
	) {
		const { root } = evaluator.evaluate(["-@all", ...role]);
		this.bits = bitsOf(root.commands, evaluator.world.commands.all().length);
		this.firstArguments = root.firstArguments;
	}

	user(tokens: readonly AclToken[], state: UserState): WrittenRule[] | undefined {
		const texts = tokens.map(({ text }) => text);
		const root = this.list(texts, state.root);
		if (root === undefined) return undefined;
		const written = tokens.map((token, from): WrittenRule => {
			const selector = state.selectors.find((one) => one.token === from);
			return { text: selector === undefined ? token.text : this.selector(token, selector), from };
		});
		const lastReset = texts.findLastIndex((text) => /^reset$/i.test(text));
		const place = texts.findIndex((text, i) => i > lastReset && isCommandRule(text));
		const at = place === -1 ? Math.max(lastReset + 1, 0) : place;
		const others = (rule: WrittenRule) => !isCommandRule(rule.text);
		return [...written.slice(0, at).filter(others), ...root, ...written.slice(at).filter(others)];
	}

	/** Whether the rules lead to just what the role and the user have in common, and leave everything else as it was. */
	isReached(rules: readonly WrittenRule[], before: UserState): boolean {
		const after = this.evaluator.evaluate(rules.map(({ text }) => text));
		const sets = [before.root, ...before.selectors];
		const limited = [after.root, ...after.selectors];
		return (
			after.errors.length === 0 &&
			sets.length === limited.length &&
			sets.every((permissions, i) => {
				const set = limited[i] as Permissions;
				const wanted = this.wanted(permissions);
				const count = this.evaluator.world.commands.all().length;
				return bitsOf(set.commands, count).equals(wanted.commands) && !set.futureCommands && set.allKeys === permissions.allKeys;
			})
		);
	}

	private selector(token: AclToken, permissions: Permissions): string {
		const inner = (token.inner ?? []).map(({ text }) => text);
		const list = /["'\\]/.test(token.text) ? undefined : this.list(inner, permissions);
		if (list === undefined) return token.text;
		return `(${[...inner.filter((text) => !isCommandRule(text)), ...list.map(({ text }) => text)].join(" ")})`;
	}

	/** `-@all`, then the fewest of the role's rules, the person's own and those about single commands. */
	private list(rules: readonly string[], permissions: Permissions): WrittenRule[] | undefined {
		const wanted = this.wanted(permissions);
		const base = rules.findLastIndex((rule) => /^(?:[+-]@all|allcommands|nocommands|reset)$/i.test(rule));
		const own: WrittenRule[] = rules.flatMap((text, from) => (from > base && isCommandRule(text) ? { text, from } : []));
		const isBroad = /^(?:\+@all|allcommands)$/i.test(rules[base] ?? "");
		const offered = [...own, ...this.role.map((text) => ({ text })), ...this.singles(wanted.commands, isBroad ? undefined : permissions)];
		const list = exactly(offered, wanted, "none", this.evaluator, this.budget);
		if (list === undefined) return undefined;
		return [{ text: "-@all", ...(base !== -1 && { from: base }) }, ...list.rules];
	}

	/** What the role and the user have in common. */
	private wanted({ commands, firstArguments }: Permissions): { commands: Bits; firstArguments: Map<number, readonly string[]> } {
		const count = this.evaluator.world.commands.all().length;
		const current = bitsOf(commands, count);
		const common = new Map<number, readonly string[]>();
		for (const [index, values] of firstArguments) if (this.bits.has(index) && !current.has(index)) common.set(index, values);
		for (const [index, values] of this.firstArguments) {
			const own = firstArguments.get(index) ?? [];
			const both = current.has(index) ? values : values.filter((value) => own.includes(value));
			if (!this.bits.has(index) && both.length > 0) common.set(index, both);
		}
		return { commands: current.and(this.bits), firstArguments: common };
	}

	/** Rules about single commands with which the target can always be reached: behind the rules of the role, or behind the person's own. */
	private singles(wanted: Bits, own: Permissions | undefined): WrittenRule[] {
		const { commands } = this.evaluator.world;
		const behindRole = this.bits.without(wanted);
		const behindOwn = own && bitsOf(own.commands, commands.all().length).without(wanted);
		const surplus = behindOwn && behindOwn.size < behindRole.size ? behindOwn : behindRole;
		const taken = commands.all().filter(({ index }) => surplus.has(index));
		const given = taken
			.flatMap(({ subcommands }) => subcommands.flatMap((name) => commands.find(name) ?? []))
			.filter(({ index }) => wanted.has(index));
		return [...taken.map(({ name }) => ({ text: `-${name}` })), ...given.map(({ name }) => ({ text: `+${name}` }))];
	}
}
