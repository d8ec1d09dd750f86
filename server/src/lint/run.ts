// lint: the run over one root. Rules report, this file gives severity, place and suppression, and puts findings in order.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Place } from "../base/span";
import { matchesWildcard } from "../base/wildcard";
import { isRelease } from "../knowledge/release";
import { passwordsOf } from "../model/passwords";
import { anchorOf } from "../model/placement";
import type { ServerModel } from "../model/server";
import { tlsOf } from "../model/tls/evaluate";
import type { Report, Rule, RuleContext, Severity, SeverityByReach } from "../rules/define";
import { commentWords } from "./commentWords";
import { maskFindings } from "./mask";
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

	constructor(
		private readonly server: ServerModel,
		private readonly settings: LintSettings,
		private readonly tools: LintTools,
		private readonly rules: readonly Rule[],
	) {
		this.suppressions = readSuppressions(server, settings);
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
			let step = 0;
			for (const password of passwordsOf(server)) {
				this.take(rule, rule.check({ server, password }, context));
				if (++step % USERS_A_STEP === 0) yield;
			}
		} else if (rule.subject === "comment") {
			for (const word of commentWords(server, this.suppressions, this.rules, this.settings)) this.take(rule, rule.check(word, context));
		} else if (rule.subject === "user" && server.kind !== "sentinel") {
			let step = 0;
			for (const user of server.acl.users ?? []) {
				this.take(rule, rule.check({ server, user }, context));
				if (++step % USERS_A_STEP === 0) yield;
			}
		}
	}

	finish(): readonly Finding[] {
		this.findings.sort((a, b) =>
			a.at.file < b.at.file ? -1 : a.at.file > b.at.file ? 1 : a.at.line - b.at.line || a.at.start - b.at.start,
		);
		return maskFindings(this.findings, this.server.acl.users ?? []);
	}

	private take(rule: Rule, reports: Iterable<Report>): void {
		for (const report of reports) {
			const at = this.placeOf(report.at);
			if (!at || this.suppressions.covers(rule.id, at)) continue;
			// The same thing in a file that is included twice is said once.
			const key = `${rule.id} ${at.file} ${at.line} ${at.start} ${report.message}`;
			if (this.seen.has(key)) continue;
			this.seen.add(key);
			const { message, related = [], fixes = [] } = report;
			this.findings.push({ rule: rule.id, severity: this.severityOf(rule, report), message, at, related, fixes });
		}
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
			administrators: (name) => this.settings.administrators.some((pattern) => matchesWildcard(pattern, name)),
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
