// lint: a server that notes what is asked of it. What was worked out from its answers holds for every server that answers the same.

import type { Steps } from "../base/steps";
import { keySpacesOf } from "../model/acl/keySpaces";
import { othersOn, othersWhoLogIn } from "../model/acl/logins";
import type { Exposure } from "../model/exposure";
import type { AclModel, Renamed, ServerModel } from "../model/server";
import type { Reading } from "../model/statements";
import type { Problem, Setting, Settings, Snapshot, SourceFile, Statement } from "../model/types";
import { factOf } from "../syntax/blocks";
import type { Facts } from "../syntax/text";

/** What was answered, in parts: two are the same where each part is. Lines are told apart by what they say, not by where they stand. */
type Answer = readonly unknown[];

/** What was asked about settings by their names, and everything else. */
type Question = keyof typeof QUESTIONS;

const QUESTIONS = {
	"lines that were not read": ({ settings }: ServerModel): Answer => settings.unread.flatMap(partsOfLine),
	"open default": ({ openDefault }: ServerModel): Answer => [openDefault],
	"from the network": ({ exposure }: ServerModel): Answer => [exposure.network, exposure.uncertain],
	"protected mode": ({ exposure }: ServerModel): Answer => [exposure.protectedMode],
	"widest reach": ({ exposure }: ServerModel): Answer => [exposure.reach],
	listeners: ({ exposure }: ServerModel): Answer =>
		exposure.listeners.flatMap(({ address, optional, port, protocol, reach }) => [address, optional, port, protocol, reach]),
	"renamed commands": ({ renamed }: ServerModel): Answer => Array.from(renamed, ([name, { to }]) => [name, to]).flat(),
	"default user": ({ acl, snapshot }: ServerModel): Answer => {
		const user = acl.defaultUser;
		if (user?.source !== "line") return [user?.state.passwords.length];
		const file = snapshot.files.get(user.file);
		return [file?.state === "text" ? file.tree.line(user.line) : undefined];
	},
	// Rules about one user ask of all others only whether there are some, and whether they share the keys.
	"all users": ({ acl: { census } }: ServerModel): Answer => {
		const { any, several } = keySpacesOf(census);
		return [any, several, census?.hasMoreThan(2), atMostTwo(othersOn(census)), atMostTwo(othersWhoLogIn(census))];
	},
	// What has no parts to compare is never the same again.
	"list of users": ({ acl }: ServerModel): Answer => [acl.users],
	"errors in the ACL file": ({ acl }: ServerModel): Answer => [acl.fileErrors],
	reading: ({ reading }: ServerModel): Answer => [reading],
	problems: ({ problems }: ServerModel): Answer => [problems],
	configurations: ({ acl, snapshot }: ServerModel): Answer =>
		Array.from(snapshot.files.values(), (file) =>
			file.uri === usersIn(acl) ? undefined : file.state === "text" ? file.tree : file.reason,
		),
	targets: ({ snapshot }: ServerModel): Answer => [snapshot.targets],
} as const;

/** What was asked of one server or of others that answered the same. */
export class Notes {
	private readonly settings = new Map<string, Answer>();
	private readonly lists = new Map<string, Answer>();
	private readonly others = new Map<Question, Answer>();
	private latest: ServerModel | undefined;

	/** From now on this server is asked. What others are asked after that is not noted, since it was another one when they answered. */
	turnTo(server: ServerModel): void {
		this.latest = server;
	}

	/** Whether the server answers the same. */
	holdFor(server: ServerModel): boolean {
		for (const [question, answer] of this.others) if (!isSame(answer, answerOf(server, question))) return false;
		for (const [name, answer] of this.settings) if (!isSame(answer, partsOfSetting(server.settings.get(name)))) return false;
		for (const [name, answer] of this.lists) if (!isSame(answer, server.settings.list(name).flatMap(partsOfLine))) return false;
		return true;
	}

	asked(question: Question, server: ServerModel): void {
		if (server === this.latest && !this.others.has(question)) this.others.set(question, answerOf(server, question));
	}

	askedFor(name: string, setting: Setting | undefined, server: ServerModel): void {
		if (server === this.latest && !this.settings.has(name)) this.settings.set(name, partsOfSetting(setting));
	}

	askedForAll(name: string, statements: readonly Statement[], server: ServerModel): void {
		if (server === this.latest && !this.lists.has(name)) this.lists.set(name, statements.flatMap(partsOfLine));
	}
}

/** `server` for rules whose answers are kept: what they ask is noted. Its release, kind and ACL file are not, nor the addresses of its files. */
export class WitnessedServer implements ServerModel {
	readonly world: ServerModel["world"];
	readonly kind: ServerModel["kind"];
	readonly settings: Settings;
	readonly acl: AclModel;
	readonly facts: Facts = new Map();
	private noted: { snapshot?: Snapshot; exposure?: Exposure } = {};

	constructor(
		private readonly server: ServerModel,
		private readonly notes: Notes,
	) {
		this.world = server.world;
		this.kind = server.kind;
		this.settings = new WitnessedSettings(server, notes);
		this.acl = new WitnessedAcl(server, notes);
	}

	get snapshot(): Snapshot {
		this.noted.snapshot ??= new WitnessedSnapshot(this.server, this.notes);
		return this.noted.snapshot;
	}

	get exposure(): Exposure {
		this.noted.exposure ??= new WitnessedExposure(this.server, this.notes);
		return this.noted.exposure;
	}

	get renamed(): ReadonlyMap<string, Renamed> {
		this.notes.asked("renamed commands", this.server);
		return this.server.renamed;
	}

