// webviews: the words of the table of permissions. "{0}" and "{1}" stand for values.
import { filled, type Translator } from "../../words";
import type { Cell, Command, Matrix, Rule, User } from "./matrix";

export function permissionWords(l10n: Translator) {
	return {
		title: l10n.t("Who may do what"),
		shown: l10n.t("What is shown"),
		findCommand: l10n.t("Find a command"),
		category: l10n.t("Category"),
		anyCategory: l10n.t("Any category"),
		onlyDangerous: l10n.t("Only dangerous"),
		findUser: l10n.t("Find a user"),
		first: l10n.t("Compare this user"),
		second: l10n.t("Compare with this user"),
		compare: l10n.t("Compare …"),
		with: l10n.t("… with"),
		saveMarkdown: l10n.t("Save as Markdown"),
		saveCsv: l10n.t("Save as CSV"),
		everything: l10n.t("Show everything"),
		table: l10n.t("Users and what they may run"),
		command: l10n.t("Command"),
		noCommand: l10n.t("No command fits."),
		noUser: l10n.t("No user fits."),
		same: l10n.t("{0} and {1} may run the same of these commands."),
		goThere: l10n.t("Enter or click goes there"),
		legend: {
			allowed: l10n.t("allowed"),
			dangerous: l10n.t("allowed and dangerous"),
			selector: l10n.t("by a selector, with its keys"),
			arguments: l10n.t("with some arguments"),
			not: l10n.t("not allowed"),
		},
		/** Behind a name, for screen readers. */
		behind: {
			dangerous: l10n.t(", dangerous"),
			off: l10n.t(", off"),
			locked: l10n.t(", cannot log in"),
		},
		answers: {
			y: l10n.t("{0} may run {1}"),
			s: l10n.t("{0} may run {1} by a selector, with its keys"),
			a: l10n.t("{0} may run {1} with some first arguments only"),
			n: l10n.t("{0} may not run {1}"),
			gone: l10n.t("Nobody may run {0}"),
		},
		userIsOff: l10n.t("{0} (the user is off)"),
		hasNoPassword: l10n.t("{0} (without a password nobody gets in)"),
		reasons: {
			gone: l10n.t("rename-command takes it away"),
			free: l10n.t("it needs no permission"),
			none: l10n.t("no rule grants it"),
			standard: l10n.t("by default"),
			/** Before the rule. */
			denied: l10n.t("taken away by"),
			granted: l10n.t("granted by"),
		},
		because: l10n.t("{0}: {1}"),
		becauseOf: l10n.t("{0}: {1} {2}"),
		inSelector: l10n.t("{0} in the selector {1}"),
		listed: l10n.t("{0}, {1}"),
		andMore: l10n.t("{0} and {1} more"),
		keys: { all: l10n.t("all keys"), none: l10n.t("no keys"), some: l10n.t("keys {0}") },
		channels: { all: l10n.t("all channels"), none: l10n.t("no channels"), some: l10n.t("channels {0}") },
		logins: {
			off: l10n.t("off"),
			"no-password": l10n.t("no password, so nobody gets in"),
			nopass: l10n.t("needs no password"),
			password: l10n.t("with a password"),
		},
		noCategory: l10n.t("in no category, so no rule about categories is about it"),
		notes: {
			free: l10n.t("needs no permission"),
			gone: l10n.t("taken away by rename-command"),
			renamed: l10n.t("renamed by rename-command"),
		},
		commands: l10n.t("{0} commands"),
		someCommands: l10n.t("{0} of {1} commands"),
		oneUser: l10n.t("1 user"),
		users: l10n.t("{0} users"),
		someUsers: l10n.t("{0} of {1} users"),
	};
}

export type PermissionWords = ReturnType<typeof permissionWords>;

export interface Explained {
	/** "app may run FLUSHALL". */
	readonly answer: string;
	/** "granted by", before the rule; the whole reason where there is none. */
	readonly reason: string;
	readonly rule?: Rule;
}

export function explain(user: User, command: Command, cell: Cell, rule: Rule | undefined, words: PermissionWords): Explained {
	const { answers, reasons } = words;
	if (command.note === "gone") return { answer: filled(answers.gone, command.name), reason: reasons.gone };
	if (command.note === "free") return { answer: filled(answers.y, user.name, command.name), reason: reasons.free };
	const plain = filled(answers[cell], user.name, command.name);
	const outside = user.login === "off" ? words.userIsOff : user.login === "no-password" ? words.hasNoPassword : "{0}";
	const answer = filled(outside, plain);
	if (rule === undefined) return { answer, reason: cell === "n" ? reasons.none : reasons.standard };
	return { answer, reason: cell === "n" ? reasons.denied : reasons.granted, rule };
}

/** All of it in one sentence, for screen readers. */
export function spoken({ answer, reason, rule }: Explained, words: PermissionWords): string {
	return rule ? filled(words.becauseOf, answer, reason, ruleWords(rule, words)) : filled(words.because, answer, reason);
}

export function ruleWords({ text, selector }: Rule, words: PermissionWords): string {
	return selector === undefined ? text : filled(words.inSelector, text, selector);
}

/** "187 of 365 commands · keys app:* · all channels · with a password". */
export function userWords(user: User, total: number, words: PermissionWords): string {
	const list = (what: PermissionWords["keys"], patterns: readonly string[] | undefined) =>
		patterns === undefined ? what.all : patterns.length === 0 ? what.none : filled(what.some, inShort(patterns, words));
	const { keys, channels, logins, someCommands } = words;
	return [filled(someCommands, user.allowed, total), list(keys, user.keys), list(channels, user.channels), logins[user.login]].join(" · ");
}

function inShort(patterns: readonly string[], words: PermissionWords): string {
	const first = patterns.slice(0, 4).reduce((before, next) => filled(words.listed, before, next));
	return patterns.length > 4 ? filled(words.andMore, first, patterns.length - 4) : first;
}

export function commandWords({ categories, note }: Command, words: PermissionWords): string {
	const parts = categories.map((name) => `@${name}`).join(" ") || words.noCategory;
	return note === undefined ? parts : `${parts} · ${words.notes[note]}`;
}

/** "97 of 365 commands · 12 users". */
export function countWords(matrix: Matrix, commands: number, users: number, words: PermissionWords): string {
	const { length: total } = matrix.commands;
	const rows = commands === total ? filled(words.commands, total) : filled(words.someCommands, commands, total);
	const all = users === 1 ? words.oneUser : filled(words.users, users);
	return `${rows} · ${users === matrix.totalUsers ? all : filled(words.someUsers, users, matrix.totalUsers)}`;
}
