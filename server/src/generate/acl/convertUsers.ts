// generate/acl: `user` lines of redis.conf moved to an ACL file, and back. Every user stays exactly what it is.

import type { Edit } from "../../base/span";
import { toEnd } from "../../base/steps";
import { pathOfUri, resolveUri } from "../../base/uri";
import { isSameUser } from "../../model/acl/effects";
import type { AclEvaluator } from "../../model/acl/evaluate";
import { readUserStatements } from "../../model/acl/file";
import { type LineReading, readAclLine, readUserWords } from "../../model/acl/lines";
import { passwordHash } from "../../model/acl/passwords";
import type { AclUser } from "../../model/acl/types";
import { addDirective, endOfLine, replaceStatement, writeLine } from "../../model/placement";
import type { ServerModel } from "../../model/server";
import type { SourceFile, Statement } from "../../model/types";
import { parse } from "../../syntax/parse";
import { removeLines } from "./removeLines";
import { ruleForFile } from "./writeUser";

export type Conversion =
	| { readonly edits: readonly Edit[] }
	/** Why it cannot be done, and what to do first. */
	| { readonly fault: string };

/** A new ACL file, and how `aclfile` is to name it. */
export interface AclFileTarget {
	readonly uri: string;
	readonly path: string;
}

/** Beside the root file. A relative path would count from `dir`, so that the path is absolute where `dir` is set. */
export function aclFileTarget({ snapshot, settings }: ServerModel, name: string): AclFileTarget {
	const uri = resolveUri(resolveUri(snapshot.root, ".."), name);
	return { uri, path: settings.get("dir")?.origin.from === "line" ? pathOfUri(uri) : name };
}

/** Undefined fault means that it can be done: `user` lines are in force, and each is in order. */
export function usersToAclFile(server: ServerModel, target: AclFileTarget): Conversion {
	const { acl, settings, snapshot, world } = server;
	const root = snapshot.files.get(snapshot.root);
	const statements = settings.list("user");
	if (acl.source.from !== "lines" || root?.state !== "text") return { fault: "No user line is in force here." };
	if (toEnd(readUserStatements(statements, acl.evaluator, world.release)).errors.length > 0) {
		return { fault: "A user line has an error, for which the server does not start. Mend it first." };
	}
	const lines: string[] = [];
	const requirepass = settings.get("requirepass")?.value;
	const isDefaultNamed = acl.users?.some(({ name, source }) => name === "default" && source === "line");
	if (requirepass && !isDefaultNamed) lines.push(openDefault(`#${passwordHash(requirepass)}`, acl.evaluator));
	for (const user of acl.users ?? []) {
		if (user.source !== "line") continue;
		const line = aclLine(user);
		if (!isReadAs(readAclLine(line, acl.evaluator, acl.evaluator.dialect), user) || hasRawBytes(user, statements)) {
			return { fault: `The rules of ${user.name} cannot be written in an ACL file, which knows no quotes and no bytes outside of UTF-8.` };
		}
		lines.push(line);
	}
	const edits = [...naming(server, root, statements, target.path)];
	if (requirepass && !isDefaultNamed) edits.push(...removedStatements(server, "requirepass", []));
	const at = { line: 0, character: 0 };
	return { edits: [...edits, { file: target.uri, start: at, end: at, newText: `${lines.join("\n")}\n` }] };
}

