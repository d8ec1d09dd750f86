// generate/acl: the dangerous commands taken away from a user, all of them or those that client libraries do not need.
import type { Command } from "../../knowledge/types";
import type { AclEvaluator } from "../../model/acl/evaluate";
import type { AclToken, Permissions, UserState } from "../../model/acl/types";
import { type ClientLoss, lossesWithout } from "../../rules/shared/clientNeeds";
import type { WrittenRule } from "./commandRules";

export interface WithoutDangerous {
	readonly rules: readonly WrittenRule[];
	/** What popular clients lose by it. */
	readonly losses: readonly ClientLoss[];
	/** How many commands the user loses. */
	readonly taken: number;
}

/** What client libraries and job queues ask for when they connect or show themselves; it tells about the server and its clients, and changes nothing. */
const FOR_CLIENTS: readonly string[] = ["info", "client|list", "role"];

/**
 * The same rules with `-@dangerous` at the end, of selectors too, and behind it what is to stay. Undefined for users who may run nothing of
 * that category, and for those with a rule that is refused.
 */
export function withoutDangerous(
	keep: "nothing" | "for-clients",
	tokens: readonly AclToken[],
	state: UserState,
	evaluator: AclEvaluator,
): WithoutDangerous | undefined {
	if (state.errors.length > 0) return undefined;
	const category = evaluator.rules.meant("-@dangerous");
	if (category === undefined) return undefined;
	const { commands } = evaluator.world;
	const members = commands.all().filter(({ index }) => category.has(index));
	const kept = (permissions: Permissions) => (keep === "nothing" ? [] : keptRules(permissions, evaluator));
	const hasAny = (permissions: Permissions) =>
		members.some(({ index }) => permissions.commands.has(index)) ||
		[...permissions.firstArguments.keys()].some((index) => category.has(index));
	const rules = tokens.map((token, from): WrittenRule => {
		const selector = state.selectors.find((one) => one.token === from);
		if (selector === undefined || !hasAny(selector)) return { text: token.text, from };
		return { text: `${token.text.slice(0, -1)} ${["-@dangerous", ...kept(selector)].join(" ")})`, from };
	});
	if (hasAny(state.root)) for (const text of ["-@dangerous", ...kept(state.root)]) rules.push({ text });
	else if (rules.every(({ text }, i) => text === tokens[i]?.text)) return undefined;
	const after = evaluator.evaluate(rules.map(({ text }) => text));
	if (after.errors.length > 0) return undefined;
	const gone = commands.all().filter((command) => isAllowed(state, command) && !isAllowed(after, command));
	const losses = lossesWithout(gone.filter(({ index }) => !hasFirstArgument(after, index)));
	return { rules, losses, taken: gone.filter(({ subcommands }) => subcommands.length === 0).length };
}

/** Only what the user may run now. */
function keptRules({ commands, firstArguments }: Permissions, { world, dialect }: AclEvaluator): string[] {
	return FOR_CLIENTS.flatMap((name) => {
		const [container = name, argument] = name.split("|");
		const command = world.commands.find(dialect.selectors ? name : container);
		if (command === undefined) return [];
		const isWhole = commands.has(command.index);
		return isWhole || (argument !== undefined && firstArguments.get(command.index)?.includes(argument)) ? [`+${name}`] : [];
	});
}

function isAllowed(state: UserState, { index }: Command): boolean {
	return [state.root, ...state.selectors].some(({ commands }) => commands.has(index));
}

function hasFirstArgument(state: UserState, index: number): boolean {
	return [state.root, ...state.selectors].some(({ firstArguments }) => firstArguments.has(index));
}
