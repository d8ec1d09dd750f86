// client/tlsWizard: what becomes of each file of the kit: new, merged into one that is there, in place of another one, or as it is.
import { filled, listed, type Translator } from "../words";
import { type Answers, chosenParts, type Part } from "./answers";

export interface KitFile {
	/** Relative, with "/" between folders. */
	readonly path: string;
	readonly text: string;
}

export type State = "new" | "draft" | "changed" | "replaced" | "same";

export interface Planned {
	readonly path: string;
	/** Undefined for a draft. */
	readonly uri: string | undefined;
	readonly before: string | undefined;
	readonly after: string;
	readonly state: State;
}

export interface Files {
	/** Files into which lines are merged. */
	readonly targets: { readonly config?: string; readonly sentinel?: string };
	/** The address of a file in the folder for new files. */
	at(path: string): string | undefined;
	/** Undefined where there is none. */
	read(uri: string): Promise<string | undefined>;
}

/** The files of the chosen parts, the configurations first. */
export async function planFiles(files: readonly KitFile[], answers: Answers, { targets, at, read }: Files): Promise<Planned[]> {
	const parts = chosenParts(answers);
	const planned: Planned[] = [];
	for (const { path, text } of files) {
		const part = partOf(path);
		if (!parts.includes(part)) continue;
		const target = part === "config" || part === "sentinel" ? targets[part] : undefined;
		const uri = target ?? at(path);
		const before = uri === undefined ? undefined : await read(uri);
		planned.push({ path, uri, before, after: text, state: stateOf(uri, target, before, text) });
	}
	return planned;
}

/** "1 file changed, 13 new files". */
export function summaryOf(planned: readonly Planned[], l10n: Translator): string {
	const states: Readonly<Record<State, readonly [one: string, many: string]>> = {
		changed: [l10n.t("{0} file changed"), l10n.t("{0} files changed")],
		new: [l10n.t("{0} new file"), l10n.t("{0} new files")],
		draft: [l10n.t("{0} draft"), l10n.t("{0} drafts")],
		replaced: [l10n.t("{0} file replaced"), l10n.t("{0} files replaced")],
		same: [l10n.t("{0} file unchanged"), l10n.t("{0} files unchanged")],
	};
	const parts = (Object.keys(states) as State[]).flatMap((state) => {
		const count = planned.filter((file) => file.state === state).length;
		const [one, many] = states[state];
		return count === 0 ? [] : [filled(count === 1 ? one : many, count)];
	});
	return listed(parts, l10n);
}

/** The lines in the middle that differ, so that an edit leaves all others, and what is folded or marked there, alone. Offsets into `before`. */
export function difference(before: string, after: string): { from: number; to: number; text: string } {
	let start = 0;
	while (start < before.length && start < after.length && before[start] === after[start]) start++;
	start = start === 0 ? 0 : before.lastIndexOf("\n", start - 1) + 1;
	let end = 0;
	const most = Math.min(before.length, after.length) - start;
	while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
	// A place between the two characters of a line end is none.
	if (end < before.length - start) {
		const line = before.indexOf("\n", before.length - end - 1) + 1;
		end = line === 0 ? 0 : before.length - line;
	}
	return { from: start, to: before.length - end, text: after.slice(start, after.length - end) };
}

function partOf(path: string): Part {
	if (path === "redis.conf") return "config";
	if (path === "sentinel.conf") return "sentinel";
	if (path === "make-certificates.sh") return "certificates";
	if (path === "rotate-certificates.sh") return "rotation";
	return path.startsWith("clients/") ? "clients" : "checklist";
}

function stateOf(uri: string | undefined, target: string | undefined, before: string | undefined, after: string): State {
	if (uri === undefined) return "draft";
	if (before === undefined) return "new";
	if (before === after) return "same";
	return target !== undefined ? "changed" : "replaced";
}
