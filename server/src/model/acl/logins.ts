// model/acl: who besides `default` there is. Asked of the whole census, and not asked again of users who stay as they are.
import { BY_KIND, type Census, KnownAnswers, type UserSelection } from "./census";
import type { UserState } from "./types";

/** Users other than `default` who are on; none where the users are not known. */
export function othersOn(census: Census | undefined): UserSelection {
	return census?.where(({ name, state }) => name !== "default" && state.enabled, on, BY_KIND) ?? [];
}

/** Users other than `default` who can log in. */
export function othersWhoLogIn(census: Census | undefined): UserSelection {
	return census?.where(({ name, state }) => name !== "default" && canLogIn(state), loggingIn, BY_KIND) ?? [];
}

/** On, and with a password or in need of none. */
export function canLogIn({ enabled, nopass, passwords }: UserState): boolean {
	return enabled && (nopass || passwords.length > 0);
}

const on = new KnownAnswers();
const loggingIn = new KnownAnswers();
