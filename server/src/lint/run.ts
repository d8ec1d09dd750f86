// lint: the run over one root. Rules report, this file gives severity, place and suppression, and puts findings in order.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { english, sentences } from "../base/say";
import type { Place } from "../base/span";
import { MANY, type Steps } from "../base/steps";
import { wildcardMatcher } from "../base/wildcard";
import { type Alike, alikeBut, type Census, type KnownAnswers, type UserSelection } from "../model/acl/census";
import type { AclUser } from "../model/acl/types";
import { settingPasswordsOf } from "../model/passwords";
import { anchorOf } from "../model/placement";
import type { ServerModel } from "../model/server";
import { tlsOf } from "../model/tls/evaluate";
import type { Problem } from "../model/types";
import { type Fix, type Report, type Rule, type RuleContext, SEVERITIES, type Severity, type SeverityByReach } from "../rules/define";
import { holdsNul } from "../syntax/blocks";
import { askedRules } from "./asked";
import { commentWords } from "./commentWords";
import { type Ground, type Grounds, groundsOf } from "./ground";
import { LEFT_OUT, withShortNames } from "./leftOut";
import { maskFindings } from "./maskFindings";
import { readSuppressions, type Suppressions } from "./suppress";
import { type LoudBlock, Survey } from "./survey";
import type { Finding, FoundFix, LintSettings, LintTools, ShownFinding } from "./types";
import { UserRun } from "./users";

/** All findings of one root in all its files, in order of place. See `survey`. */
export function* lint(
	server: ServerModel,
	rules: readonly Rule[],
	settings: LintSettings,
	tools: LintTools,
	onError: (rule: string, error: unknown) => void,
): Steps<readonly Finding[]> {
	return (yield* survey(server, rules, settings, tools, onError)).all();
}

/**
 * Runs the rules over one root and all its files. Yields between rules and between blocks of users, so that a caller can stop or take a break.
 * A rule that throws does not end the run: its error is handed to `onError`.
 */
export function* survey(
	server: ServerModel,
	rules: readonly Rule[],
	settings: LintSettings,
	tools: LintTools,
	onError: (rule: string, error: unknown) => void,
): Steps<Survey> {
	yield* server.prepare();
	const run = new Run(server, settings, tools, rules, onError);
	const { whole, problems, users, comments } = askedRules(server, rules, settings);
	const rulesOfAStep = server.reading.statements.length > MANY ? 1 : RULES_OF_A_STEP;
	let turn = 0;
	for (const rule of run.hasProblems ? [...whole, ...problems] : whole) {
		run.check(rule);
		if (++turn % rulesOfAStep === 0) yield;
	}
	yield* run.checkUsers(users);
	for (const rule of comments) run.check(rule);
	return run.finish();
}

/** A break costs as much as a rule that has nothing to say about a short file. */
const RULES_OF_A_STEP = 8;

class Run {
	private readonly findings: Finding[] = [];
	private loud: readonly LoudBlock[] = [];
	private readonly suppressions: Suppressions;
	private readonly seen = new Set<string>();
	private readonly asWritten = new Map<string, boolean>();
	private readonly isAdministrator: (name: string) => boolean;
	private readonly alike: Alike;
	private knownGrounds: Grounds | undefined;
	private knownCodes: ReadonlySet<string> | undefined;
	private readonly means: Means;
	private readonly plain: Context;
	/** The line that was spoken of last, and how often one rule did. */
	private crowd: { rule?: Rule; file?: string; line?: number; seen?: Set<string>; count: number } = { count: 0 };

	constructor(
		private readonly server: ServerModel,
		private readonly settings: LintSettings,
		private readonly tools: LintTools,
		private readonly rules: readonly Rule[],
		private readonly onError: (rule: string, error: unknown) => void,
	) {
		this.suppressions = readSuppressions(server, settings);
		this.isAdministrator = administratorsOf(settings);
		this.alike = alikeBut(this.isAdministrator);
		const { alike, isAdministrator, newPassword } = this;
		this.means = { administrators: isAdministrator, alike, newPassword, census: () => server.acl.census };
		this.plain = new Context(this.means, NO_OPTIONS as never);
	}

	/** Where they cannot be found, the rules about them say so. */
	get hasProblems(): boolean {
		try {
			return this.server.problems.length > 0;
		} catch {
			return true;
		}
	}

	/** Runs one rule, but over no users. */
	check(rule: Rule): void {
		try {
			let count = 0;
			for (const report of this.reportsOf(rule)) {
				const isLast = count === MOST_OF_A_RULE - 1;
				const finding = this.findingOf(rule, isLast ? { ...report, message: sentences(report.message, LEFT_OUT) } : report, this.seen);
				if (!finding) continue;
				this.findings.push(finding);
				if (++count === MOST_OF_A_RULE) return;
			}
		} catch (error) {
			this.onError(rule.id, error);
		}
	}

