// lint: the rules about one user or one password, block of users by block. Of blocks that were asked before it is known which rules spoke.
import type { Steps } from "../base/steps";
import type { Alike, UserBlock } from "../model/acl/census";
import { FileUser, passwordsOf } from "../model/acl/fileUser";
import type { AclUser } from "../model/acl/types";
import { passwordsOfUser } from "../model/passwords";
import type { ServerModel } from "../model/server";
import { type Report, type Rule, type RuleContext, SEVERITIES, type Subjects } from "../rules/define";
import { BlockFindings, type Wanted } from "./blockFindings";
import type { BlockRecord, Said, Speaker } from "./blockRecord";
import { fixableAmong } from "./fixAll";
import type { Ground } from "./ground";
import { MOST_ABOUT_USERS, usersLeftOut } from "./leftOut";
import { NOBODY, type Remembered, rememberedUsers } from "./rememberedUsers";
import type { Suppressions } from "./suppress";
import type { LoudBlock } from "./survey";
import type { Finding } from "./types";

export interface UserRunParts {
	readonly server: ServerModel;
	readonly ground: Ground;
	readonly suppressions: Pick<Suppressions, "useAgain" | "usedBy">;
	contextOf(rule: Rule): RuleContext<never>;
	/** The finding of a report; undefined where it is silenced, or in `seen` already. */
	findingOf(rule: Rule, report: Report, seen: Set<string>, server: ServerModel): Finding | undefined;
	/** Users to whom a rule that is silent by kind speaks or does not. */
	readonly alike: Alike;
	failed(rule: Rule, error: unknown): void;
}

interface Asked {
	readonly rule: Rule;
	readonly context: RuleContext<never>;
}

interface AskedBlock {
	readonly findings: Finding[];
	readonly speakers: readonly Speaker[];
	/** Something is said at another place than the user's own line. */
	readonly isElsewhere: boolean;
	/** The findings are those of all speakers: of nobody was it known before what is said. */
	readonly isWhole: boolean;
	/** See `Suppressions.usedBy`. */
	readonly used: readonly string[];
}

/** One run. A rule that throws is asked no more, and what was found after that is not kept for later runs. */
export class UserRun {
	private asked: readonly Asked[];
	private hasFailed = false;
	private last: { readonly user: AclUser; readonly passwords: readonly Password[] } | undefined;
	private readonly sayings = new Map<string, Said>();
	private remembered: Remembered = NOBODY;
	/** Of users of a kind, the rules that may speak. */
	private readonly ofKind = new Map<object, readonly Asked[]>();
	/** What was said of users who are not kept in blocks: the same thing at the same place is said once. */
	private readonly saidOfLists = new Set<string>();

	constructor(
		private readonly parts: UserRunParts,
		rules: readonly Rule[],
	) {
		this.asked = rules.filter((rule) => !this.isIdle(rule)).map((rule) => ({ rule, context: parts.contextOf(rule) }));
	}

	/**
	 * Yields after each block that is new.
	 * @param most findings after which nobody is asked any more.
	 * @param ready about so many findings are kept for whoever wants to see them; others are made again then.
	 */
	*check(ready: number, most = MOST_ABOUT_USERS): Steps<{ readonly own: readonly Finding[]; readonly loud: readonly LoudBlock[] }> {
		const { ground, server, suppressions } = this.parts;
		const { census, source } = server.acl;
		const file = source.from === "file" ? source.file.uri : undefined;
		const own: Finding[] = [];
		const loud: LoudBlock[] = [];
		let kept = 0;
		let said = 0;
		const blocks = census?.blocks ?? [];
		this.remembered = rememberedUsers(ground, blocks);
		for (const block of blocks) {
			if (said > most) break;
			const known = ground.records.get(block.key);
			if (known) {
				suppressions.useAgain(known.used);
				if (known.speakers.length > 0) loud.push(this.loudBlock(file ?? "", block, known));
				said += sumOf(known.counts);
				continue;
			}
			const { findings, speakers, isElsewhere, isWhole, used } = this.askAll(
				block,
				file === undefined ? most - said : Number.POSITIVE_INFINITY,
			);
			yield;
			if (file === undefined || isElsewhere) {
				const all = isWhole ? findings : this.ask(block, speakers, {});
				for (const finding of all) own.push(finding);
				said += all.length;
				continue;
			}
			const record = speakers.length + used.length === 0 ? QUIET : recordOf(speakers, used);
			if (block.isKept && !this.hasFailed) ground.records.set(block.key, record);
			if (speakers.length === 0) continue;
			loud.push(this.loudBlock(file, block, record, isWhole && (kept < ready || this.hasFailed) ? findings : undefined));
			kept += findings.length;
			said += sumOf(record.counts);
		}
		const last = said > most ? (loud.at(-1)?.last() ?? own.at(-1)) : undefined;
		if (last) own.push(usersLeftOut(last));
		ground.recent.blocks = blocks;
		return { own, loud };
	}

