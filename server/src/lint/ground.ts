// lint: what was worked out about users in earlier runs. While nothing but other users' lines changes, nobody is asked again.
import { KnownAnswers, type UserBlock } from "../model/acl/census";
import type { AclEvaluator } from "../model/acl/evaluate";
import type { ServerModel } from "../model/server";
import type { Rule } from "../rules/define";
import type { BlockRecord } from "./blockRecord";
import type { LintSettings } from "./types";
import { Notes, WitnessedServer } from "./witness";

/** What was worked out about users for rules that ask the same of the server. It holds for each server that answers them the same. */
export interface Ground {
	/** The server for these rules; what they ask of it is noted. */
	readonly server: ServerModel;
	/** By the key of a block of users. */
	readonly records: WeakMap<object, BlockRecord>;
	/** Of users of a kind, the rules about one user that may speak. */
	readonly speaking: WeakMap<object, ReadonlySet<Rule>>;
	/** The blocks of the run before, for what is known of single users in blocks that are gone. */
	readonly recent: { blocks: readonly UserBlock[] };
	/** What rules asked of all users, by a name for the question. */
	answers(question: string): KnownAnswers;
}

/** The grounds of one run. */
export interface Grounds {
	/** Of the rules about one user. */
	readonly users: Ground;
	/** Of one other rule: what it asks of all users. */
	of(rule: Rule): Ground;
}

class KnownGround {
	readonly notes = new Notes();
	readonly records = new WeakMap<object, BlockRecord>();
	readonly speaking = new WeakMap<object, ReadonlySet<Rule>>();
	readonly recent: Ground["recent"] = { blocks: [] };
	private readonly questions = new Map<string, KnownAnswers>();

	readonly answers = (question: string): KnownAnswers => {
		const known = this.questions.get(question) ?? new KnownAnswers();
		this.questions.set(question, known);
		return known;
	};
}

/** Of one root: what all rules look at, and the grounds by name. */
interface Known {
	readonly parts: readonly unknown[];
	readonly grounds: Map<string, KnownGround>;
}

const known = new WeakMap<AclEvaluator, Map<string, Known>>();
const MOST_ROOTS = 20;

/** Those of the run before, as far as they hold. Only users of an ACL file are kept from one version to the next. */
export function groundsOf(server: ServerModel, rules: readonly Rule[], settings: LintSettings): Grounds {
	if (server.acl.source.from !== "file") return groundsOfOnce(server);
	const { evaluator } = server.acl;
	const roots = known.get(evaluator) ?? new Map<string, Known>();
	known.set(evaluator, roots);
	const { root } = server.snapshot;
	const parts = partsOf(server, rules, settings);
	let own = roots.get(root);
	if (own?.parts.length !== parts.length || !own.parts.every((part, i) => part === parts[i])) {
		if (roots.size >= MOST_ROOTS) roots.delete(roots.keys().next().value as string);
		own = { parts, grounds: new Map() };
		roots.set(root, own);
	}
	return new CheckedGrounds(server, own.grounds);
}

class CheckedGrounds implements Grounds {
	private readonly checked = new Map<string, Ground>();

	constructor(
		private readonly server: ServerModel,
		private readonly grounds: Map<string, KnownGround>,
	) {}

	get users(): Ground {
		return this.named("");
	}

	of(rule: Rule): Ground {
		return this.named(rule.id);
	}

	private named(name: string): Ground {
		let ground = this.checked.get(name);
		if (ground === undefined) {
			ground = groundNow(this.server, this.grounds, name);
			this.checked.set(name, ground);
		}
		return ground;
	}
}

/** One that is new where that of the run before does not hold. */
function groundNow(server: ServerModel, grounds: Map<string, KnownGround>, name: string): Ground {
	let own = grounds.get(name);
	if (!own?.notes.holdFor(server)) {
		own = new KnownGround();
		grounds.set(name, own);
	}
	const { answers, notes, recent, records, speaking } = own;
	notes.turnTo(server);
	return { server: new WitnessedServer(server, notes), records, speaking, recent, answers };
}

/** For servers of which nothing is kept. */
function groundsOfOnce(server: ServerModel): Grounds {
	const { answers, recent, records, speaking } = new KnownGround();
	const ground: Ground = { server, records, speaking, recent, answers };
	return { users: ground, of: () => ground };
}

/** What rules look at without a note of it. */
function partsOf({ acl, kind, snapshot, world }: ServerModel, rules: readonly Rule[], settings: LintSettings): unknown[] {
	const usersIn = acl.source.from === "file" ? acl.source.file.uri : undefined;
	const parts: unknown[] = [world.release.id, kind, usersIn, snapshot.kindGiven, JSON.stringify(settings), rules];
	for (const [uri, file] of snapshot.files) parts.push(uri, file.kind, file.state);
	return [...parts, ...(snapshot.tlsFiles?.values() ?? [])];
}
