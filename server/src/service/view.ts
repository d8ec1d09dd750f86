// service: one document as it is now, with all that was read for it. Immutable; its answers are computed when asked for.

import type { Words } from "../base/say";
import { type Steps, toEnd } from "../base/steps";
import type { Release } from "../knowledge/release";
import { type Fixable, fixableAmong } from "../lint/fixAll";
import { lint, survey } from "../lint/run";
import type { Survey } from "../lint/survey";
import type { Finding, LintSettings, LintTools, ShownFinding } from "../lint/types";
import type { Recognized } from "../model/recognize";
import type { ServerModel } from "../model/server";
import type { TextFile, Verdict } from "../model/types";
import { verdictOf } from "../model/verdict/verdictOf";
import { SEVERITIES } from "../rules/define";
import type { ServiceOptions } from "./options";

/** How the release was chosen. */
export interface ReleaseChoice {
	readonly from: "flag" | "comment" | "project" | "editor" | "guess";
	/** In words, for the status bar. */
	readonly reason: Words;
}

/** Something in the project file that could not be used. */
export interface SettingsFault {
	readonly uri: string;
	readonly path: readonly (string | number)[];
	/** Where the text itself is broken. */
	readonly offset?: number;
	readonly message: Words;
}

interface ViewParts {
	readonly uri: string;
	readonly kind: Recognized | undefined;
	readonly release: Release;
	readonly choice: ReleaseChoice;
	readonly settings: LintSettings;
	readonly servers: readonly ServerModel[];
	readonly faults: readonly SettingsFault[];
	readonly options: ServiceOptions;
	readonly reopen: (text: string, previous: View) => Promise<View>;
}

export class View {
	readonly uri: string;
	/** Undefined or "foreign": not a Redis file, so there is nothing to say. */
	readonly kind: Recognized | undefined;
	readonly release: Release;
	readonly choice: ReleaseChoice;
	readonly settings: LintSettings;
	/** One for each root that leads to the document; empty where it is not a Redis file or cannot be read. */
	readonly servers: readonly ServerModel[];
	readonly faults: readonly SettingsFault[];
	private readonly options: ServiceOptions;
	private readonly reopen: ViewParts["reopen"];
	private computed: readonly Finding[] | undefined;
	private surveyed: readonly Survey[] | undefined;

	constructor(parts: ViewParts) {
		this.uri = parts.uri;
		this.kind = parts.kind;
		this.release = parts.release;
		this.choice = parts.choice;
		this.settings = parts.settings;
		this.servers = parts.servers;
		this.faults = parts.faults;
		this.options = parts.options;
		this.reopen = parts.reopen;
	}

	/** The document itself; undefined where it could not be read or is no Redis file. */
	get file(): TextFile | undefined {
		const file = this.servers[0]?.snapshot.files.get(this.uri);
		return file?.state === "text" ? file : undefined;
	}

	/** The roots that include this document or name it; empty where it stands for itself. */
	get includedBy(): readonly string[] {
		return this.servers.map((server) => server.snapshot.root).filter((root) => root !== this.uri);
	}

	/** What the server's own parser would say of this document alone. */
	get verdict(): Verdict {
		const { file, servers } = this;
		return file && servers[0] ? verdictOf(file, servers[0]) : { outcome: "accept" };
	}

	/** Findings of all roots that stand in this document. Yields so that the caller can stop; the second call is free. */
	*findings(): Steps<readonly Finding[]> {
		this.computed ??= this.merged((yield* this.surveys(Number.POSITIVE_INFINITY)).map((one) => one.all()));
		return this.computed;
	}

	/** The gravest findings of all roots that stand in this document, at most so many, and how many there are in all. */
	*worst(most: number): Steps<{ readonly findings: readonly ShownFinding[]; readonly count: number }> {
		const [first, ...others] = yield* this.surveys();
		return first && others.length === 0 ? first.worst(this.uri, most) : gravest(yield* this.findings(), most);
	}

	/**
	 * The findings of all roots on some lines of this document (0-based, the last one included), and of how many findings in all of it "fix all"
	 * takes a fix.
	 */
	*on(first: number, last: number): Steps<{ readonly findings: readonly Finding[]; readonly fixable: Fixable }> {
		const surveys = yield* this.surveys();
		const findings = this.merged(surveys.map((one) => one.on(this.uri, first, last)));
		const [only, ...others] = surveys;
		return { findings, fixable: only && others.length === 0 ? only.fixable(this.uri) : fixableAmong(yield* this.findings()) };
	}

	/** All findings at once. */
	allFindings(): readonly Finding[] {
		return toEnd(this.findings());
	}

	/** The findings computed anew with a seed of the caller's, so that new passwords in fixes are the same each time it is given. */
	findingsWith(seed: string): readonly Finding[] {
		return this.merged(this.servers.map((server) => toEnd(this.lint(server, seed))));
	}

	/** Those of them that stand on one line (0-based). */
	findingsOn(line: number, seed: string): readonly Finding[] {
		return this.merged(this.servers.map((server) => toEnd(this.survey(server, { seed, ready: 0 })).on(this.uri, line, line)));
	}

	/** The document as it would be with another text: all that this leads to is read. */
	withText(text: string): Promise<View> {
		return this.reopen(text, this);
	}

	/** The findings of one model with this document's settings. */
	lint(server: ServerModel, seed: string): Steps<readonly Finding[]> {
		const { rules, onError } = this.options;
		return lint(server, rules, this.settings, { seed }, onError);
	}

	/** What was found in all roots; worked out once. `ready`: see `LintTools`. */
	private *surveys(ready = READY): Steps<readonly Survey[]> {
		if (this.surveyed !== undefined) return this.surveyed;
		const seed = this.options.newSeed();
		const surveys: Survey[] = [];
		for (const server of this.servers) surveys.push(yield* this.survey(server, { seed, ready }));
		this.surveyed = surveys;
		return surveys;
	}

	private survey(server: ServerModel, tools: LintTools): Steps<Survey> {
		const { rules, onError } = this.options;
		return survey(server, rules, this.settings, tools, onError);
	}

	/** Those that stand in this document; what several roots say is said once. */
	private merged(roots: readonly (readonly Finding[])[]): readonly Finding[] {
		const [only, ...others] = roots;
		if (only && others.length === 0) return only.filter(({ at }) => at.file === this.uri);
		const seen = new Map<string, Finding>();
		for (const finding of roots.flat()) {
			const { file, line, start } = finding.at;
			if (file !== this.uri) continue;
			const key = `${finding.rule} ${line} ${start} ${finding.message}`;
			if (!seen.has(key)) seen.set(key, finding);
		}
		return [...seen.values()];
	}
}

/** As many as an editor shows, with some to spare. */
const READY = 2000;

function gravest(findings: readonly Finding[], most: number): { readonly findings: readonly Finding[]; readonly count: number } {
	if (findings.length <= most) return { findings, count: findings.length };
	const rank = ({ severity }: Finding) => SEVERITIES.indexOf(severity);
	const kept = new Set([...findings].sort((a, b) => rank(a) - rank(b)).slice(0, most));
	return { findings: findings.filter((finding) => kept.has(finding)), count: findings.length };
}