	get openDefault(): boolean | undefined {
		this.notes.asked("open default", this.server);
		return this.server.openDefault;
	}

	get reading(): Reading {
		this.notes.asked("reading", this.server);
		return this.server.reading;
	}

	get problems(): readonly Problem[] {
		this.notes.asked("problems", this.server);
		return this.server.problems;
	}

	prepare(): Steps<void> {
		return this.server.prepare();
	}
}

class WitnessedSettings implements Settings {
	constructor(
		private readonly server: ServerModel,
		private readonly notes: Notes,
	) {}

	get unread(): readonly Statement[] {
		this.notes.asked("lines that were not read", this.server);
		return this.server.settings.unread;
	}

	get(name: string): Setting | undefined {
		const setting = this.server.settings.get(name);
		this.notes.askedFor(name, setting, this.server);
		return setting;
	}

	list(name: string): readonly Statement[] {
		const statements = this.server.settings.list(name);
		this.notes.askedForAll(name, statements, this.server);
		return statements;
	}
}

class WitnessedAcl implements AclModel {
	readonly evaluator: AclModel["evaluator"];
	readonly source: AclModel["source"];

	constructor(
		private readonly server: ServerModel,
		private readonly notes: Notes,
	) {
		this.evaluator = server.acl.evaluator;
		this.source = server.acl.source;
	}

	get users(): AclModel["users"] {
		this.notes.asked("list of users", this.server);
		return this.server.acl.users;
	}

	get census(): AclModel["census"] {
		this.notes.asked("all users", this.server);
		return this.server.acl.census;
	}

	get defaultUser(): AclModel["defaultUser"] {
		this.notes.asked("default user", this.server);
		return this.server.acl.defaultUser;
	}

	get fileErrors(): AclModel["fileErrors"] {
		this.notes.asked("errors in the ACL file", this.server);
		return this.server.acl.fileErrors;
	}
}

class WitnessedExposure implements Exposure {
	constructor(
		private readonly server: ServerModel,
		private readonly notes: Notes,
	) {}

	get network(): boolean {
		this.notes.asked("from the network", this.server);
		return this.server.exposure.network;
	}

	get uncertain(): boolean {
		this.notes.asked("from the network", this.server);
		return this.server.exposure.uncertain;
	}

	get protectedMode(): Exposure["protectedMode"] {
		this.notes.asked("protected mode", this.server);
		return this.server.exposure.protectedMode;
	}

	get reach(): Exposure["reach"] {
		this.notes.asked("widest reach", this.server);
		return this.server.exposure.reach;
	}

	get listeners(): Exposure["listeners"] {
		this.notes.asked("listeners", this.server);
		return this.server.exposure.listeners;
	}
}

/** Of the ACL file nothing is noted: what is said of a user is kept by the block that holds it. */
class WitnessedSnapshot implements Snapshot {
	readonly root: Snapshot["root"];
	readonly kind: Snapshot["kind"];
	readonly files: Snapshot["files"];
	declare readonly kindGiven?: true;
	declare readonly tlsFiles?: NonNullable<Snapshot["tlsFiles"]>;

	constructor(
		private readonly server: ServerModel,
		private readonly notes: Notes,
	) {
		const { acl, snapshot } = server;
		const { files, kind, kindGiven, root, tlsFiles } = snapshot;
		this.root = root;
		this.kind = kind;
		this.files = new WitnessedFiles(files, (uri) => {
			if (uri !== usersIn(acl)) notes.asked("configurations", server);
		});
		if (kindGiven) this.kindGiven = kindGiven;
		if (tlsFiles) this.tlsFiles = tlsFiles;
	}

	get targets(): Snapshot["targets"] {
		this.notes.asked("targets", this.server);
		return this.server.snapshot.targets;
	}
}

class WitnessedFiles extends Map<string, SourceFile> {
	constructor(
		files: ReadonlyMap<string, SourceFile>,
		private readonly asked: (uri: string | undefined) => void,
	) {
		super(files);
	}

	override get(uri: string): SourceFile | undefined {
		this.asked(uri);
		return super.get(uri);
	}

	override values(): ReturnType<Map<string, SourceFile>["values"]> {
		this.asked(undefined);
		return super.values();
	}

	override entries(): ReturnType<Map<string, SourceFile>["entries"]> {
		this.asked(undefined);
		return super.entries();
	}

	override [Symbol.iterator](): ReturnType<Map<string, SourceFile>["entries"]> {
		return this.entries();
	}
}

const answersOf = factOf((_: ServerModel) => new Map<Question, Answer>());

/** Many rules ask the same. */
function answerOf(server: ServerModel, question: Question): Answer {
	const known = answersOf(server);
	let answer = known.get(question);
	if (answer === undefined) {
		answer = QUESTIONS[question](server);
		known.set(question, answer);
	}
	return answer;
}

function usersIn({ source }: AclModel): string | undefined {
	return source.from === "file" ? source.file.uri : undefined;
}

function partsOfSetting(setting: Setting | undefined): Answer {
	if (setting === undefined) return [];
	const { name, origin, overridden, uncertain, value } = setting;
	return [name, value, uncertain, ...(origin.from === "line" ? partsOfLine(origin.statement) : []), ...overridden.flatMap(partsOfLine)];
}

function partsOfLine({ file, line }: Statement): Answer {
	return [line, file];
}

function isSame(one: Answer, other: Answer): boolean {
	return one.length === other.length && one.every((part, at) => part === other[at]);
}

function atMostTwo({ length }: { readonly length: number }): number {
	return Math.min(length, 2);
}
