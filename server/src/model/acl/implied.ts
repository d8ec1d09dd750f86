// model/acl: the user `default` where no line names it.
import type { AclEvaluator } from "./evaluate";
import type { AclUser, UserState } from "./types";

/** On, with everything allowed; without a password unless requirepass gives one. Its state names no token (-1), since no rule stands anywhere. */
export function impliedDefault(
	evaluator: AclEvaluator,
	at: { readonly file: string; readonly line: number },
	requirepass?: string,
): AclUser {
	return { name: "default", source: "implied", file: at.file, line: at.line, tokens: [], state: stateOf(evaluator, requirepass) };
}

function stateOf(evaluator: AclEvaluator, requirepass: string | undefined): UserState {
	if (requirepass) return evaluated(evaluator, `>${requirepass}`);
	const state = withoutPassword.get(evaluator) ?? evaluated(evaluator, "nopass");
	withoutPassword.set(evaluator, state);
	return state;
}

const withoutPassword = new WeakMap<AclEvaluator, UserState>();

function evaluated(evaluator: AclEvaluator, login: string): UserState {
	const state = evaluator.evaluate(["allkeys", ...(evaluator.dialect.channels ? ["allchannels"] : []), "+@all", "on", login]);
	const { trail, ...root } = state.root;
	return { ...state, passwords: state.passwords.map((password) => new ImpliedPassword(password)), root };
}

/** Its hash costs time. */
class ImpliedPassword implements Password {
	readonly clearText = true;
	readonly token = -1;

	constructor(private readonly password: Password) {}

	get hash(): string {
		return this.password.hash;
	}
}

type Password = UserState["passwords"][number];
