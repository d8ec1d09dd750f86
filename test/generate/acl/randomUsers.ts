// generate/acl: evaluators of all releases, random users whose every rule is accepted, and their shortest form.
import fc from "fast-check";
import { type ShortestOptions, shortestUser } from "../../../server/src/generate/acl/shortest";
import { allReleases } from "../../../server/src/knowledge/release";
import { type AclEvaluator, createAclEvaluator } from "../../../server/src/model/acl/evaluate";
import { rulesOfArguments } from "../../../server/src/model/acl/tokens";
import type { AclToken, UserState } from "../../../server/src/model/acl/types";
import { ruleWords } from "../../conformance/aclArbitraries";
import { knowledge } from "../../support/knowledge";

export interface RandomUser {
	/** The arguments of ACL SETUSER after the name. */
	readonly words: readonly string[];
	readonly tokens: readonly AclToken[];
	readonly state: UserState;
}

/** One for each release, and one for a release in which the other default for channels is set. */
export const EVALUATORS: readonly (readonly [string, AclEvaluator])[] = [
	...allReleases().map((release) => [release.id, evaluatorOf(release.id)] as const),
	["redis-7.4 with acl-pubsub-default allchannels", evaluatorOf("redis-7.4", "all")],
];

export function evaluatorOf(id: string, channels?: "all" | "none"): AclEvaluator {
	const release = allReleases().find((one) => one.id === id);
	if (release === undefined) throw new Error(`no release ${id}`);
	const usual = id === "redis-6.0" || id === "redis-6.2" ? "all" : "none";
	return createAclEvaluator({
		commands: knowledge.commands(release),
		release,
		channelsByDefault: channels ?? usual,
		renamed: new Map(),
	});
}

export function userOf(words: readonly string[], evaluator: AclEvaluator): RandomUser {
	const { tokens } = rulesOfArguments(words, evaluator.dialect);
	return { words, tokens, state: evaluator.evaluate(tokens.map(({ text }) => text)) };
}

/** Rules that are refused are left out. */
export function randomUser(evaluator: AclEvaluator): fc.Arbitrary<RandomUser> {
	return fc.oneof(ruleWords(evaluator.world.commands, evaluator.dialect), commandRules(evaluator)).map((words) => {
		let user = userOf(words, evaluator);
		while (user.state.errors.length > 0) {
			const refused = new Set(user.state.errors.map(({ token }) => token));
			user = userOf(
				user.tokens.filter((_, i) => !refused.has(i)).map(({ text }) => text),
				evaluator,
			);
		}
		return user;
	});
}

/** Rules about commands that have much to do with each other: a few categories, and members of them. */
export function commandRules({ world }: AclEvaluator, most = 14): fc.Arbitrary<string[]> {
	const { commands } = world;
	const category = fc.constantFrom("read", "write", "dangerous", "admin", "keyspace", "fast", "string", "set", "connection");
	const near = commands.all().filter(({ categories }) => categories.includes("string") || categories.includes("dangerous"));
	const rule = fc.oneof(
		category.map((name) => `@${name}`),
		fc.constantFrom(...near).map(({ name }) => (commands.hasSubcommands ? name : (name.split("|")[0] as string))),
		fc.constantFrom("config", "client", "get", "set", "flushall", "keys"),
	);
	const signed = fc.tuple(fc.constantFrom("+", "-"), rule).map((parts) => parts.join(""));
	const base = fc.constantFrom("+@all", "-@all", "allcommands", "");
	const list = fc.constantFrom("+", "-").map((sign) => ["multi", "exec", "discard", "watch", "unwatch"].map((name) => sign + name));
	const some = fc.oneof({ weight: 12, arbitrary: signed.map((one) => [one]) }, { weight: most > 10 ? 1 : 0, arbitrary: list });
	return fc.tuple(base, fc.array(some, { maxLength: most })).map(([first, rest]) => [first, ...rest.flat()].filter((word) => word !== ""));
}

/** The shortest form of rules in which each stands by itself, such as the arguments of ACL SETUSER. */
export function shortestRules(words: readonly string[], evaluator: AclEvaluator, options: ShortestOptions) {
	const { tokens } = rulesOfArguments(words, evaluator.dialect);
	return shortestUser(tokens, evaluator.evaluate(tokens.map(({ text }) => text)), evaluator, options);
}
