// lint: what is said where so much was found that the rest is left out.
import { english, say } from "../base/say";
import type { Finding, ShownFinding } from "./types";

/** Of a rule, or of a rule on one line. */
export const LEFT_OUT = say`There are more of these, which are left out.`;

/** Findings about the users of one server, after which no more users are asked. */
export const MOST_ABOUT_USERS = 100_000;

const UNASKED = say`So much is wrong with the users up to this line that those after it are not looked at. Correct these first.`;

/** Stands beside the last finding about users. */
export function usersLeftOut({ at, rule, severity }: ShownFinding): Finding {
	return { rule, severity, at, message: english(UNASKED), words: UNASKED, related: [], fixes: [] };
}
