// model: one root and all it leads to, as the server of one release would run it. The subject of most rules.

import { type Steps, toEnd } from "../base/steps";
import type { Facts } from "../syntax/text";
import type { Census } from "./acl/census";
import type { AclLineError } from "./acl/collect";
import { type AclEvaluator, createAclEvaluator } from "./acl/evaluate";
import { type AclReading, readAclFile, readUserStatements } from "./acl/file";
import type { AclUser } from "./acl/types";
import { type Exposure, evaluateExposure } from "./exposure";
import { targetOf } from "./load";
import { findProblems } from "./problems";
import { sentinelInSteps } from "./sentinel";
import { readSettings } from "./settings";
import { sharedPasswordsInSteps } from "./sharedPasswords";
import { type Reading, readStatements } from "./statements";
import type { Problem, Setting, Settings, Snapshot, SourceFile, Statement, World } from "./types";

/** Where the users of a server come from. */
export type AclSource =
	/** No `user` line and no `aclfile`: only `default`, with `requirepass` as its password. */
	| { readonly from: "nothing" }
	| { readonly from: "lines" }
	| { readonly from: "file"; readonly file: SourceFile; readonly statement?: Statement }
	/** The ACL file could not be read: who may enter is unknown. */
	| { readonly from: "unknown"; readonly statement?: Statement };

export interface AclModel {
	readonly source: AclSource;
	/** Undefined where they are unknown. `default` is always among them, implied where no line names it. Of a large file, ask the census instead. */
	readonly users: readonly AclUser[] | undefined;
	/** The same users, asked as a whole. */
	readonly census: Census | undefined;
	/** Undefined where it is unknown. */
	readonly defaultUser: AclUser | undefined;
	/** Lines of the ACL file that the server refuses. */
	readonly fileErrors: readonly AclLineError[];
	readonly evaluator: AclEvaluator;
}

/** rename-command: what the lines do to one command. */
export interface Renamed {
	readonly statement: Statement;
	/** Null where the command is taken away. */
	readonly to: string | null;
}

export interface ServerModel {
	readonly world: World;
	readonly snapshot: Snapshot;
	/** The root's kind: `acl` where an ACL file stands alone, without a configuration that names it. */
	readonly kind: Snapshot["kind"];
	readonly reading: Reading;
	readonly settings: Settings;
	readonly acl: AclModel;
	readonly exposure: Exposure;
	/** By the command's original name in lower case. */
	readonly renamed: ReadonlyMap<string, Renamed>;
	/** What the server would refuse, ignore or read otherwise than it looks, in all files. */
	readonly problems: readonly Problem[];
	/** `default` is on and needs no password; undefined where that is unknown. */
	readonly openDefault: boolean | undefined;
	/** What was worked out about it; see `factOf`. */
	readonly facts: Facts;
	/** Works out what takes long with very long files, so that all answers are quick. Who does not call it waits when it asks. */
	prepare(): Steps<void>;
}

/** Evaluates a snapshot. Pure; the same snapshot and world give an equal model. */
export function evaluateServer(snapshot: Snapshot, world: World): ServerModel {
	return new EvaluatedServer(snapshot, world);
}

class EvaluatedServer implements ServerModel {
	readonly kind: Snapshot["kind"];
	readonly facts: Facts = new Map();
	private knownParts: Parts | undefined;
	private knownExposure: Exposure | undefined;
	private knownProblems: readonly Problem[] | undefined;

	constructor(
		readonly snapshot: Snapshot,
		readonly world: World,
	) {
		this.kind = snapshot.kind;
	}

	*prepare(): Steps<void> {
		if (this.knownParts === undefined) {
			const parts = yield* partsOf(this.snapshot, this.world);
			// Somebody may have asked in a break.
			this.knownParts ??= parts;
		}
		yield* this.parts.acl.prepare();
		try {
			yield* sharedPasswordsInSteps(this);
			if (this.kind === "sentinel") yield* sentinelInSteps(this);
			if (this.knownProblems !== undefined) return;
			const problems = yield* this.problemsInSteps();
			this.knownProblems ??= problems;
		} catch {
			// Whoever asks is told.
		}
	}

	get reading(): Reading {
		return this.parts.reading;
	}

	get settings(): Settings {
		return this.parts.settings;
	}

	get renamed(): ReadonlyMap<string, Renamed> {
		return this.parts.renamed;
	}

	get acl(): AclModel {
		return this.parts.acl;
	}

	get exposure(): Exposure {
		this.knownExposure ??= evaluateExposure(this.settings, this.world, this.acl.defaultUser?.state.nopass ?? false);
		return this.knownExposure;
	}

	get openDefault(): boolean | undefined {
		const state = this.acl.defaultUser?.state;
		return state?.enabled && state.nopass;
	}

	get problems(): readonly Problem[] {
		this.knownProblems ??= toEnd(this.problemsInSteps());
		return this.knownProblems;
	}

