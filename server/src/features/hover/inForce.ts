// features: which value of a directive is in force, and which line of which file sets it.
import { english, joined, listed, say, sentences, type Words } from "../../base/say";
import { nameOfUri } from "../../base/uri";
import { maskLine } from "../../lint/mask";
import type { ServerModel } from "../../model/server";
import type { Setting, Statement } from "../../model/types";
import { type RedisDocument, statementAt } from "../document";
import { code, link, linkTarget } from "../texts/markdown";

export const THIS_LINE = say`**In force here:** this line sets it.`;
export const REFUSED = say`**Not in force:** the server refuses this line and does not start.`;

/** Directives of which every line counts. */
const ADDING: ReadonlySet<string> = new Set(["include", "loadmodule", "rename-command", "sentinel", "user"]);

/** In Markdown, seen from one line; undefined where there is nothing to add to what the line itself says. Roots that differ are told apart. */
export function inForceInWords(document: RedisDocument, line: number): Words | undefined {
	const { file, others = [], server } = document;
	const said = [server, ...others].map((root) => ({ root: root.snapshot.root, words: inRoot({ server: root, file }, line) }));
	const [first] = said;
	if (said.every(({ words }) => english(words ?? "") === english(first?.words ?? ""))) return first?.words;
	return joined(
		said.flatMap(({ root, words }) => (words === undefined ? [] : [joined([`- ${link(nameOfUri(root), root)}:`, words], " ")])),
		"\n",
	);
}

function inRoot(document: RedisDocument, line: number): Words | undefined {
	const { server } = document;
	const statement = statementAt(document, line);
	if (!statement || server.kind === "acl") return undefined;
	const directive = server.world.knowledge.directives(server.world.release).find(statement.name);
	if (directive?.ignored) return undefined;
	if (ADDING.has(statement.name)) return undefined;
	if (isRefused(server, statement)) return REFUSED;
	if (statement.name === "save" || statement.name === "client-output-buffer-limit") return together(document, statement);
	if (statement.name === "requirepass" && !isAsked(server))
		return say`**Not in force:** ${whoIsAsked(server)}, and this password counts for nothing.`;
	const setting = server.settings.get(directive?.name ?? statement.name);
	return setting && winner(document, statement, setting);
}

/** Whether the server ends at this line, one way or the other. */
export function isRefused({ problems }: ServerModel, { file, lineNumber }: Statement): boolean {
	return problems.some(({ at, effect }) => (effect === "refused" || effect === "crash") && at.line === lineNumber && at.file === file);
}

/** The arguments of a line as they may be shown, in a code span. */
export function shownArguments({ server, file }: RedisDocument, statement: Statement): Words {
	const { line, words } = statement;
	const first = words[1];
	const last = words.at(-1);
	if (!first || !last) return say`nothing`;
	const kind = server.snapshot.files.get(statement.file)?.kind ?? file.kind;
	const shown = maskLine(line, kind, server.world.knowledge);
	const { start } = shown.place(first);
	const { end } = shown.place(last);
	return code(shown.text.slice(start, end));
}

/** "line 12 of [redis.conf](...)", or "line 12" in the same file. */
export function lineLink(document: RedisDocument, { file, lineNumber }: Pick<Statement, "file" | "lineNumber">): Words {
	const number = lineNumber + 1;
	const target = `${linkTarget(file)}#L${number}`;
	return file === document.file.uri ? say`[line ${number}](${target})` : say`[line ${number}](${target}) of ${code(nameOfUri(file))}`;
}

function winner(document: RedisDocument, statement: Statement, setting: Setting): Words | undefined {
	if (setting.origin.from !== "line") return undefined;
	const unsure = setting.uncertain ? say`A later \`include\` could not be read and may change that.` : "";
	const last = setting.origin.statement;
	if (isSame(last, statement)) {
		const others = setting.overridden.filter((other) => !isSame(other, statement));
		if (others.length === 0) return sentences(THIS_LINE, unsure);
		const lines = others.slice(-3).map((other) => lineLink(document, other));
		return sentences(say`**In force here:** this line sets it, since it comes after ${list(lines, others.length)}.`, unsure);
	}
	return sentences(
		say`**Not in force:** ${lineLink(document, last)} comes later and wins, with ${shownArguments(document, last)}.`,
		unsure,
	);
}

/** Users of a file or a line of their own leave no room for `requirepass`. */
function isAsked({ acl }: ServerModel): boolean {
	return (acl.source.from === "nothing" || acl.source.from === "lines") && acl.defaultUser?.source !== "line";
}

function whoIsAsked({ acl }: ServerModel): Words {
	return acl.source.from === "lines" ? say`a \`user default\` line says how \`default\` logs in` : say`the users come from an ACL file`;
}

function together(document: RedisDocument, statement: Statement): Words | undefined {
	const others = document.server.settings.list(statement.name).filter((other) => !isSame(other, statement));
	if (others.length === 0) return THIS_LINE;
	const lines = others.slice(-3).map((other) => lineLink(document, other));
	return statement.name === "save"
		? say`Counts together with ${list(lines, others.length)}.`
		: say`Of each class the last line counts. See also ${list(lines, others.length)}.`;
}

function list(lines: readonly Words[], all: number): Words {
	return all > lines.length
		? say`${listed(lines)} and ${all - lines.length} more`
		: lines.reduce((before, next) => say`${before} and ${next}`);
}

function isSame(a: Statement, b: Statement): boolean {
	return a.file === b.file && a.lineNumber === b.lineNumber;
}
