// webviews: the words of the table of permissions.
import type { Cell, Command, Matrix, Rule, User } from "./messages";

export interface Explained {
	/** "app may run FLUSHALL". */
	readonly answer: string;
	/** "granted by", before the rule; the whole reason where there is none. */
	readonly reason: string;
	readonly rule?: Rule;
}

export function explain(user: User, command: Command, cell: Cell, rule: Rule | undefined): Explained {
	const { name } = user;
	if (command.note === "gone") return { answer: `Nobody may run ${command.name}`, reason: "rename-command takes it away" };
	if (command.note === "free") return { answer: `${name} may run ${command.name}`, reason: "it needs no permission" };
	const off = user.login === "off" ? " (the user is off)" : user.login === "no-password" ? " (without a password nobody gets in)" : "";
	const answer = `${name} ${ANSWERS[cell]} ${command.name}${cell === "a" ? " with some first arguments only" : ""}${cell === "s" ? " by a selector, with its keys" : ""}${off}`;
	if (rule === undefined) return { answer, reason: cell === "n" ? "no rule grants it" : "by default" };
	return { answer, reason: cell === "n" ? "taken away by" : "granted by", rule };
}

const ANSWERS: Readonly<Record<Cell, string>> = { y: "may run", s: "may run", a: "may run", n: "may not run" };

/** All of it in one sentence, for screen readers. */
export function spoken({ answer, reason, rule }: Explained): string {
	return `${answer}: ${reason}${rule ? ` ${ruleWords(rule)}` : ""}`;
}

export function ruleWords({ text, selector }: Rule): string {
	return selector === undefined ? text : `${text} in the selector ${selector}`;
}

/** "187 commands, keys app:*, with a password". */
export function userWords(user: User, total: number): string {
	const list = (what: string, patterns: readonly string[] | undefined) =>
		patterns === undefined ? `all ${what}` : patterns.length === 0 ? `no ${what}` : `${what} ${inShort(patterns)}`;
	return [`${user.allowed} of ${total} commands`, list("keys", user.keys), list("channels", user.channels), LOGINS[user.login]].join(" · ");
}

function inShort(patterns: readonly string[]): string {
	return patterns.length > 4 ? `${patterns.slice(0, 4).join(", ")} and ${patterns.length - 4} more` : patterns.join(", ");
}

const LOGINS: Readonly<Record<User["login"], string>> = {
	off: "off",
	"no-password": "no password, so nobody gets in",
	nopass: "needs no password",
	password: "with a password",
};

export function commandWords({ categories, note }: Command): string {
	const parts = categories.map((name) => `@${name}`).join(" ") || "in no category, so no rule about categories is about it";
	const notes = { free: "needs no permission", gone: "taken away by rename-command", renamed: "renamed by rename-command" };
	return note === undefined ? parts : `${parts} · ${notes[note]}`;
}

/** "97 of 365 commands · 12 users · Redis 7.4". */
export function countWords(matrix: Matrix, commands: number, users: number): string {
	const { length: total } = matrix.commands;
	const rows = commands === total ? `${total} commands` : `${commands} of ${total} commands`;
	const columns = users === matrix.totalUsers ? `${users} ${users === 1 ? "user" : "users"}` : `${users} of ${matrix.totalUsers} users`;
	return `${rows} · ${columns}`;
}
