// cli: users as people read them in a terminal.
import type pc from "picocolors";
import type { CommandTable, PermissionsData, UserData } from "../users";
import { printable } from "./display";

export interface UsersReport {
	readonly path: string;
	readonly server: string;
	readonly errors: readonly { readonly path: string; readonly line: number; readonly message: string }[];
	readonly users: readonly UserData[];
	readonly commands: CommandTable;
}

/** The report with a line feed at its end. */
export function usersText(report: UsersReport, colors: ReturnType<typeof pc.createColors>, columns = 100): string {
	const { errors, users, commands, server, path } = report;
	const width = Math.max(40, Math.min(columns, 120));
	const lines: string[] = [];
	for (const { path: file, line, message } of errors)
		lines.push(`${colors.bold(`${printable(file)}:${line}`)}: ${colors.red("refused")}: ${printable(message)}`);
	if (errors.length > 0) lines.push("");
	for (const user of users) {
		lines.push(`${colors.bold(printable(user.name))}  ${stateOf(user, colors)}`, ...permissionLines(user, commands, width));
		for (const selector of user.selectors) {
			lines.push("  or, by a selector:", ...permissionLines(selector, commands, width - 2).map((line) => `  ${line}`));
		}
		lines.push("");
	}
	const count = `${users.length} ${users.length === 1 ? "user" : "users"}`;
	const refused = errors.length === 0 ? "" : `; ${errors.length} ${errors.length === 1 ? "error keeps" : "errors keep"} it from starting`;
	lines.push(`${count} in ${printable(path)}, as ${server} reads it${refused}.`);
	return `${lines.join("\n")}\n`;
}

function stateOf({ enabled, nopass, passwords }: UserData, colors: ReturnType<typeof pc.createColors>): string {
	if (!enabled) return colors.dim("off");
	if (nopass) return `${colors.green("on")}, ${colors.red("any password will do")}`;
	if (passwords === 0) return `${colors.green("on")}, no password: nobody can log in`;
	return `${colors.green("on")}, ${passwords} ${passwords === 1 ? "password" : "passwords"}`;
}

function permissionLines(
	{ commands, firstArguments, keys, channels, databases }: PermissionsData,
	table: CommandTable,
	width: number,
): string[] {
	const first = Object.entries(firstArguments ?? {}).flatMap(([name, allowed]) => allowed.map((argument) => `${name}|${argument}`));
	const lines = [
		...wrapped("commands", commandsText(commands, first, table), width),
		...wrapped("keys", keys.length === 0 ? "none" : keys.join(" "), width),
		...wrapped("channels", channels.length === 0 ? "none" : channels.join(" "), width),
	];
	if (databases !== undefined) lines.push(...wrapped("databases", databases === "all" ? "all" : databases.join(" "), width));
	return lines;
}

/** The shorter of what is allowed and what is not. */
function commandsText(commands: readonly string[], first: readonly string[], { all }: CommandTable): string {
	if (commands.length === all.length) return `all ${all.length}`;
	const more = first.length === 0 ? "" : ` ${first.join(" ")}`;
	const count = `${commands.length} of ${all.length}`;
	if (commands.length <= all.length / 2) return `${count}: ${commands.join(" ")}${more}`;
	const allowed = new Set(commands);
	const missing = all.filter(({ name }) => !allowed.has(name)).map(({ name }) => name);
	return `${count}, all but: ${missing.join(" ")}${more}`;
}

const LABEL = 12;

function wrapped(label: string, text: string, width: number): string[] {
	const lines: string[] = [];
	let line = `  ${label.padEnd(LABEL - 2)}`;
	let empty = true;
	for (const word of printable(text).split(" ")) {
		if (!empty && line.length + 1 + word.length > width) {
			lines.push(line);
			line = " ".repeat(LABEL);
			empty = true;
		}
		line += empty ? word : ` ${word}`;
		empty = false;
	}
	return [...lines, line];
}