	private loudBlock(file: string, block: UserBlock, record: BlockRecord, made?: readonly Finding[]): LoudBlock {
		return new BlockFindings(file, block, record, (wanted) => this.ask(block, record.speakers, wanted), made);
	}

	/** The findings of a block of which it is known who speaks. */
	private ask(block: UserBlock, speakers: readonly Speaker[], { lines, severity }: Wanted): readonly Finding[] {
		const seen = new Set<string>();
		const { users } = block;
		const server = this.serverFor(block);
		const findings: Finding[] = [];
		for (const { at, rules, said } of speakers) {
			const user = users[at];
			if (
				user === undefined ||
				(severity !== undefined && !said.counts[severity]) ||
				(lines && (user.line < lines.first || user.line > lines.last))
			)
				continue;
			for (const asked of this.asked) {
				if (rules.includes(asked.rule)) findings.push(...(this.askOne(asked, { server, user }, seen) ?? NOTHING));
			}
		}
		return severity === undefined ? findings : findings.filter((finding) => finding.severity === SEVERITIES[severity]);
	}

	/** @param room findings after which the rest of the block is not asked; for blocks of which nothing is kept. */
	private askAll(block: UserBlock, room: number): AskedBlock {
		const findings: Finding[] = [];
		const speakers: Speaker[] = [];
		let isElsewhere = false;
		let isWhole = true;
		const { alike, suppressions } = this.parts;
		const kind = alike.ofBlock(block);
		// Where nothing is left to ask, no user is made.
		if (kind && this.mayTell(kind)?.every((asked) => isSilentByHashes(asked, block)))
			return { findings, speakers, isElsewhere, isWhole, used: NOTHING };
		const { users } = block;
		const server = this.serverFor(block);
		const seen = block.isKept ? new Set<string>() : this.saidOfLists;
		const used = suppressions.usedBy(() => {
			for (let at = 0; at < users.length && findings.length <= room; at++) {
				const user = users[at] as AclUser;
				const before = findings.length;
				const known = user instanceof FileUser ? this.remembered.get(user.reading) : undefined;
				if (known) {
					if (known.rules.length === 0) continue;
					speakers.push({ ...known, at });
					isWhole = false;
					continue;
				}
				const rules = this.askUser({ server, user }, kind ?? alike.ofUser(user), findings, seen);
				if (findings.length === before) continue;
				const own = findings.slice(before);
				isElsewhere ||= own.some((finding) => finding.at.line !== user.line || finding.at.file !== user.file);
				speakers.push({ at, rules, said: this.saidBy(own) });
			}
		});
		return { findings, speakers, isElsewhere, isWhole, used };
	}

	private saidBy(findings: readonly Finding[]): Said {
		const counts = SEVERITIES.map((severity) => findings.reduce((sum, finding) => (finding.severity === severity ? sum + 1 : sum), 0));
		const fixable = fixableAmong(findings);
		const key = `${counts} ${fixable.safe} ${fixable.all}`;
		const said = this.sayings.get(key) ?? { counts, fixable };
		this.sayings.set(key, said);
		return said;
	}

	/** Adds to the findings; gives the rules that spoke. */
	private askUser(subject: Subjects["user"], kind: object | undefined, findings: Finding[], seen: Set<string>): readonly Rule[] {
		const known = kind && this.mayTell(kind);
		const asked = known ?? this.asked;
		let spoke: Rule[] | undefined;
		let silent: Set<Asked> | undefined;
		for (const one of asked) {
			const found = this.askOne(one, subject, seen);
			if (found === undefined && kind && !known && isSilentBy(one.rule, subject.user)) {
				silent ??= new Set();
				silent.add(one);
			}
			if (found === undefined || found.length === 0) continue;
			findings.push(...found);
			spoke ??= [];
			spoke.push(one.rule);
		}
		if (kind && !known && !this.hasFailed) this.parts.ground.speaking.set(kind, rulesAmong(asked, silent));
		return spoke ?? NOTHING;
	}

