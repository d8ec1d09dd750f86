// generate/acl: everything that can be made of one user's rules on request, each with a title that names its price.
import { listedWithAnd, say, type Words } from "../../base/say";
import type { Edit } from "../../base/span";
import type { AclEvaluator } from "../../model/acl/evaluate";
import type { UserState } from "../../model/acl/types";
import { allowedCommands, commandName } from "../../rules/shared/aclWords";
import type { ClientLoss } from "../../rules/shared/clientNeeds";
import type { WrittenRule } from "./commandRules";
import { withoutDangerous } from "./dangerous";
import { fewestCommands } from "./fewest";
import { limitedTo, type Role } from "./roles";
import { isShorter, type ShortestOptions, shortestUser } from "./shortest";
import { type UserOnLine, writeRules } from "./writeUser";

export type RewriteId = "shortest" | "fewest" | Role | "without-dangerous" | "without-dangerous-for-clients";

export interface Rewrite {
	readonly id: RewriteId;
	readonly title: Words;
	/** Computed when it is wanted. */
	edit(): Edit | undefined;
}

export interface RewriteOptions {
	readonly state: UserState;
	readonly evaluator: AclEvaluator;
	readonly channelsByDefault: ShortestOptions["channelsByDefault"];
	/** Clients of a cluster need a few commands more. */
	readonly cluster: "yes" | "no";
	/** May do everything by the person's own settings, so nothing is taken away. */
	readonly administrator: "yes" | "no";
}

/** In the order in which they are to be offered. None for a user with a rule that is refused. */
export function rewritesOf(user: UserOnLine, options: RewriteOptions): Rewrite[] {
	if (options.state.errors.length > 0) return [];
	const less =
		options.administrator === "yes" ? [] : [...ROLES.flatMap((role) => limiting(role, user, options)), ...takingAway(user, options)];
	return [...shortening(user, options), ...less];
}

const ROLES: readonly Role[] = ["read-only", "application", "worker"];

function shortening(user: UserOnLine, options: RewriteOptions): Rewrite[] {
	const { state, evaluator, channelsByDefault } = options;
	const { tokens } = user;
	const own = shortestUser(tokens, state, evaluator, { channelsByDefault });
	const commands = (rules: readonly string[], permissions: UserState["root"], budget: { left: number }) =>
		fewestCommands(rules, permissions, evaluator, budget);
	const any = shortestUser(tokens, state, evaluator, { channelsByDefault, commands });
	const offers: Rewrite[] = [];
	if (own && isShorter(own.rules, tokens)) {
		const title =
			own.rules.length < tokens.length
				? own.rules.length === 1
					? say`Write the same permissions in 1 rule instead of ${tokens.length}`
					: say`Write the same permissions in ${own.rules.length} rules instead of ${tokens.length}`
				: say`Write the same permissions shorter`;
		offers.push(offer("shortest", title, user, own.rules));
	}
	if (any && any.rules.length < (own?.rules.length ?? tokens.length)) {
		const release = `${evaluator.dialect.release.product === "redis" ? "Redis" : "Valkey"} ${evaluator.dialect.release.line}`;
		const title =
			any.rules.length === 1
				? say`Write them in 1 rule, with categories and lists of commands exchanged (the same in ${release} only)`
				: say`Write them in ${any.rules.length} rules, with categories and lists of commands exchanged (the same in ${release} only)`;
		offers.push(offer("fewest", title, user, any.rules));
	}
	return offers;
}

function limiting(role: Role, user: UserOnLine, { state, evaluator, cluster }: RewriteOptions): Rewrite[] {
	const written = limitedTo(role, user.tokens, state, evaluator, { cluster });
	if (written === undefined) return [];
	const after = evaluator.evaluate(written.map(({ text }) => text));
	const before = allowedCommands(state, evaluator.world);
	const left = allowedCommands(after, evaluator.world).length;
	const taken = before.length - left;
	// A user to whom nothing is left was made for something else.
	if (left === 0 || (taken === 0 && !state.root.futureCommands)) return [];
	return [offer(role, say`Keep only what ${WHO[role]} needs (takes ${taken} of ${before.length} commands away)`, user, written)];
}

const WHO: Readonly<Record<Role, Words>> = {
	"read-only": say`a read-only client`,
	application: say`an application that reads and writes`,
	worker: say`a worker of a job queue, scripts included,`,
};

function takingAway(user: UserOnLine, { state, evaluator }: RewriteOptions): Rewrite[] {
	const all = withoutDangerous("nothing", user.tokens, state, evaluator);
	if (all === undefined) return [];
	const offers = [
		offer(
			"without-dangerous",
			all.taken === 1
				? say`Take away the dangerous command${price(all.losses)}`
				: say`Take away the ${all.taken} dangerous commands${price(all.losses)}`,
			user,
			all.rules,
		),
	];
	const most = withoutDangerous("for-clients", user.tokens, state, evaluator);
	const kept = most?.rules.slice(user.tokens.length).filter(({ text }) => text.startsWith("+")) ?? [];
	if (most && kept.length > 0) {
		const names = listedWithAnd(kept.map(({ text }) => commandName(text.slice(1))));
		offers.push(
			offer("without-dangerous-for-clients", say`Take away the dangerous commands but ${names}${price(most.losses)}`, user, most.rules),
		);
	}
	return offers;
}

/** " (Sidekiq, BullMQ and 3 more lose something that they use)". The hover on `-@dangerous` says what. */
function price(losses: readonly ClientLoss[]): Words {
	const clients = [...new Set(losses.map(({ client }) => client))];
	if (clients.length === 0) return "";
	const names = listedWithAnd(clients.length > 3 ? [...clients.slice(0, 2), say`${clients.length - 2} more`] : clients);
	return clients.length === 1 ? say` (${names} loses something)` : say` (${names} lose something)`;
}

function offer(id: RewriteId, title: Words, user: UserOnLine, written: readonly WrittenRule[]): Rewrite {
	return { id, title, edit: () => writeRules(user, written) };
}
