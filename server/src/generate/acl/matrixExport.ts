// generate/acl: the table of permissions as Markdown for people and as CSV for spreadsheets.
import { english, joined, listed, say, type Words } from "../../base/say";
import { type MatrixCell, type MatrixCommand, type MatrixUser, OTHER, type PermissionMatrix } from "./matrix";

export type ExportFormat = "markdown" | "csv";

/** What is written; everything where nothing is named. */
export interface ExportSelection {
	/** Names of users. */
	readonly users?: readonly string[];
	/** Names of commands such as "CONFIG GET". */
	readonly commands?: readonly string[];
}

type Speak = (words: Words) => string;

/** @param speak the language of the Markdown; a table for spreadsheets is the same in all. */
export function exportMatrix(
	matrix: PermissionMatrix,
	format: ExportFormat,
	selection: ExportSelection = {},
	speak: Speak = english,
): string {
	const users = matrix.users.filter(({ name }) => selection.users?.includes(name) ?? true);
	const wanted = selection.commands && new Set(selection.commands);
	const rows = matrix.groups.flatMap((group) =>
		matrix.commands
			.slice(group.from, group.from + group.count)
			.map((command, i) => ({ group: group.name, command, index: group.from + i }))
			.filter(({ command }) => wanted?.has(command.name) ?? true),
	);
	const left = matrix.totalUsers - matrix.users.length;
	return format === "csv" ? csv(users, rows, left) : speak(markdown(matrix, users, rows));
}

interface Row {
	readonly group: string;
	readonly command: MatrixCommand;
	readonly index: number;
}

const WORDS: Readonly<Record<MatrixCell, Words>> = { y: say`yes`, s: say`in a selector`, a: say`some arguments`, n: say`no` };

function cellWord(user: MatrixUser, { index }: Row): Words {
	return WORDS[user.cells[index] as MatrixCell];
}

function markdown(matrix: PermissionMatrix, users: readonly MatrixUser[], rows: readonly Row[]): Words {
	const lines: Words[] = [
		say`# Who may do what`,
		"",
		say`By the rules of ${matrix.release}, ${rows.length} of ${matrix.commands.length} commands, ${users.length} of ${matrix.totalUsers} users. Dangerous commands are in bold.`,
		"",
		say`| User | Login | Commands | Keys | Channels |`,
		"| --- | --- | ---: | --- | --- |",
		...users.map((user) =>
			tableRow([plain(user.name), LOGINS[user.login], String(user.allowed), patterns(user.keys), patterns(user.channels)]),
		),
	];
	for (const group of new Set(rows.map((row) => row.group))) {
		lines.push(
			"",
			group === OTHER ? say`## other` : `## ${group}`,
			"",
			tableRow([say`Command`, ...users.map(({ name }) => plain(name))]),
			tableRow(["---", ...users.map(() => "---")]),
		);
		for (const row of rows.filter((one) => one.group === group)) {
			const name = row.command.dangerous ? `**${row.command.name}**` : row.command.name;
			const head = row.command.note ? say`${name} (${NOTES[row.command.note]})` : name;
			lines.push(tableRow([head, ...users.map((user) => cellWord(user, row))]));
		}
	}
	return joined([...lines, ""], "\n");
}

const LOGINS: Readonly<Record<MatrixUser["login"], Words>> = {
	off: say`off`,
	"no-password": say`nobody: no password`,
	nopass: say`without a password`,
	password: say`with a password`,
};

const NOTES: Readonly<Record<NonNullable<MatrixCommand["note"]>, Words>> = {
	free: say`needs no permission`,
	gone: say`taken away by rename-command`,
	renamed: say`renamed`,
};

function tableRow(cells: readonly Words[]): Words {
	return joined(["|", joined(cells, " | "), "|"], " ");
}

/** In one cell. */
const MOST_PATTERNS = 100;

function patterns(list: readonly Words[] | undefined): Words {
	if (list === undefined) return say`all`;
	if (list.length === 0) return say`none`;
	const shown = list.slice(0, MOST_PATTERNS).map((one) => (typeof one === "string" ? plain(one) : one.withArgs(plain)));
	return listed(list.length > shown.length ? [...shown, "…"] : shown);
}

/** Text that a person wrote, with nothing in it that Markdown or HTML would take for markup. */
function plain(text: string): string {
	return text.replace(/[\\`*_{}[\]<>()#+\-.!|~&]/g, "\\$&").replace(/[\r\n]/g, " ");
}

/** @param left users that have no column. */
function csv(users: readonly MatrixUser[], rows: readonly Row[], left: number): string {
	const rest = left > 0 ? [`${left} more users are left out`] : [];
	const lines = [
		["group", "command", "dangerous", "categories", ...users.map(({ name }) => name), ...rest],
		...rows.map((row) => [
			row.group,
			row.command.name,
			row.command.dangerous ? "yes" : "no",
			row.command.categories.join(" "),
			...users.map((user) => english(cellWord(user, row))),
			...rest.map(() => ""),
		]),
	];
	return lines.map((cells) => `${cells.map(csvField).join(",")}\r\n`).join("");
}

/** Quoted where needed. What a spreadsheet would take for a formula gets an apostrophe. */
function csvField(text: string): string {
	const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
