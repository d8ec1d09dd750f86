// cli: users as people read them in a terminal.
import type pc from "picocolors";
import type { CommandTable, PermissionsData, UserData } from "../users";
import { printable } from "./display";
import { inPieces, jsonArray, jsonText } from "./pieces";

export interface UsersReport {
	readonly path: string;
	readonly server: string;
	readonly errors: readonly { readonly path: string; readonly line: number; readonly message: string }[];
	/** How many there are. */
	readonly users: number;
	/** What one of them may do: of very many at once that would fill the memory. */
	dataOf(user: number): UserData;
	readonly commands: CommandTable;
}

/** The report in pieces, with a line feed at its end. */
export function usersText(report: UsersReport, colors: ReturnType<typeof pc.createColors>, columns = 100): Iterable<string> {
	return inPieces(textsOf(report, colors, Math.max(40, Math.min(columns, 120))));
}

function* textsOf(report: UsersReport, colors: ReturnType<typeof pc.createColors>, width: number): Generator<string> {
	const { errors, users, commands, server, path } = report;
	for (const { path: file, line, message } of errors) {
		yield `${colors.bold(`${printable(file)}:${line}`)}: ${colors.red("refused")}: ${printable(message)}\n`;
	}
	if (errors.length > 0) yield "\n";
	for (let user = 0; user < users; user++) yield `${userLines(report.dataOf(user), commands, colors, width).join("\n")}\n\n`;
	const count = `${users} ${users === 1 ? "user" : "users"}`;
	const refused = errors.length === 0 ? "" : `; ${errors.length} ${errors.length === 1 ? "error keeps" : "errors keep"} it from starting`;
	yield `${count} in ${printable(path)}, as ${server} reads it${refused}.\n`;
}

/** The same for programs, in pieces. */
export function usersJson(report: UsersReport): Iterable<string> {
	return inPieces(jsonTextsOf(report));
}

function* jsonTextsOf({ errors, users, server, dataOf }: UsersReport): Generator<string> {
	yield `{\n  "version": 1,\n  "server": ${JSON.stringify(server)},\n  "errors": `;
	yield* jsonArray(errors.length, "  ", (at) => {
		const { line, message, path } = errors[at] as UsersReport["errors"][number];
		return [jsonText({ line, message, path }, "    ")];
	});
	yield `,\n  "users": `;
	yield* jsonArray(users, "  ", (at) => [jsonText(dataOf(at), "    ")]);
	yield "\n}\n";
}

function userLines(user: UserData, commands: CommandTable, colors: ReturnType<typeof pc.createColors>, width: number): string[] {
	const selectors = user.selectors.flatMap((selector) => [
		"  or, by a selector:",
		...permissionLines(selector, commands, width - 2).map((line) => `  ${line}`),
	]);
	return [`${colors.bold(printable(user.name))}  ${stateOf(user, colors)}`, ...permissionLines(user, commands, width), ...selectors];
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
