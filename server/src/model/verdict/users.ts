// model/verdict: the `user` lines of a configuration, through the evaluation of users.
import type { Commands } from "../../knowledge/types";
import type { Word } from "../../syntax/tree";
import { type AclEvaluator, createAclEvaluator } from "../acl/evaluate";
import { readUserStatements } from "../acl/file";
import { targetKey } from "../statements";
import type { Statement, World } from "../types";
import type { Finding } from "./finding";
import { commentFrom } from "./mistakes";
import { tablesOf } from "./settingLine";

export type ChannelsByDefault = "all" | "none";

export interface UserLine {
	readonly statement: Statement;
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

/** Findings by the file and line of their statement. Those of stage `users` come when everything is read. */
export function checkUsers(lines: readonly UserLine[], ground: UserGround): UserFinding[] {
	const release = tablesOf(ground.world).directives.release;
	const evaluator = evaluatorOf(ground, ground.channels);
	const other = lines.some((line) => line.channels !== ground.channels)
		? evaluatorOf(ground, ground.channels === "all" ? "none" : "all")
		: evaluator;
	const early = new Set(lines.filter((line) => line.channels !== ground.channels).map((line) => line.statement));
	const reading = readUserStatements(
		lines.map((line) => line.statement),
		evaluator,
		release,
		early.size > 0 ? { whileReading: (statement) => (early.has(statement) ? other : evaluator) } : {},
	);
	const byPlace = new Map(lines.map(({ statement }) => [targetKey(statement.file, statement.lineNumber), statement]));
	const commented = new Set<string>();
	const found: UserFinding[] = [];
	for (const error of reading.errors) {
		const place = targetKey(error.file, error.line);
		if (commented.has(place)) continue;
		const words = byPlace.get(place)?.words ?? [];
		const at = words.findIndex((word) => word.start === error.start && isComment(word));
		if (at > 1) commented.add(place);
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
		found.push({ file: error.file, line: error.line, finding });
	}
	return found;
}

/** A "#" alone. With more behind it, it is a password hash that went wrong, or even a password. */
function isComment(word: Word): boolean {
	return word.quote === "none" && /^#+$/.test(word.value);
}

export interface UserFinding {
	readonly file: string;
	readonly line: number;
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
