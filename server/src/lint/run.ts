// lint: the run over one root. Rules report, this file gives severity, place and suppression, and puts findings in order.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Place } from "../base/span";
import { wildcardMatcher } from "../base/wildcard";
import { isRelease } from "../knowledge/release";
import type { AclUser } from "../model/acl/types";
import { passwordsOf, type WrittenPassword } from "../model/passwords";
import { anchorOf } from "../model/placement";
import type { ServerModel } from "../model/server";
import { tlsOf } from "../model/tls/evaluate";
import type { Report, Rule, RuleContext, Severity, SeverityByReach } from "../rules/define";
import { holdsNul } from "../syntax/blocks";
import { commentWords } from "./commentWords";
import { maskFindings } from "./mask";
import { type AboutUsers, AskedAbout, quietUsers } from "./quietUsers";
import { readSuppressions, type Suppressions } from "./suppress";
import type { Finding, LintSettings, LintTools } from "./types";

/**
 * Findings of one root in all its files, in order of place. Yields between rules and between users, so that a caller can stop or take a break.
 * A rule that throws does not end the run: its error is handed to `onError`.
 */
export function* lint(
	server: ServerModel,
	rules: readonly Rule[],
	settings: LintSettings,
	tools: LintTools,
	onError: (rule: string, error: unknown) => void,
): Generator<void, readonly Finding[]> {
	const run = new Run(server, settings, tools, rules);
	// Which comments silence nothing is known at the end.
	const last = rules.filter((rule) => rule.subject === "comment");
	for (const rule of [...rules.filter((one) => one.subject !== "comment"), ...last]) {
		if (settings.rules[rule.id] === "off" || rule.severity[settings.profile] === "off") continue;
		if (!isRelease(server.world.release, rule.releases)) continue;
		try {
			yield* run.check(rule);
		} catch (error) {
			run.failed();
			onError(rule.id, error);
		}
		yield;
	}
	return run.finish();
}

/** Steps that a caller takes between two looks at its clock. */
const USERS_A_STEP = 64;

class Run {
	private readonly findings: Finding[] = [];
	private readonly suppressions: Suppressions;
	private readonly seen = new Set<string>();
	private readonly asWritten = new Map<string, boolean>();
	private readonly isAdministrator: (name: string) => boolean;
	private readonly users: AskedAbout<AclUser>;
	private readonly passwords: AskedAbout<WrittenPassword>;

	constructor(
		private readonly server: ServerModel,
		private readonly settings: LintSettings,
		private readonly tools: LintTools,
		private readonly rules: readonly Rule[],
	) {
		this.suppressions = readSuppressions(server, settings);
		this.isAdministrator = wildcardMatcher(settings.administrators);
		const quiet = (about: AboutUsers) => quietUsers(server, rules, settings, about);
		this.users = new AskedAbout(
			() => server.acl.users ?? [],
			(user) => user,
			() => quiet("user"),
		);
		this.passwords = new AskedAbout(
			() => passwordsOf(server),
			({ user }) => user,
			() => quiet("password"),
		);
	}

	*check(rule: Rule): Generator<void> {
		const context = this.context(rule);
		const { server } = this;
		if (rule.subject === "server" && server.kind !== "sentinel") this.take(rule, rule.check(server, context));
		else if (rule.subject === "sentinel" && server.kind === "sentinel") this.take(rule, rule.check(server, context));
		else if (rule.subject === "tls" && server.kind !== "acl") this.take(rule, rule.check({ server, tls: tlsOf(server) }, context));
		else if (rule.subject === "problem") {
			const codes = rule.codes ?? [rule.id];
			for (const problem of server.problems) if (codes.includes(problem.code)) this.take(rule, rule.check({ problem, server }, context));
		} else if (rule.subject === "password") {
			yield* this.checkEach(rule, this.passwords, (password) => rule.check({ server, password }, context));
		} else if (rule.subject === "comment") {
			for (const word of commentWords(server, this.suppressions, this.rules, this.settings)) this.take(rule, rule.check(word, context));
		} else if (rule.subject === "user" && server.kind !== "sentinel") {
			yield* this.checkEach(rule, this.users, (user) => rule.check({ server, user }, context));
		}
	}

	/** A rule has failed: nobody knows about whom it would have spoken. */
	failed(): void {
		this.users.forget();
		this.passwords.forget();
	}

	finish(): readonly Finding[] {
		this.users.settle();
		this.passwords.settle();
		this.findings.sort((a, b) =>
			a.at.file < b.at.file ? -1 : a.at.file > b.at.file ? 1 : a.at.line - b.at.line || a.at.start - b.at.start,
		);
		return maskFindings(this.findings, this.server.acl.users ?? []);
	}

	private *checkEach<T>(rule: Rule, asked: AskedAbout<T>, check: (subject: T) => Iterable<Report>): Generator<void> {
		let step = 0;
		for (const subject of asked.subjects) {
			if (this.take(rule, check(subject)) > 0) asked.spoken(subject);
			if (++step % USERS_A_STEP === 0) yield;
		}
	}

	/** The number of reports, also of those that are kept back. */
	private take(rule: Rule, reports: Iterable<Report>): number {
		let count = 0;
		for (const report of reports) {
			count++;
			const at = this.placeOf(report.at);
			if (!at || this.suppressions.covers(rule.id, at)) continue;
			// The same thing in a file that is included twice is said once.
			const key = `${rule.id} ${at.file} ${at.line} ${at.start} ${report.message}`;
			if (this.seen.has(key)) continue;
			this.seen.add(key);
			const { message, related = [] } = report;
			const fixes = this.isAsWritten(at.file) ? (report.fixes ?? []) : [];
			this.findings.push({ rule: rule.id, severity: this.severityOf(rule, report), message, at, related, fixes });
		}
		return count;
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

	private severityOf(rule: Rule, report: Report): Severity {
		const chosen = this.settings.rules[rule.id];
		if (chosen !== undefined && chosen !== "off") return chosen;
		if (report.severity) return report.severity;
		const own = rule.severity[this.settings.profile] as SeverityByReach;
		if (typeof own === "string") return own;
		const reach = report.reach ?? (this.server.exposure.network || this.server.exposure.uncertain ? "network" : "local");
		return own[reach];
	}

	private context(rule: Rule): RuleContext<never> {
		const options = { ...(rule.options as object | undefined), ...this.settings.options[rule.id] };
		return {
			options: options as never,
			administrators: this.isAdministrator,
			newPassword: (user) => newPassword(`${this.tools.seed}\n${this.server.snapshot.root}\n${user}`),
			sha256: (text) => bytesToHex(sha256(utf8ToBytes(text))),
		};
	}
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
