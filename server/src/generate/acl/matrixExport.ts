// generate/acl: the table of permissions as Markdown for people and as CSV for spreadsheets.
import type { MatrixCell, MatrixCommand, MatrixUser, PermissionMatrix } from "./matrix";

export type ExportFormat = "markdown" | "csv";

/** What is written; everything where nothing is named. */
export interface ExportSelection {
	/** Names of users. */
	readonly users?: readonly string[];
	/** Names of commands such as "CONFIG GET". */
	readonly commands?: readonly string[];
}

export function exportMatrix(matrix: PermissionMatrix, format: ExportFormat, selection: ExportSelection = {}): string {
	const users = matrix.users.filter(({ name }) => selection.users?.includes(name) ?? true);
	const wanted = selection.commands && new Set(selection.commands);
	const rows = matrix.groups.flatMap((group) =>
		matrix.commands
			.slice(group.from, group.from + group.count)
			.map((command, i) => ({ group: group.name, command, index: group.from + i }))
			.filter(({ command }) => wanted?.has(command.name) ?? true),
	);
	return format === "csv" ? csv(users, rows) : markdown(matrix, users, rows);
}

interface Row {
	readonly group: string;
	readonly command: MatrixCommand;
	readonly index: number;
}

const WORDS: Readonly<Record<MatrixCell, string>> = { y: "yes", s: "in a selector", a: "some arguments", n: "no" };

function cellWord(user: MatrixUser, { index }: Row): string {
	return WORDS[user.cells[index] as MatrixCell];
}

function markdown(matrix: PermissionMatrix, users: readonly MatrixUser[], rows: readonly Row[]): string {
	const lines = [
		"# Who may do what",
		"",
		`By the rules of ${matrix.release}, ${rows.length} of ${matrix.commands.length} commands, ${users.length} of ${matrix.totalUsers} users. Dangerous commands are in bold.`,
		"",
		"| User | Login | Commands | Keys | Channels |",
		"| --- | --- | ---: | --- | --- |",
		...users.map(
			(user) => `| ${plain(user.name)} | ${LOGINS[user.login]} | ${user.allowed} | ${patterns(user.keys)} | ${patterns(user.channels)} |`,
		),
	];
	for (const group of new Set(rows.map((row) => row.group))) {
		lines.push(
			"",
			`## ${group}`,
			"",
			tableRow(["Command", ...users.map(({ name }) => plain(name))]),
			tableRow(["---", ...users.map(() => "---")]),
		);
		for (const row of rows.filter((one) => one.group === group)) {
			const name = row.command.dangerous ? `**${row.command.name}**` : row.command.name;
			lines.push(tableRow([name + (row.command.note ? ` (${NOTES[row.command.note]})` : ""), ...users.map((user) => cellWord(user, row))]));
		}
	}
	return `${lines.join("\n")}\n`;
}

const LOGINS: Readonly<Record<MatrixUser["login"], string>> = {
	off: "off",
	"no-password": "nobody: no password",
	nopass: "without a password",
	password: "with a password",
};

const NOTES: Readonly<Record<NonNullable<MatrixCommand["note"]>, string>> = {
	free: "needs no permission",
	gone: "taken away by rename-command",
	renamed: "renamed",
};

function tableRow(cells: readonly string[]): string {
	return `| ${cells.join(" | ")} |`;
}

function patterns(list: readonly string[] | undefined): string {
	if (list === undefined) return "all";
	return list.length === 0 ? "none" : list.map(plain).join(", ");
}

/** Text that a person wrote, with nothing in it that Markdown or HTML would take for markup. */
function plain(text: string): string {
	return text.replace(/[\\`*_{}[\]<>()#+\-.!|~&]/g, "\\$&").replace(/[\r\n]/g, " ");
}

function csv(users: readonly MatrixUser[], rows: readonly Row[]): string {
	const lines = [
		["group", "command", "dangerous", "categories", ...users.map(({ name }) => name)],
		...rows.map((row) => [
			row.group,
			row.command.name,
			row.command.dangerous ? "yes" : "no",
			row.command.categories.join(" "),
			...users.map((user) => cellWord(user, row)),
		]),
	];
	return lines.map((cells) => `${cells.map(csvField).join(",")}\r\n`).join("");
}

/** Quoted where needed. What a spreadsheet would take for a formula gets an apostrophe. */
function csvField(text: string): string {
	const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
