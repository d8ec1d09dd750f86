// lint: users of whom no rule had anything to say. While nothing but other users' lines changes, they need not be asked about again.
import type { AclEvaluator } from "../model/acl/evaluate";
import { keySpacesOf } from "../model/acl/keySpaces";
import type { AclUser } from "../model/acl/types";
import type { ServerModel } from "../model/server";
import type { Rule } from "../rules/define";
import type { LintSettings } from "./types";

/** Holds lines as their evaluator read them, so that a line that moves stays known and one that changes does not. */
export interface QuietUsers {
	has(user: AclUser): boolean;
	add(user: AclUser): void;
}

/** For the rules that speak of one user, or of one password of a user. */
export type AboutUsers = "user" | "password";

/**
 * Those known from earlier runs over a server in which all but users is the same: other files, settings, rules, and what the model says of all
 * users together. `default` is never among them, since what it may do depends on who else is there.
 */
export function quietUsers(server: ServerModel, rules: readonly Rule[], settings: LintSettings, about: AboutUsers): QuietUsers {
	const { evaluator } = server.acl;
	const runs = known.get(evaluator) ?? new Map<string, KnownRun>();
	known.set(evaluator, runs);
	const key = `${about} ${server.snapshot.root}`;
	const parts = partsOf(server, rules, settings);
	let run = runs.get(key);
	if (!run || run.parts.length !== parts.length || run.parts.some((part, i) => part !== parts[i])) {
		run = { parts, quiet: new WeakSet() };
		if (runs.size >= MOST_RUNS) runs.delete(runs.keys().next().value as string);
		runs.set(key, run);
	}
	const { quiet } = run;
	return {
		has: ({ reading }) => reading !== undefined && quiet.has(reading),
		add: ({ name, reading }) => {
			if (reading !== undefined && name !== "default") quiet.add(reading);
		},
	};
}

interface KnownRun {
	readonly parts: readonly unknown[];
	readonly quiet: WeakSet<object>;
}

const known = new WeakMap<AclEvaluator, Map<string, KnownRun>>();
const MOST_RUNS = 20;

/** Everything that a rule about one user may look at besides that user; equal where each part is the same. */
function partsOf(server: ServerModel, rules: readonly Rule[], settings: LintSettings): unknown[] {
	const { acl, snapshot, world, openDefault, exposure } = server;
	const users = acl.users ?? [];
	const { several, any } = keySpacesOf(users);
	const usersIn = acl.source.from === "file" ? acl.source.file.uri : undefined;
	const parts: unknown[] = [world.release.id, acl.source.from, usersIn, openDefault, several, any, users.length > 2];
	parts.push(exposure.network, exposure.uncertain, snapshot.kind, snapshot.kindGiven, JSON.stringify(settings), ...rules);
	for (const [uri, file] of snapshot.files) {
		parts.push(uri, file.kind);
		if (uri !== usersIn) parts.push(file.state === "text" ? file.tree : file.reason);
	}
	return [...parts, ...(snapshot.tlsFiles?.values() ?? [])];
}

/** The users, or their passwords, that the rules of one run are asked about: all but the quiet ones. */
export class AskedAbout<T> {
	private readonly loud = new Set<AclUser>();
	private listed: readonly T[] | undefined;
	private quiet: QuietUsers | undefined;

	constructor(
		private readonly all: () => Iterable<T>,
		private readonly userOf: (subject: T) => AclUser | undefined,
		private readonly makeQuiet: () => QuietUsers,
	) {}

	get subjects(): readonly T[] {
		this.listed ??= this.list();
		return this.listed;
	}

	/** A rule has reported something. */
	spoken(subject: T): void {
		const user = this.userOf(subject);
		if (user) this.loud.add(user);
	}

	/** The run came to its end: those of whom nothing was said are quiet from now on. */
	settle(): void {
		for (const subject of this.listed ?? []) {
			const user = this.userOf(subject);
			if (user && !this.loud.has(user)) this.quiet?.add(user);
		}
	}

	forget(): void {
		for (const subject of this.listed ?? []) this.spoken(subject);
	}

	private list(): T[] {
		this.quiet = this.makeQuiet();
		const subjects: T[] = [];
		for (const subject of this.all()) {
			const user = this.userOf(subject);
			if (!user || !this.quiet.has(user)) subjects.push(subject);
		}
		return subjects;
	}
}
