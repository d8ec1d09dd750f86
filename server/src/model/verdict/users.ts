// model/verdict: the `user` lines of a configuration, through the evaluation of users.
import { MANY, type Steps } from "../../base/steps";
import type { Commands } from "../../knowledge/types";
import type { Word } from "../../syntax/tree";
import type { AclLineError } from "../acl/collect";
import { type AclEvaluator, createAclEvaluator } from "../acl/evaluate";
import { readUserStatements } from "../acl/file";
import { targetKey } from "../statements";
import type { Statement, World } from "../types";
import type { Finding } from "./finding";
import { commentFrom } from "./mistakes";
import type { ReadLine } from "./reading";
import { tablesOf } from "./settingLine";

export type ChannelsByDefault = "all" | "none";

export interface UserLine {
	readonly at: ReadLine;
	/** `acl-pubsub-default` when the server reads the line. */
	readonly channels: ChannelsByDefault;
}

/** What a file says that rules of users depend on. */
export interface UserGround {
	readonly world: World;
	readonly commands: Commands;
	readonly renamed: ReadonlyMap<string, string | null>;
	/** `acl-pubsub-default` at the end of the file. */
	readonly channels: ChannelsByDefault;
}

/** Findings with their lines. Those of stage `users` come when everything is read. In steps, so that a caller can stop or take a break. */
export function* checkUsers(lines: readonly UserLine[], ground: UserGround): Steps<UserFinding[]> {
	const release = tablesOf(ground.world).directives.release;
	const evaluator = evaluatorOf(ground, ground.channels);
	const statements: Statement[] = [];
	const early = new Set<Statement>();
	for (const { at, channels } of lines) {
		const statement = statementOf(at);
		statements.push(statement);
		if (channels !== ground.channels) early.add(statement);
	}
	const other = early.size > 0 ? evaluatorOf(ground, ground.channels === "all" ? "none" : "all") : evaluator;
	const options = early.size > 0 ? { whileReading: (statement: Statement) => (early.has(statement) ? other : evaluator) } : {};
	const { errors } = yield* readUserStatements(statements, evaluator, release, options);
	if (errors.length === 0) return [];
	const byPlace = new Map(lines.map((line) => [targetKey(line.at.file, line.at.number - 1), line]));
	const commented = new Set<UserLine>();
	const found: UserFinding[] = [];
	for (let number = 0; number < errors.length; number++) {
		if (number % MANY === MANY - 1) yield;
		const error = errors[number] as AclLineError;
		const line = byPlace.get(targetKey(error.file, error.line));
		if (line === undefined || commented.has(line)) continue;
		const { words } = line.at.line;
		const at = words.findIndex((word) => word.start === error.start && isComment(word));
		if (at > 1) commented.add(line);
		const finding: Finding = {
			code: error.code,
			start: error.start,
			end: error.end,
			message: error.message,
			serverSays: error.late ? error.serverSays : `Error in user declaration: ${error.serverSays}`,
			effect: error.crash ? "crash" : "refused",
			...(error.suggestions.length > 0 && { suggestions: error.suggestions }),
			...(error.late && { stage: "users" as const, lineless: true as const }),
			...(at > 1 && commentFrom(words, at)),
		};
		found.push({ line, finding });
	}
	return found;
}

function statementOf({ file, line, number }: ReadLine): Statement {
	return { file, lineNumber: number - 1, line, name: "user", words: line.words, via: [] };
}

/** A "#" alone. With more behind it, it is a password hash that went wrong, or even a password. */
function isComment(word: Word): boolean {
	return word.quote === "none" && /^#+$/.test(word.value);
}

export interface UserFinding {
	readonly line: UserLine;
	readonly finding: Finding;
}

/** Evaluators remember what they worked out, so they are kept, but for files that rename commands. */
const evaluators = new WeakMap<Commands, Map<string, AclEvaluator>>();

function evaluatorOf(ground: UserGround, channelsByDefault: ChannelsByDefault): AclEvaluator {
	const { commands, renamed } = ground;
	const create = () => createAclEvaluator({ commands, release: commands.release, channelsByDefault, renamed });
	const key = `${channelsByDefault} ${JSON.stringify([...renamed])}`;
	const known = evaluators.get(commands) ?? new Map<string, AclEvaluator>();
	evaluators.set(commands, known);
	let evaluator = known.get(key);
	if (!evaluator) {
		if (known.size >= 8) known.clear();
		evaluator = create();
		known.set(key, evaluator);
	}
	return evaluator;
}
