// rules: what the rules about rename-command share.
import { say, type Words } from "../../base/say";
import type { Place } from "../../base/span";
import type { Renamed, ServerModel } from "../../model/server";
import { placeOf } from "../../model/settings";
import { isDangerous } from "./aclWords";

export interface RenameLine extends Renamed {
	/** The command's original name in lower case. */
	readonly command: string;
	readonly at: Place;
}

/** The lines in force, in their order, without those that the server refuses. */
export function renameLines({ kind, renamed, acl }: ServerModel): RenameLine[] {
	if (kind !== "config") return [];
	const { commands } = acl.evaluator.world;
	return Array.from(renamed, ([command, one]) => ({ ...one, command, at: placeOf(one.statement) })).filter(
		({ command }) => commands.find(command) !== undefined && !command.includes("|"),
	);
}

/** Shorter names are tried out in no time: a server answers hundreds of thousands of commands a second. */
const SHORT = 12;

/** Why the new name of a dangerous command is easy to guess, as the end of a sentence that never tells it. */
export function whyGuessable({ acl }: ServerModel, { command, to }: RenameLine): Words | undefined {
	const { commands } = acl.evaluator.world;
	const found = commands.find(command);
	const all = found ? [found, ...found.subcommands.flatMap((name) => commands.find(name) ?? [])] : [];
	if (to === null || !all.some(isDangerous)) return undefined;
	const letters = to.toLowerCase().replace(/[^a-z]/g, "");
	const reversed = [...command].reverse().join("");
	if (letters.includes(command) || letters.includes(reversed)) return say`contains the old one`;
	return to.length < SHORT ? say`has fewer than ${SHORT} characters` : undefined;
}