/** The users of the ACL file in the place of the line that names it. The file itself stays. */
export function aclFileToUsers(server: ServerModel): Conversion {
	const { acl, settings, snapshot } = server;
	const { source } = acl;
	if (source.from !== "file" || source.statement === undefined || acl.users === undefined)
		return { fault: "No ACL file that can be read is in force here." };
	if (acl.fileErrors.length > 0) return { fault: "The ACL file has an error, for which the server does not start. Mend it first." };
	if (settings.list("user").length > 0)
		return { fault: "There are user lines beside the ACL file, so that the server does not start. Remove one of the two first." };
	const { statement } = source;
	const file = snapshot.files.get(statement.file);
	if (file?.state !== "text") return { fault: "The file with the aclfile line cannot be read." };
	const lines: string[] = [];
	const isDefaultNamed = acl.users.some(({ name, source: from }) => name === "default" && from === "line");
	// Beside an ACL file that does not name default, requirepass does nothing; here it would.
	if (settings.get("requirepass")?.value && !isDefaultNamed) lines.push(writeLine(openDefault("nopass", acl.evaluator).split(" ")));
	for (const user of acl.users) {
		if (user.source !== "line") continue;
		const line = configLine(user);
		if (!isReadAs(readUserWords(parse(line, "config").lines[0]?.words ?? [], acl.evaluator, acl.evaluator.dialect), user)) {
			return { fault: `The rules of ${user.name} cannot be written in redis.conf.` };
		}
		lines.push(line);
	}
	const text = lines.join(endOfLine(file.tree));
	const replaced = lines.length === 0 ? [] : [{ ...replaceStatement(statement, ["aclfile"]), newText: text }];
	const kept = lines.length === 0 ? [] : [statement];
	return { edits: [...replaced, ...removedStatements(server, "aclfile", kept)] };
}

/** `default` as it is where no line names it. */
export function openDefault(login: string, { dialect }: AclEvaluator): string {
	return ["user", "default", "on", login, "~*", ...(dialect.channels ? ["&*"] : []), "+@all"].join(" ");
}

/** `aclfile` in the place of the first user line of the root file; the others go. */
function naming(server: ServerModel, root: SourceFile, statements: readonly Statement[], path: string): Edit[] {
	const before = server.settings.get("aclfile")?.origin;
	if (before?.from === "line") return [replaceStatement(before.statement, ["aclfile", path]), ...removedStatements(server, "user", [])];
	const first = statements.find(({ file }) => file === root.uri);
	if (first === undefined) return [...addDirective(root, "aclfile", [path]), ...removedStatements(server, "user", [])];
	return [replaceStatement(first, ["aclfile", path]), ...removedStatements(server, "user", [first])];
}

/** All lines with this directive, wherever they are, but those to keep. */
export function removedStatements(server: ServerModel, directive: string, kept: readonly Statement[]): Edit[] {
	const lines = new Map<string, Set<number>>();
	for (const { name, file, lineNumber } of server.reading.statements) {
		if (name !== directive || kept.some((one) => one.file === file && one.lineNumber === lineNumber)) continue;
		lines.set(file, (lines.get(file) ?? new Set()).add(lineNumber));
	}
	return Array.from(lines).flatMap(([uri, numbers]) => {
		const file = server.snapshot.files.get(uri);
		return file?.state === "text" ? removeLines(file.tree, uri, [...numbers]) : [];
	});
}

function aclLine({ name, tokens }: AclUser): string {
	return ["user", name, ...tokens.filter(({ text }) => text !== "").map(({ text }) => withoutSpaces(text))].join(" ");
}

/** Passwords with spaces in them are written as their hash. */
function withoutSpaces(rule: string): string {
	if (!/[\0-\x1f\x7f ]/.test(rule)) return rule;
	if (rule.startsWith(">")) return `#${passwordHash(rule.slice(1))}`;
	return rule.startsWith("<") ? `!${passwordHash(rule.slice(1))}` : rule;
}

function configLine({ name, tokens }: AclUser): string {
	const rules = tokens.filter(({ text }) => text !== "").map(({ text }) => ruleForFile(text, "config"));
	return [writeLine(["user", name]), ...rules].join(" ");
}

function isReadAs({ name, state, faults }: LineReading, user: AclUser): boolean {
	return faults.length === 0 && name === user.name && state !== undefined && isSameUser(state, user.state);
}

function hasRawBytes(user: AclUser, statements: readonly Statement[]): boolean {
	const statement = statements.find(({ file, lineNumber }) => file === user.file && lineNumber === user.line);
	return statement?.words.some(({ highBytes }) => highBytes) ?? false;
}
