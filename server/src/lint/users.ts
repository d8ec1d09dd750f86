// lint: the rules about one user or one password, block of users by block. Of blocks that were asked before it is known which rules spoke.
import type { UserBlock } from "../model/acl/census";
import type { AclUser } from "../model/acl/types";
import { passwordsOfUser } from "../model/passwords";
import type { ServerModel } from "../model/server";
import type { Report, Rule, RuleContext, Subjects } from "../rules/define";
import type { BlockRecord, Ground, Speaker } from "./ground";
import { type LoudBlock, SEVERITIES } from "./survey";
import type { Finding } from "./types";

export interface UserRunParts {
	readonly server: ServerModel;
	readonly ground: Ground;
	contextOf(rule: Rule): RuleContext<never>;
	/** The finding of a report; undefined where it is silenced, or in `seen` already. */
	findingOf(rule: Rule, report: Report, seen: Set<string>): Finding | undefined;
	/** The same for users to whom a rule that is silent by kind speaks or does not; undefined for one who is to be asked. */
	kindOf(user: AclUser): object | undefined;
	failed(rule: Rule, error: unknown): void;
}

interface Asked {
	readonly rule: Rule;
	check(subject: Subjects["user"]): Iterable<Report>;
}

/** One run. A rule that throws is asked no more, and what was found after that is not kept for later runs. */
export class UserRun {
	private asked: readonly Asked[];
	private hasFailed = false;
	private last: { readonly user: AclUser; readonly passwords: readonly Password[] } | undefined;
	/** Of users of a kind, the rules that may speak. */
	private readonly ofKind = new Map<object, readonly Asked[]>();

	constructor(
		private readonly parts: UserRunParts,
		rules: readonly Rule[],
	) {
		this.asked = rules.map((rule) => this.asking(rule));
	}

	/**
	 * Yields after each block that is new.
	 * @param ready about so many findings are kept for whoever wants to see them; others are made again then.
	 */
	*check(ready: number): Generator<void, { readonly own: readonly Finding[]; readonly loud: readonly LoudBlock[] }> {
		const { ground, server } = this.parts;
		const { census, source } = server.acl;
		const file = source.from === "file" ? source.file.uri : undefined;
		const own: Finding[] = [];
		const loud: LoudBlock[] = [];
		let kept = 0;
		for (const block of census?.blocks ?? []) {
			const known = ground.records.get(block.key);
			if (known) {
				if (known.speakers.length > 0) loud.push(new LaterFindings(file ?? "", block, known, this));
				continue;
			}
			const { findings, speakers } = this.askAll(block);
			yield;
			if (file === undefined || findings.some(({ at }) => at.file !== file)) {
				own.push(...findings);
				continue;
			}
			const counts = SEVERITIES.map((severity) => findings.filter((finding) => finding.severity === severity).length);
			const record = speakers.length === 0 ? QUIET : { speakers, counts };
			if (block.isKept && !this.hasFailed) ground.records.set(block.key, record);
			if (findings.length === 0) continue;
			loud.push(kept < ready || this.hasFailed ? { file, counts, findings: () => findings } : new LaterFindings(file, block, record, this));
			kept += findings.length;
		}
		return { own, loud };
	}

	/** The findings of a block of which it is known who speaks. */
	ask(block: UserBlock, { speakers }: BlockRecord): Finding[] {
		const seen = new Set<string>();
		const { users } = block;
		return speakers.flatMap(({ at, rules }) => {
			const user = users[at];
			if (user === undefined) return [];
			const subject = { server: this.parts.server, user };
			return this.asked.filter(({ rule }) => rules.includes(rule)).flatMap((asked) => this.askOne(asked, subject, seen) ?? []);
		});
	}

	private askAll({ users }: UserBlock): { readonly findings: Finding[]; readonly speakers: readonly Speaker[] } {
		const seen = new Set<string>();
		const findings: Finding[] = [];
		const speakers: Speaker[] = [];
		for (let at = 0; at < users.length; at++) {
			const rules = this.askUser(users[at] as AclUser, findings, seen);
			if (rules.length > 0) speakers.push({ at, rules });
		}
		return { findings, speakers };
	}

	/** Adds to the findings; gives the rules that spoke. */
	private askUser(user: AclUser, findings: Finding[], seen: Set<string>): readonly Rule[] {
		const kind = this.parts.kindOf(user);
		const known = kind && this.ofKind.get(kind);
		const asked = known ?? this.asked;
		const subject = { server: this.parts.server, user };
		let spoke: Rule[] | undefined;
		let silent: Set<Asked> | undefined;
		for (const one of asked) {
			const found = this.askOne(one, subject, seen);
			if (found === undefined && kind && one.rule.silentBy === "kind") {
				silent ??= new Set();
				silent.add(one);
			}
			if (found === undefined || found.length === 0) continue;
			findings.push(...found);
			spoke ??= [];
			spoke.push(one.rule);
		}
		if (kind && !known && !this.hasFailed)
			this.ofKind.set(
				kind,
				asked.filter((one) => !silent?.has(one)),
			);
		return spoke ?? NOTHING;
	}

	/** Undefined where the rule has nothing to say; empty where that is silenced. */
	private askOne(asked: Asked, subject: Subjects["user"], seen: Set<string>): readonly Finding[] | undefined {
		try {
			let found: Finding[] | undefined;
			for (const report of asked.check(subject)) {
				const finding = this.parts.findingOf(asked.rule, report, seen);
				found ??= [];
				if (finding) found.push(finding);
			}
			return found;
		} catch (error) {
			this.hasFailed = true;
			this.ofKind.clear();
			this.asked = this.asked.filter((other) => other.rule !== asked.rule);
			this.parts.failed(asked.rule, error);
			return undefined;
		}
	}

	private asking(rule: Rule): Asked {
		const { server } = this.parts;
		const context = this.parts.contextOf(rule);
		if (rule.subject === "user") return { rule, check: (subject) => rule.check(subject, context) };
		if (rule.subject !== "password") throw new Error(`${rule.id} is not about users`);
		return { rule, check: ({ user }) => ofPasswords(this.passwordsOf(user), (password) => rule.check({ server, password }, context)) };
	}

	/** Several rules ask about one user after the other. */
	private passwordsOf(user: AclUser): readonly Password[] {
		if (this.last?.user !== user) this.last = { user, passwords: passwordsOfUser(this.parts.server, user) };
		return this.last.passwords;
	}
}

const NOTHING: readonly never[] = [];
const QUIET: BlockRecord = { speakers: [], counts: [] };

type Password = ReturnType<typeof passwordsOfUser>[number];

function ofPasswords(passwords: readonly Password[], check: (password: Password) => Iterable<Report>): Iterable<Report> {
	if (passwords.length === 0) return NOTHING;
	return passwords.length === 1 ? check(passwords[0] as Password) : passwords.flatMap((password) => [...check(password)]);
}

/** Made when somebody wants to see them. */
class LaterFindings implements LoudBlock {
	private made: readonly Finding[] | undefined;

	constructor(
		readonly file: string,
		private readonly block: UserBlock,
		private readonly record: BlockRecord,
		private readonly run: UserRun,
	) {}

	get counts(): readonly number[] {
		return this.record.counts;
	}

	findings(): readonly Finding[] {
		this.made ??= this.run.ask(this.block, this.record);
		return this.made;
	}
}
