// generate/report: what each user could do to a server, in a few words.
import { listed, say, type Words } from "../../base/say";
import { wildcardMatcher } from "../../base/wildcard";
import type { LintSettings } from "../../lint/types";
import type { AclUser } from "../../model/acl/types";
import type { ServerModel } from "../../model/server";
import { allowedCommands, commandName, keyWords, typedCommands } from "../../rules/shared/aclWords";
import { CommandGroup, hasEveryKey, permissionsOf } from "../../rules/shared/rights";
import { takeoverOf, withoutAliases } from "../../rules/shared/takeover";

/** What a user comes to; the worst last. */
export type Power = "nothing" | "limited" | "all-keys" | "deletes" | "takes-over";

export const POWERS: readonly Power[] = ["nothing", "limited", "all-keys", "deletes", "takes-over"];

export interface JudgedUser {
	readonly user: AclUser;
	readonly login: "open" | "password" | "locked" | "off";
	readonly power: Power;
	/** Named as one in the settings. */
	readonly isAdministrator: boolean;
	/** Commands that take the server over. */
	readonly takeover: readonly string[];
}

const DELETES = new CommandGroup(["flushall", "flushdb"]);

/** Every user of the server; undefined where they are not known. */
export function judgeUsers(server: ServerModel, settings: LintSettings): readonly JudgedUser[] | undefined {
	const isAdministrator = wildcardMatcher(settings.administrators);
	return server.acl.users?.map((user) => {
		const takeover = withoutAliases(takeoverOf({ server, user }));
		return { user, login: loginOf(user), power: powerOf(server, user, takeover), isAdministrator: isAdministrator(user.name), takeover };
	});
}

function loginOf({ state }: AclUser): JudgedUser["login"] {
	if (!state.enabled) return "off";
	if (state.nopass) return "open";
	return state.passwords.length > 0 ? "password" : "locked";
}

function powerOf(server: ServerModel, { state }: AclUser, takeover: readonly string[]): Power {
	const sets = permissionsOf(state);
	if (takeover.length > 0) return "takes-over";
	if (DELETES.allowedTo(state, server.acl.evaluator.world).length > 0) return "deletes";
	if (sets.every(({ commands }) => commands.size === 0)) return "nothing";
	return sets.some((set) => set.commands.size > 0 && hasEveryKey(set)) ? "all-keys" : "limited";
}

/** "Takes over the server", "Reads and writes app:*". */
export function powerWords(server: ServerModel, { user, power }: JudgedUser): Words {
	if (power === "takes-over") return say`Can take over the server`;
	if (power === "deletes") return say`Can delete all data`;
	if (power === "nothing") return say`May run nothing`;
	if (server.kind === "sentinel") return say`May ask and steer Sentinel`;
	const keys = power === "all-keys" ? say`every key` : patternsOf(user);
	const allowed = allowedCommands(user.state, server.acl.evaluator.world);
	const does = (category: string) => allowed.some(({ categories }) => categories.includes(category));
	if (keys === "") return say`Runs commands, but on no key`;
	if (does("write")) return does("read") ? say`Reads and writes ${keys}` : say`Writes ${keys}`;
	return does("read") ? say`Reads ${keys}` : say`Neither reads nor writes`;
}

/** "CONFIG SET, DEBUG and 3 more; 397 of 397 commands", "187 of 413 commands". */
export function powerDetail(server: ServerModel, { user, power, takeover }: JudgedUser): Words {
	const { world } = server.acl.evaluator;
	const count = say`${allowedCommands(user.state, world).length} of ${typedCommands(world.commands).length} commands`;
	if (power === "takes-over") return say`${inShort(takeover)}; ${count}`;
	return power === "deletes" ? say`FLUSHALL or FLUSHDB; ${count}` : count;
}

function patternsOf({ state }: AclUser): Words {
	const patterns = [...new Set(permissionsOf(state).flatMap((set) => keyWords(set) ?? ["*"]))];
	const shown = patterns.slice(0, 3);
	return patterns.length > shown.length ? say`${listed(shown)} and ${patterns.length - shown.length} more` : listed(shown);
}

function inShort(commands: readonly string[]): Words {
	const names = commands.map(commandName);
	return names.length > 3 ? say`${listed(names.slice(0, 2))} and ${names.length - 2} more` : listed(names);
}
