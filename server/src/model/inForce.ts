// model: what single settings come to, read as the release reads them.
import type { Place } from "../base/span";
import type { ServerModel } from "./server";
import { parseBool, parseNumber } from "./values";

/** Yes or no; undefined where the release has no such setting or refuses the value. */
export function isOn(server: ServerModel, name: string): boolean | undefined {
	const setting = server.settings.get(name);
	return setting && parseBool(setting.value);
}

/** A number, sizes in bytes; undefined where the release has no such setting or refuses the value, and for percentages. */
export function numberOf({ settings, world }: ServerModel, name: string): bigint | undefined {
	const directive = world.knowledge.directives(world.release).find(name);
	const setting = directive && settings.get(name);
	if (!setting) return undefined;
	const number = parseNumber(directive, setting.value, world.release);
	return number.ok && !number.percent ? number.value : undefined;
}

/** The name out of a list, in lower case; "" where nothing sets it. */
export function wordOf(server: ServerModel, name: string): string {
	return server.settings.get(name)?.value.toLowerCase() ?? "";
}

/** The line in force; undefined where no line sets it. */
export function lineOf(server: ServerModel, name: string): Place | undefined {
	const origin = server.settings.get(name)?.origin;
	return origin?.from === "line" ? origin.at : undefined;
}

/** True where an include that could not be read may set it otherwise. */
export function isUnsure(server: ServerModel, name: string): boolean {
	return server.settings.get(name)?.uncertain ?? server.settings.unread.length > 0;
}

/**
 * The folder that the server writes to, without a slash at its end ("/" for the root). Each `dir` line counts from the one before it.
 * Undefined where it depends on where the server is started.
 */
export function workingFolder(server: ServerModel): string | undefined {
	let folder: string | undefined;
	for (const { words } of server.settings.list("dir")) {
		const path = words[1]?.value;
		if (words.length !== 2 || !path) continue;
		if (path.startsWith("/")) folder = normalize(path);
		else if (folder !== undefined) folder = normalize(`${folder}/${path}`);
	}
	return folder;
}

function normalize(path: string): string {
	const parts: string[] = [];
	for (const part of path.split("/")) {
		if (part === "..") parts.pop();
		else if (part !== "" && part !== ".") parts.push(part);
	}
	return `/${parts.join("/")}`;
}

/** File permissions, read as octal; undefined where nothing sets them or the server refuses them. */
export function modeOf({ settings }: ServerModel, name: string): number | undefined {
	const value = settings.get(name)?.value ?? "";
	const mode = /^[0-7]{1,5}$/.test(value) ? Number.parseInt(value, 8) : Number.NaN;
	return mode <= 0o777 ? mode : undefined;
}