	*checkUsers(rules: readonly Rule[]): Steps<void> {
		const { server } = this;
		const users = new UserRun(
			{
				server,
				ground: this.grounds.users,
				suppressions: this.suppressions,
				contextOf: (rule) => this.context(rule, this.grounds.users),
				findingOf: (rule, report, seen, server) => this.findingOf(rule, report, seen, server),
				alike: this.alike,
				failed: (rule, error) => this.onError(rule.id, error),
			},
			rules,
		);
		const { own, loud } = yield* users.check(this.tools.ready ?? Number.POSITIVE_INFINITY, this.tools.aboutUsers);
		for (const finding of own) this.findings.push(finding);
		this.loud = loud;
	}

	finish(): Survey {
		const order = orderOf(this.rules);
		const rank = ({ rule }: ShownFinding) => order.get(rule) ?? 0;
		const compare = (a: ShownFinding, b: ShownFinding) =>
			a.at.file < b.at.file ? -1 : a.at.file > b.at.file ? 1 : a.at.line - b.at.line || a.at.start - b.at.start || rank(a) - rank(b);
		return new Survey(this.findings, this.loud, compare, (findings) => withShortNames(maskFindings(findings, this.server.acl.census)));
	}

	private reportsOf(rule: Rule): Iterable<Report> {
		const { server } = this;
		if (rule.subject === "problem") return this.reportsOfProblems(rule, rule.codes ?? [rule.id]);
		// What a rule is told of all users is kept, so it is noted what else it asks.
		const ground = rule.asksUsers ? this.grounds.of(rule) : undefined;
		const asked = ground?.server ?? server;
		const context = this.context(rule, ground);
		if (rule.subject === "server" || rule.subject === "config" || rule.subject === "sentinel") return rule.check(asked, context);
		if (rule.subject === "tls") return rule.check({ server: asked, tls: tlsOf(server) }, context);
		if (rule.subject === "password")
			return eachOf(settingPasswordsOf(asked), (password) => rule.check({ server: asked, password }, context));
		if (rule.subject !== "comment") throw new Error(`${rule.id} is about users`);
		return eachOf(commentWords(server, this.suppressions, this.rules, this.settings), (word) => rule.check(word, context));
	}

	/** Most rules have nothing to look at in what is in order. */
	private reportsOfProblems(rule: Rule & { subject: "problem" }, codes: readonly string[]): Iterable<Report> {
		if (!codes.some((code) => this.problemCodes.has(code))) return NOTHING;
		const { server } = this;
		const context = this.context(rule);
		const isTold = ({ at, code }: Problem) => codes.includes(code) && !this.isFull(rule, at);
		return eachOf(server.problems, (problem) => (isTold(problem) ? rule.check({ problem, server }, context) : NOTHING));
	}

	private findingOf(rule: Rule, report: Report, seen: Set<string>, server: ServerModel = this.server): Finding | undefined {
		const at = this.placeOf(report.at);
		if (!at || this.suppressions.covers(rule.id, at)) return undefined;
		// The same thing in a file that is included twice is said once.
		const said = english(report.message);
		const key = `${rule.id} ${at.file} ${at.line} ${at.start} ${said}`;
		if (seen.has(key)) return undefined;
		seen.add(key);
		const room = this.roomOnLine(rule, at, seen);
		if (room === "full") return undefined;
		const words = room === "last" ? sentences(report.message, LEFT_OUT) : report.message;
		const message = room === "last" ? english(words) : said;
		const related = (report.related ?? []).map((other) => ({ at: other.at, message: english(other.message), words: other.message }));
		const fixes = this.isAsWritten(at.file) ? (report.fixes ?? []).map(found) : [];
		return { rule: rule.id, severity: this.severityOf(rule, report, server), message, words, at, related, fixes };
	}

	/** What one rule says of one line comes in one go. */
	private roomOnLine(rule: Rule, { file, line }: Place, seen: Set<string>): "more" | "last" | "full" {
		const { crowd } = this;
		const isSame = crowd.rule === rule && crowd.line === line && crowd.seen === seen && crowd.file === file;
		const count = isSame ? crowd.count + 1 : 1;
		if (isSame) crowd.count = count;
		else this.crowd = { rule, file, line, seen, count };
		return count < MOST_ON_A_LINE ? "more" : count === MOST_ON_A_LINE ? "last" : "full";
	}

	/** Nothing more is said of this line, so nobody needs to look for words. */
	private isFull(rule: Rule, { file, line }: Place): boolean {
		const { crowd } = this;
		return crowd.count >= MOST_ON_A_LINE && crowd.rule === rule && crowd.line === line && crowd.file === file;
	}

	private get problemCodes(): ReadonlySet<string> {
		this.knownCodes ??= new Set(this.server.problems.map(({ code }) => code));
		return this.knownCodes;
	}

	private get grounds(): Grounds {
		this.knownGrounds ??= groundsOf(this.server, this.rules, this.settings);
		return this.knownGrounds;
	}

	/** An ACL file with NUL is read with lines joined, so that the places of rules are not those in the text: nothing can be put right there. */
	private isAsWritten(uri: string): boolean {
		let known = this.asWritten.get(uri);
		if (known === undefined) {
			const file = this.server.snapshot.files.get(uri);
			known = file?.state !== "text" || file.kind !== "acl" || !holdsNul(file.tree);
			this.asWritten.set(uri, known);
		}
		return known;
	}

