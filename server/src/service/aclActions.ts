// service: what can be made of the users of a document on request. An offer is named by plain data, so that its edits can be computed again.
import { say, type Words } from "../base/say";
import type { Edit } from "../base/span";
import { matchesWildcard } from "../base/wildcard";
import { userAt } from "../features/acl/userAt";
import { renamesToRules } from "../generate/acl/convertRenames";
import { type AclFileTarget, aclFileTarget, aclFileToUsers, type Conversion, usersToAclFile } from "../generate/acl/convertUsers";
import { type Rewrite, type RewriteId, rewritesOf } from "../generate/acl/rewrites";
import { isOn } from "../model/inForce";
import type { ServerModel } from "../model/server";
import type { TextFile } from "../model/types";
import type { Line } from "../syntax/tree";
import type { View } from "./view";

/** Which of several things to do; plain data that survives a trip to the client. */
export type AclChoice =
	/** `line` is 0-based. */
	{ readonly do: "rewrite-user"; readonly line: number; readonly rewrite: RewriteId } | { readonly do: AclConversion };

export type AclConversion = "users-to-acl-file" | "acl-file-to-users" | "renames-to-rules";

export interface AclOffer {
	readonly choice: AclChoice;
	readonly title: Words;
}

/** What can be done with the line. Conversions that are not possible are not offered. */
export function aclOffers(view: View, line: number): AclOffer[] {
	const { file } = view;
	const [server] = view.servers;
	if (!file || !server) return [];
	const directive = file.kind === "config" ? file.tree.line(line)?.words[0]?.value.toLowerCase() : undefined;
	const conversions = CONVERSIONS.filter(
		({ on, choice }) => on === directive && "edits" in conversion(choice, view, server, aclFileTarget(server, NEW_FILE)),
	);
	return [
		...rewrites(view, server, file, line).map(({ id, title }): AclOffer => ({ choice: { do: "rewrite-user", line, rewrite: id }, title })),
		...conversions.map(({ choice, title }): AclOffer => ({ choice: { do: choice }, title: title(server) })),
	];
}

/** Undefined where the choice is none any more. `free` is an ACL file that does not exist yet; users cannot move without one. */
export function aclEdits(view: View, choice: AclChoice, free: AclFileTarget | undefined): readonly Edit[] | undefined {
	const { file } = view;
	const [server] = view.servers;
	if (!file || !server) return undefined;
	if (choice.do === "rewrite-user") {
		const edit = rewrites(view, server, file, choice.line)
			.find(({ id }) => id === choice.rewrite)
			?.edit();
		return edit && [edit];
	}
	if (choice.do === "users-to-acl-file" && free === undefined) return undefined;
	const converted = conversion(choice.do, view, server, free ?? aclFileTarget(server, NEW_FILE));
	return "edits" in converted ? converted.edits : undefined;
}

/** Names for a new ACL file beside the root, the best first. */
export function aclFileTargets(view: View): AclFileTarget[] {
	const [server] = view.servers;
	if (!server) return [];
	return [NEW_FILE, "redis-users.acl", "users-2.acl", "users-3.acl"].map((name) => aclFileTarget(server, name));
}

const NEW_FILE = "users.acl";

const CONVERSIONS: readonly { readonly on: string; readonly choice: AclConversion; readonly title: (server: ServerModel) => Words }[] = [
	{ on: "user", choice: "users-to-acl-file", title: () => say`Move all user lines to a new ACL file` },
	{ on: "aclfile", choice: "acl-file-to-users", title: () => say`Write the users of the ACL file here (the file itself stays)` },
	{
		on: "rename-command",
		choice: "renames-to-rules",
		title: ({ renamed }) =>
			[...renamed.values()].every(({ to }) => to === null)
				? say`Replace rename-command by ACL rules that nobody escapes`
				: say`Replace rename-command by ACL rules (renamed commands get their own names back, for administrators only)`,
	},
];

function conversion(choice: AclConversion, view: View, server: ServerModel, free: AclFileTarget): Conversion {
	if (choice === "users-to-acl-file") return usersToAclFile(server, free);
	return choice === "acl-file-to-users" ? aclFileToUsers(server) : renamesToRules(server, (name) => isAdministrator(view, name));
}

/** The rules of nobody who means them; to write them anew takes the square of their number. */
const MOST_REWRITTEN = 1000;

/** Computed once for each line, since editors ask whenever the cursor moves. */
function rewrites(view: View, server: ServerModel, file: TextFile, line: number): readonly Rewrite[] {
	const source = file.tree.line(line);
	const user = userAt(server, file, line);
	if (source === undefined || user === undefined || user.tokens.length > MOST_REWRITTEN) return [];
	const { uri, kind } = file;
	const { evaluator } = server.acl;
	const cluster = isOn(server, "cluster-enabled") ? "yes" : "no";
	// What clients of a Sentinel need is another question.
	const administrator = isAdministrator(view, user.name) || kind === "sentinel" ? "yes" : "no";
	const key = [uri, line, cluster, administrator].join(" ");
	const held = known.get(source);
	if (held?.evaluator === evaluator && held.key === key) return held.rewrites;
	const made = rewritesOf(
		{ file: uri, kind, line, text: source.text, nameAt: user.nameAt, tokens: user.tokens },
		{ state: user.state, evaluator, cluster, administrator, channelsByDefault: server.kind === "acl" ? "unknown" : "known" },
	);
	known.set(source, { evaluator, key, rewrites: made });
	return made;
}

const known = new WeakMap<Line, { readonly evaluator: object; readonly key: string; readonly rewrites: readonly Rewrite[] }>();

function isAdministrator({ settings }: View, name: string): boolean {
	return settings.administrators.some((pattern) => matchesWildcard(pattern, name));
}
