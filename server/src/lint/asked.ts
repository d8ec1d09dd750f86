// lint: which rules a run asks, and in which order. Worked out once for each list of rules.
import { isRelease } from "../knowledge/release";
import type { ServerModel } from "../model/server";
import type { FileKind } from "../model/types";
import type { Rule, SubjectName } from "../rules/define";
import type { LintSettings } from "./types";

/** In the order of the list. Rules about passwords are among those about the whole and about users. */
export interface AskedRules {
	/** About the whole server. */
	readonly whole: readonly Rule[];
	/** About what of it was found before, if anything was. */
	readonly problems: readonly Rule[];
	/** About one user after the other. */
	readonly users: readonly Rule[];
	/** About comments: which of them silence nothing is known at the end. */
	readonly comments: readonly Rule[];
}

/** The rules that may speak of a server of this kind and release with these settings. */
export function askedRules({ kind, world }: ServerModel, rules: readonly Rule[], settings: LintSettings): AskedRules {
	const known = byRun.get(rules) ?? new Map<string, AskedRules>();
	byRun.set(rules, known);
	const { profile } = settings;
	const key = `${kind} ${profile} ${world.release.id}`;
	let asked = known.get(key);
	if (asked === undefined) {
		asked = byTurn(
			rules.filter(({ releases, severity }) => severity[profile] !== "off" && isRelease(world.release, releases)),
			kind,
		);
		known.set(key, asked);
	}
	return withoutOff(asked, settings.rules);
}

/** Whether a run over a root of this kind asks the rule at all. */
export function isAskedOf(kind: FileKind, rule: Rule): boolean {
	return Object.values(byTurn([rule], kind)).some((turn: readonly Rule[]) => turn.length > 0);
}

/** By kind, profile and release, of which there are few. */
const byRun = new WeakMap<readonly Rule[], Map<string, AskedRules>>();

function byTurn(rules: readonly Rule[], kind: ServerModel["kind"]): AskedRules {
	return {
		whole: rules.filter(({ subject }) => ASKED_WHOLE[subject].includes(kind)),
		problems: rules.filter(({ subject }) => subject === "problem"),
		users: rules.filter(({ subject }) => subject === "password" || (subject === "user" && kind !== "sentinel")),
		comments: rules.filter(({ subject }) => subject === "comment"),
	};
}

/** Of which kinds of roots a rule is asked as a whole. An ACL file that stands alone encrypts nothing, and holds no passwords but those of users. */
const ASKED_WHOLE: Readonly<Record<SubjectName, readonly FileKind[]>> = {
	server: ["config", "acl"],
	config: ["config"],
	sentinel: ["sentinel"],
	tls: ["config", "sentinel"],
	password: ["config", "sentinel"],
	problem: [],
	user: [],
	comment: [],
};

function withoutOff(asked: AskedRules, chosen: LintSettings["rules"]): AskedRules {
	if (!Object.values(chosen).includes("off")) return asked;
	const isOn = ({ id }: Rule) => chosen[id] !== "off";
	const { comments, problems, users, whole } = asked;
	return { whole: whole.filter(isOn), problems: problems.filter(isOn), users: users.filter(isOn), comments: comments.filter(isOn) };
}
