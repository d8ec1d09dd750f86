// lint: what was worked out about users in earlier runs. While nothing but other users' lines changes, nobody is asked again.
import type { KnownAnswers } from "../model/acl/census";
import type { AclEvaluator } from "../model/acl/evaluate";
import { keySpacesOf } from "../model/acl/keySpaces";
import type { ServerModel } from "../model/server";
import type { Rule } from "../rules/define";
import type { KeptFindings } from "./blockFindings";
import type { Fixable } from "./fixAll";
import type { LintSettings } from "./types";

/** Which rules spoke of the users of one block, and how often. */
export interface BlockRecord {
	readonly speakers: readonly Speaker[];
	/** Findings by the position of their severity. */
	readonly counts: readonly number[];
	readonly fixable: Fixable;
	/** What people have seen of them, by the position of their severity. */
	readonly shown: (KeptFindings | undefined)[];
}

export interface Speaker {
	/** Position of the user in its block. */
	readonly at: number;
	readonly rules: readonly Rule[];
	/** The positions of the severities of what they said, as bits. */
	readonly severities: number;
}

/** Holds for all runs over servers in which all but users is the same. */
export interface Ground {
	/** By the key of a block of users. */
	readonly records: WeakMap<object, BlockRecord>;
	/** What rules asked of all users, by a name for the question. */
	answers(question: string): KnownAnswers;
}

interface KnownGround extends Ground {
	readonly parts: readonly unknown[];
}

const known = new WeakMap<AclEvaluator, Map<string, KnownGround>>();
const MOST_GROUNDS = 20;

/** The same one while other files, settings, rules, and what the model says of all users together are the same. */
export function groundOf(server: ServerModel, rules: readonly Rule[], settings: LintSettings): Ground {
	const { evaluator } = server.acl;
	const grounds = known.get(evaluator) ?? new Map<string, KnownGround>();
	known.set(evaluator, grounds);
	const key = server.snapshot.root;
	const parts = partsOf(server, rules, settings);
	const old = grounds.get(key);
	if (old?.parts.length === parts.length && old.parts.every((part, i) => part === parts[i])) return old;
	if (grounds.size >= MOST_GROUNDS) grounds.delete(grounds.keys().next().value as string);
	const ground = newGround(parts);
	grounds.set(key, ground);
	return ground;
}

function newGround(parts: readonly unknown[]): KnownGround {
	const answers = new Map<string, KnownAnswers>();
	return {
		parts,
		records: new WeakMap(),
		answers(question) {
			const own = answers.get(question) ?? new WeakMap();
			answers.set(question, own);
			return own;
		},
	};
}

/** Everything that a rule about one user may look at besides that user; equal where each part is the same. */
function partsOf(server: ServerModel, rules: readonly Rule[], settings: LintSettings): unknown[] {
	const { acl, snapshot, world, openDefault, exposure } = server;
	const { several, any } = keySpacesOf(acl.census);
	const usersIn = acl.source.from === "file" ? acl.source.file.uri : undefined;
	const parts: unknown[] = [world.release.id, acl.source.from, usersIn, openDefault, several, any, acl.census?.hasMoreThan(2)];
	parts.push(exposure.network, exposure.uncertain, snapshot.kind, snapshot.kindGiven, JSON.stringify(settings), ...rules);
	for (const [uri, file] of snapshot.files) {
		parts.push(uri, file.kind);
		if (uri === usersIn) continue;
		if (file.state === "unreadable") parts.push(file.reason);
		// Comments of a configuration say nothing about the users of its ACL file.
		else if (usersIn === undefined) parts.push(file.tree);
		else for (const block of file.tree.blocks) for (const line of block.lines) if (line.kind === "words") parts.push(line);
	}
	return [...parts, ...(snapshot.tlsFiles?.values() ?? [])];
}