	private get parts(): Parts {
		this.knownParts ??= toEnd(partsOf(this.snapshot, this.world));
		return this.knownParts;
	}

	private problemsInSteps(): Steps<readonly Problem[]> {
		return findProblems(this.snapshot, this.acl.fileErrors, this.world);
	}
}

/** What is read in the order of the lines. */
interface Parts {
	readonly reading: Reading;
	readonly settings: Settings;
	readonly renamed: ReadonlyMap<string, Renamed>;
	readonly acl: EvaluatedAcl;
}

function* partsOf(snapshot: Snapshot, world: World): Steps<Parts> {
	const { files, kind, root, targets } = snapshot;
	const reading = kind === "acl" ? NOTHING_READ : yield* readStatements(files, targets, root);
	const settings = yield* readSettings(reading, world.knowledge.directives(world.release));
	const renamed = readRenamed(settings);
	const evaluator = evaluatorOf(snapshot, settings, renamed, world);
	const { source, users } = yield* readUsers(snapshot, settings, evaluator, world);
	return { reading, settings, renamed, acl: new EvaluatedAcl(evaluator, source, users) };
}

const NOTHING_READ: Reading = { statements: [], cycles: [], unread: [] };

function readRenamed(settings: Settings): Map<string, Renamed> {
	const renamed = new Map<string, Renamed>();
	for (const statement of settings.list("rename-command")) {
		const [, command, to] = statement.words;
		if (command && to) renamed.set(command.value.toLowerCase(), { statement, to: to.value === "" ? null : to.value });
	}
	return renamed;
}

function evaluatorOf(
	{ kind }: Snapshot,
	settings: Settings,
	renamed: ReadonlyMap<string, Renamed>,
	{ knowledge, release }: World,
): AclEvaluator {
	return createAclEvaluator({
		commands: kind === "sentinel" ? knowledge.sentinelCommands(release) : knowledge.commands(release),
		release,
		channelsByDefault: settings.get("acl-pubsub-default")?.value.toLowerCase() === "allchannels" ? "all" : channelsOfRelease(settings),
		renamed: new Map(Array.from(renamed, ([name, { to }]) => [name, to])),
	});
}

class EvaluatedAcl implements AclModel {
	private allUsers: readonly AclUser[] | undefined;

	constructor(
		readonly evaluator: AclEvaluator,
		readonly source: AclSource,
		private readonly reading: AclReading | undefined,
	) {}

	get users(): readonly AclUser[] | undefined {
		this.allUsers ??= this.reading?.census.blocks.flatMap((block) => block.users);
		return this.allUsers;
	}

	get census(): Census | undefined {
		return this.reading?.census;
	}

	get defaultUser(): AclUser | undefined {
		return this.reading?.defaultUser;
	}

	get fileErrors(): readonly AclLineError[] {
		return this.source.from === "file" ? (this.reading?.errors ?? []) : [];
	}

	*prepare(): Steps<void> {
		if (this.reading) yield* this.reading.prepare();
	}
}

/** Releases without the setting (6.0) have no channels: everything goes. */
function channelsOfRelease(settings: Settings): "all" | "none" {
	return settings.get("acl-pubsub-default") === undefined ? "all" : "none";
}

interface UsersRead {
	readonly source: AclSource;
	readonly users: AclReading | undefined;
}

function* readUsers(snapshot: Snapshot, settings: Settings, evaluator: AclEvaluator, world: World): Steps<UsersRead> {
	if (snapshot.kind === "acl") return usersOfFile(snapshot.files.get(snapshot.root), undefined, evaluator, world);
	const aclfile = settings.get("aclfile");
	const statement = statementOf(aclfile);
	if (statement && aclfile?.value) return usersOfFile(targetOf(snapshot, statement), statement, evaluator, world);
	const lines = settings.list("user");
	if (settings.unread.length > 0 && !lines.some(namesDefault)) return { source: { from: "unknown" }, users: undefined };
	const requirepass = settings.get("requirepass")?.value;
	const reading = yield* readUserStatements(lines, evaluator, world.release, requirepass ? { requirepass } : {});
	return { source: { from: lines.length > 0 ? "lines" : "nothing" }, users: reading };
}

function usersOfFile(file: SourceFile | undefined, statement: Statement | undefined, evaluator: AclEvaluator, world: World): UsersRead {
	const named = statement ? { statement } : {};
	if (file?.state !== "text") return { source: { from: "unknown", ...named }, users: undefined };
	const reading = readAclFile(file.tree, evaluator, world.release, file.uri);
	return { source: { from: "file", file, ...named }, users: reading };
}

function statementOf(setting: Setting | undefined): Statement | undefined {
	return setting?.origin.from === "line" ? setting.origin.statement : undefined;
}

function namesDefault(statement: Statement): boolean {
	return statement.words[1]?.value === "default";
}