	private placeOf(at: Report["at"]): Place | undefined {
		if (!("absent" in at)) return at;
		const file = this.server.snapshot.files.get(at.file);
		return file?.state === "text" ? anchorOf(file.tree, at.file, at.absent) : undefined;
	}

	private severityOf(rule: Rule, report: Report, server: ServerModel): Severity {
		const chosen = this.settings.rules[rule.id];
		if (chosen !== undefined && chosen !== "off") return chosen;
		const byReach = rule.severity[this.settings.profile] as SeverityByReach;
		const reach = () => report.reach ?? (server.exposure.network || server.exposure.uncertain ? "network" : "local");
		const own = typeof byReach === "string" ? byReach : byReach[reach()];
		return gravestOf(lightestOf(own, report.severity ?? own), report.atLeast ?? "hint");
	}

	private readonly newPassword = (user: string) => newPassword(`${this.tools.seed}\n${this.server.snapshot.root}\n${user}`);

	/** Most rules have no options and ask nothing of all users: they share one. */
	private context(rule: Rule, ground?: Ground): RuleContext<never> {
		const chosen = this.settings.options[rule.id];
		if (!chosen && !rule.options && !rule.asksUsers) return this.plain;
		const options: object = chosen ? { ...(rule.options as object | undefined), ...chosen } : (rule.options ?? NO_OPTIONS);
		return new Context(this.means, options as never, (question) => ground?.answers(`${rule.id} ${question}`));
	}
}

/** What all rules of a run may use. */
interface Means extends Pick<RuleContext<never>, "administrators" | "newPassword"> {
	readonly census: () => Census | undefined;
	readonly alike: Alike;
}

class Context implements RuleContext<never> {
	readonly administrators: RuleContext<never>["administrators"];
	readonly newPassword: RuleContext<never>["newPassword"];
	readonly sha256 = hexOfSha256;

	/** @param answers what is known of a question about all users. */
	constructor(
		private readonly means: Means,
		readonly options: never,
		private readonly answers?: (question: string) => KnownAnswers | undefined,
	) {
		this.administrators = means.administrators;
		this.newPassword = means.newPassword;
	}

	usersWhere(holds: (user: AclUser) => boolean, question = ""): UserSelection {
		return this.means.census()?.where(holds, this.answers?.(question)) ?? [];
	}

	usersOfKindsWhere(holds: (user: AclUser) => boolean, question = ""): UserSelection {
		return this.means.census()?.where(holds, this.answers?.(question), this.means.alike) ?? [];
	}
}

function administratorsOf({ administrators }: LintSettings): (name: string) => boolean {
	let matches = administratorMatchers.get(administrators);
	if (matches === undefined) {
		matches = wildcardMatcher(administrators);
		administratorMatchers.set(administrators, matches);
	}
	return matches;
}

const administratorMatchers = new WeakMap<readonly string[], (name: string) => boolean>();
const NO_OPTIONS: object = {};
const NOTHING: readonly never[] = [];

function* eachOf<T>(subjects: Iterable<T>, check: (subject: T) => Iterable<Report>): Generator<Report> {
	for (const subject of subjects) yield* check(subject);
}

function hexOfSha256(text: string): string {
	return bytesToHex(sha256(utf8ToBytes(text)));
}

function found(fix: Fix): FoundFix {
	const { alone, preferred, safety, title } = fix;
	const plain: FoundFix = { title: english(title), words: title, safety, edits: () => fix.edits() };
	return alone || preferred ? { ...plain, ...(preferred && { preferred }), ...(alone && { alone }) } : plain;
}

/** Nobody reads more, and a file made to do harm would fill the memory with them. Of users each has its own. */
const MOST_OF_A_RULE = 10_000;
const MOST_ON_A_LINE = 100;

/** Of rules by their names: as they are listed, those about comments behind all others. */
function orderOf(rules: readonly Rule[]): ReadonlyMap<string, number> {
	let order = orders.get(rules);
	if (order === undefined) {
		order = new Map(rules.map(({ id, subject }, index) => [id, subject === "comment" ? index + rules.length : index]));
		orders.set(rules, order);
	}
	return order;
}

const orders = new WeakMap<readonly Rule[], ReadonlyMap<string, number>>();

function gravestOf(one: Severity, other: Severity): Severity {
	return SEVERITIES.indexOf(one) < SEVERITIES.indexOf(other) ? one : other;
}

function lightestOf(one: Severity, other: Severity): Severity {
	return gravestOf(one, other) === one ? other : one;
}

/** 43 letters and digits, about 256 bits; letters and digits alone need no quotes anywhere. */
export function newPassword(seed: string): string {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
	let password = "";
	for (let block = 0; password.length < 43; block++) {
		for (const byte of sha256(utf8ToBytes(`${block}\n${seed}`))) {
			// Bytes above the last full round of the alphabet would favor its first letters.
			if (byte < 248 && password.length < 43) password += letters[byte % letters.length];
		}
	}
	return password;
}
