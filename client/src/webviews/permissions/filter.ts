// webviews: which rows and columns of the table are shown.
import type { Matrix } from "./matrix";

export interface Filter {
	/** Part of a command's name. */
	readonly search: string;
	/** Part of a user's name. */
	readonly user: string;
	/** An ACL category, or "" for all. */
	readonly category: string;
	readonly dangerous: boolean;
	/** Two names: only these users, and only the commands in which they differ. "" for none. */
	readonly compare: readonly [string, string];
}

export const EVERYTHING: Filter = { search: "", user: "", category: "", dangerous: false, compare: ["", ""] };

/** A row: the heading of a group, or a command by its position in the matrix. */
export type Row =
	| { readonly kind: "group"; readonly name: string; readonly count: number }
	| { readonly kind: "command"; readonly index: number };

/** Positions of the users, as columns from left to right. */
export function visibleUsers({ users }: Matrix, { user, compare }: Filter): number[] {
	const compared = comparedUsers(users, compare);
	if (compared) return [...compared];
	const wanted = user.trim().toLowerCase();
	return users.flatMap(({ name }, i) => (name.toLowerCase().includes(wanted) ? [i] : []));
}

export function visibleRows(matrix: Matrix, filter: Filter): Row[] {
	const { commands, groups, users } = matrix;
	const wanted = filter.search
		.trim()
		.toLowerCase()
		.replace(/[\s|]+/g, " ");
	const compared = comparedUsers(users, filter.compare);
	const isShown = (index: number) => {
		const command = commands[index];
		if (command === undefined || (filter.dangerous && !command.dangerous)) return false;
		if (filter.category !== "" && !command.categories.includes(filter.category)) return false;
		if (!command.name.toLowerCase().includes(wanted)) return false;
		return compared === undefined || users[compared[0]]?.cells[index] !== users[compared[1]]?.cells[index];
	};
	return groups.flatMap(({ name, from, count }): Row[] => {
		const shown = Array.from({ length: count }, (_, i) => from + i).filter(isShown);
		return shown.length === 0
			? []
			: [{ kind: "group", name, count: shown.length }, ...shown.map((index): Row => ({ kind: "command", index }))];
	});
}

/** Every category that a command has, by name. */
export function categoriesOf({ commands }: Matrix): string[] {
	return [...new Set(commands.flatMap(({ categories }) => categories))].sort();
}

/** Only where both are there and not the same. */
function comparedUsers(users: Matrix["users"], [first, second]: Filter["compare"]): readonly [number, number] | undefined {
	const one = users.findIndex(({ name }) => name === first);
	const other = users.findIndex(({ name }) => name === second);
	return one === -1 || other === -1 || one === other ? undefined : [one, other];
}