	/** Undefined where nobody of the kind was asked yet. */
	private mayTell(kind: object): readonly Asked[] | undefined {
		let asked = this.ofKind.get(kind);
		if (asked) return asked;
		const speaking = this.parts.ground.speaking.get(kind);
		if (speaking === undefined) return undefined;
		asked = this.asked.filter(({ rule }) => speaking.has(rule));
		this.ofKind.set(kind, asked);
		return asked;
	}

	private isIdle(rule: Rule): boolean {
		try {
			return rule.isIdle?.(this.parts.ground.server) ?? false;
		} catch (error) {
			this.hasFailed = true;
			this.parts.failed(rule, error);
			return true;
		}
	}

	/** Undefined where the rule has nothing to say; empty where that is silenced. */
	private askOne(asked: Asked, subject: Subjects["user"], seen: Set<string>): readonly Finding[] | undefined {
		try {
			let found: Finding[] | undefined;
			for (const report of this.reportsOf(asked, subject)) {
				const finding = this.parts.findingOf(asked.rule, report, seen, subject.server);
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

	/** What is asked about users of whom nothing is kept need not be noted. */
	private serverFor({ isKept }: UserBlock): ServerModel {
		return isKept ? this.parts.ground.server : this.parts.server;
	}

	private reportsOf({ context, rule }: Asked, subject: Subjects["user"]): Iterable<Report> {
		if (rule.subject === "user") return rule.check(subject, context);
		if (rule.subject !== "password") throw new Error(`${rule.id} is not about users`);
		const { server } = subject;
		return ofPasswords(this.passwordsOf(subject), (password) => rule.check({ server, password }, context));
	}

	/** Several rules ask about one user after the other. */
	private passwordsOf({ server, user }: Subjects["user"]): readonly Password[] {
		if (this.last?.user !== user) this.last = { user, passwords: passwordsOfUser(server, user) };
		return this.last.passwords;
	}
}

const NOTHING: readonly never[] = [];
const QUIET: BlockRecord = { speakers: [], counts: [], fixable: { safe: 0, all: 0 }, used: [], shown: [] };

function sumOf(numbers: readonly number[]): number {
	return numbers.reduce((sum, one) => sum + one, 0);
}

function recordOf(speakers: readonly Speaker[], used: readonly string[]): BlockRecord {
	const sum = (count: (said: Said) => number) => speakers.reduce((all, { said }) => all + count(said), 0);
	const counts = SEVERITIES.map((_, severity) => sum((said) => said.counts[severity] ?? 0));
	const fixable = { safe: sum((said) => said.fixable.safe), all: sum((said) => said.fixable.all) };
	return { speakers, counts, fixable, used, shown: [] };
}

/** Of one user. Rules look at all others beside each of them. */
const MOST_PASSWORDS = 1000;

/** What is silent to this user is silent to all of its kind. */
function isSilentBy({ silentBy }: Rule, user: AclUser): boolean {
	return silentBy === "kind" || (silentBy === "hashes" && passwordsOf(user).every(({ clearText }) => !clearText));
}

/** All passwords of the block are hashes, and none is one to which the rule has something to say. */
function isSilentByHashes({ context, rule }: Asked, { hashEnds }: UserBlock): boolean {
	const hashes = rule.hashes?.(context);
	return hashes !== undefined && hashEnds !== undefined && !hashEnds.some((end) => hashes.hasEnd(end));
}

function rulesAmong(asked: readonly Asked[], without: ReadonlySet<Asked> | undefined): ReadonlySet<Rule> {
	return new Set(asked.filter((one) => !without?.has(one)).map(({ rule }) => rule));
}

type Password = ReturnType<typeof passwordsOfUser>[number];

function ofPasswords(passwords: readonly Password[], check: (password: Password) => Iterable<Report>): Iterable<Report> {
	if (passwords.length === 0) return NOTHING;
	if (passwords.length === 1) return check(passwords[0] as Password);
	return passwords.slice(0, MOST_PASSWORDS).flatMap((password) => [...check(password)]);
}
