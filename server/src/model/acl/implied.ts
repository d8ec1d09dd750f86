// model/acl: the user `default` where no line names it.
import type { AclEvaluator } from "./evaluate";
import type { AclUser } from "./types";

/** On, with everything allowed; without a password unless requirepass gives one. Its state names no token (-1), since no rule stands anywhere. */
export function impliedDefault(
	evaluator: AclEvaluator,
	at: { readonly file: string; readonly line: number },
	requirepass?: string,
): AclUser {
	const login = requirepass ? `>${requirepass}` : "nopass";
	const state = evaluator.evaluate(["allkeys", ...(evaluator.dialect.channels ? ["allchannels"] : []), "+@all", "on", login]);
	const { trail, ...root } = state.root;
	return {
		name: "default",
		source: "implied",
		file: at.file,
		line: at.line,
		tokens: [],
		state: {
			...state,
			passwords: state.passwords.map((password) => ({
				get hash() {
					return password.hash;
				},
				clearText: true,
				token: -1,
			})),
			root,
		},
	};
}
