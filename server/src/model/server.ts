// model: one root and all it leads to, as the server of one release would run it. The subject of most rules.
import { type AclEvaluator, createAclEvaluator } from "./acl/evaluate";
import { type AclLineError, type AclReading, readAclFile, readUserStatements } from "./acl/file";
import type { AclUser } from "./acl/types";
import { type Exposure, evaluateExposure } from "./exposure";
import { targetOf } from "./load";
import { findProblems } from "./problems";
import { readSettings } from "./settings";
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
	/** Undefined where they are unknown. `default` is always among them, implied where no line names it. */
	readonly users: readonly AclUser[] | undefined;
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
}

/** Evaluates a snapshot. Pure; the same snapshot and world give an equal model. */
export function evaluateServer(snapshot: Snapshot, world: World): ServerModel {
	const reading = snapshot.kind === "acl" ? NOTHING_READ : readStatements(snapshot.files, snapshot.targets, snapshot.root);
	const settings = readSettings(reading, world.knowledge.directives(world.release));
	const renamed = readRenamed(settings);
	const acl = readAcl(snapshot, settings, renamed, world);
	const state = acl.defaultUser?.state;
	const exposure = evaluateExposure(settings, world, state?.nopass ?? false);
	const openDefault = state?.enabled && state.nopass;
	let problems: readonly Problem[] | undefined;
	return {
		world,
		snapshot,
		kind: snapshot.kind,
		reading,
		settings,
		acl,
		exposure,
		renamed,
		openDefault,
		get problems() {
			problems ??= findProblems(snapshot, acl.fileErrors, world);
			return problems;
		},
	};
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

function readAcl(snapshot: Snapshot, settings: Settings, renamed: ReadonlyMap<string, Renamed>, world: World): AclModel {
	const { knowledge, release } = world;
	const evaluator = createAclEvaluator({
		commands: snapshot.kind === "sentinel" ? knowledge.sentinelCommands(release) : knowledge.commands(release),
		release,
		channelsByDefault: settings.get("acl-pubsub-default")?.value.toLowerCase() === "allchannels" ? "all" : channelsOfRelease(settings),
		renamed: new Map([...renamed].map(([name, { to }]) => [name, to])),
	});
	const { source, users, fileErrors = [] } = readUsers(snapshot, settings, evaluator, world);
	return { source, users, defaultUser: users?.find((user) => user.name === "default"), fileErrors, evaluator };
}

/** A user whose line has an error counts as its rules that are in order say: the server does not start, and the next thing is to mend the line. */
function allUsers({ users, leftOut }: AclReading): readonly AclUser[] {
	if (leftOut.length === 0) return users;
	const named = new Set(leftOut.map((user) => user.name));
	const last = new Map(leftOut.map((user) => [user.name, user]));
	const kept = users.filter((user) => !(user.source === "implied" && named.has(user.name)));
	const names = new Set(kept.map((user) => user.name));
	return [...kept, ...[...last.values()].filter((user) => !names.has(user.name))];
}

/** Releases without the setting (6.0) have no channels: everything goes. */
function channelsOfRelease(settings: Settings): "all" | "none" {
	return settings.get("acl-pubsub-default") === undefined ? "all" : "none";
}

function readUsers(
	snapshot: Snapshot,
	settings: Settings,
	evaluator: AclEvaluator,
	world: World,
): Pick<AclModel, "source" | "users"> & Partial<Pick<AclModel, "fileErrors">> {
	if (snapshot.kind === "acl") return usersOfFile(snapshot.files.get(snapshot.root), undefined, evaluator, world);
	const aclfile = settings.get("aclfile");
	const statement = statementOf(aclfile);
	if (statement && aclfile?.value) return usersOfFile(targetOf(snapshot, statement), statement, evaluator, world);
	const lines = settings.list("user");
	if (settings.unread.length > 0 && !lines.some(namesDefault)) return { source: { from: "unknown" }, users: undefined };
	const requirepass = settings.get("requirepass")?.value;
	const reading = readUserStatements(lines, evaluator, world.release, requirepass ? { requirepass } : {});
	return { source: { from: lines.length > 0 ? "lines" : "nothing" }, users: allUsers(reading) };
}

function usersOfFile(
	file: SourceFile | undefined,
	statement: Statement | undefined,
	evaluator: AclEvaluator,
	world: World,
): ReturnType<typeof readUsers> {
	const named = statement ? { statement } : {};
	if (file?.state !== "text") return { source: { from: "unknown", ...named }, users: undefined };
	const reading = readAclFile(file.tree, evaluator, world.release, file.uri);
	return { source: { from: "file", file, ...named }, users: allUsers(reading), fileErrors: reading.errors };
}

function statementOf(setting: Setting | undefined): Statement | undefined {
	return setting?.origin.from === "line" ? setting.origin.statement : undefined;
}

function namesDefault(statement: Statement): boolean {
	return statement.words[1]?.value === "default";
}
