// generate/acl: rename-command lines replaced by rules that take the commands away.
import type { Edit } from "../../base/span";
import type { Command } from "../../knowledge/types";
import { passwordHash } from "../../model/acl/passwords";
import type { AclUser, Permissions } from "../../model/acl/types";
import { addDirective, appendLine } from "../../model/placement";
import type { ServerModel } from "../../model/server";
import type { WrittenRule } from "./commandRules";
import { type Conversion, openDefault, removedStatements } from "./convertUsers";
import { writeRules } from "./writeUser";

/**
 * Commands that were taken away (`rename-command FLUSHALL ""`) are taken from every user: nobody may run more or less than before. Commands that
 * had another name go back to their own and are left to administrators only.
 */
export function renamesToRules(server: ServerModel, isAdministrator: (name: string) => boolean): Conversion {
	const { acl, renamed, snapshot, settings } = server;
	if (renamed.size === 0) return { fault: "No rename-command line is in force here." };
	if (acl.users === undefined) return { fault: "The users are not known, since a file cannot be read." };
	if (acl.users.some(({ state }) => state.errors.length > 0))
		return { fault: "A user has an error, for which the server does not start. Mend it first." };
	const edits: Edit[] = removedStatements(server, "rename-command", []);
	for (const user of acl.users) {
		const names = [...renamed].filter(([, { to }]) => to === null || !isAdministrator(user.name)).map(([name]) => name);
		const lost = names.filter((name) => familyOf(name, server).some((command) => setsOf(user).some((set) => allows(set, command))));
		if (lost.length === 0) continue;
		const rules = lost.map((name) => `-${name}`);
		if (user.source === "line") edits.push(...takenAway(user, lost, server));
		else if (acl.source.from === "file" && acl.source.file.state === "text") {
			edits.push(appendLine(acl.source.file.tree, acl.source.file.uri, `${openDefault("nopass", acl.evaluator)} ${rules.join(" ")}`));
		} else {
			const root = snapshot.files.get(snapshot.root);
			const requirepass = settings.get("requirepass")?.value;
			const line = openDefault(requirepass ? `#${passwordHash(requirepass)}` : "nopass", acl.evaluator);
			if (root) edits.push(...addDirective(root, "user", [...line.split(" ").slice(1), ...rules]));
		}
	}
	return { edits };
}

/** At the end of the rules, and at the end of each selector that allows one of them. */
function takenAway(user: AclUser, names: readonly string[], server: ServerModel): Edit[] {
	const file = server.snapshot.files.get(user.file);
	if (file?.state !== "text" || user.nameAt === undefined) return [];
	const lost = (set: Permissions) =>
		names.filter((name) => familyOf(name, server).some((command) => allows(set, command))).map((name) => `-${name}`);
	const rules = user.tokens.map(({ text }, from): WrittenRule => {
		const selector = user.state.selectors.find(({ token }) => token === from);
		const taken = selector === undefined ? [] : lost(selector);
		return { text: taken.length === 0 ? text : `${text.slice(0, -1)} ${taken.join(" ")})`, from };
	});
	const { uri, kind, tree } = file;
	const line = { file: uri, kind, line: user.line, text: tree.line(user.line)?.text ?? "", nameAt: user.nameAt, tokens: user.tokens };
	return [writeRules(line, [...rules, ...lost(user.state.root).map((text) => ({ text }))])].filter((edit) => edit !== undefined);
}

/** The root permissions first. */
function setsOf({ state }: AclUser): readonly Permissions[] {
	return [state.root, ...state.selectors];
}

/** The command with its subcommands. */
function familyOf(name: string, { acl }: ServerModel): Command[] {
	const { commands } = acl.evaluator.world;
	const command = commands.find(name);
	return command ? [command, ...command.subcommands.flatMap((one) => commands.find(one) ?? [])] : [];
}

function allows({ commands, firstArguments }: Permissions, { index }: Command): boolean {
	return commands.has(index) || firstArguments.has(index);
}
