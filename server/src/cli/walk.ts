// cli: the files in a folder and below. Goes into each folder once, whatever links lead to it.
import { type Dirent, readdirSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";

/** Folders that hold other people's files. */
export const SKIPPED_FOLDERS: ReadonlySet<string> = new Set([".git", "node_modules"]);

/** What is in there are not files, and some of it waits for ever. */
const SYSTEM = ["/proc", "/sys", "/dev"];

/**
 * Absolute paths of the regular files in `folder` and below, those that a link leads to included, in the order of their names. A file that
 * several paths lead to is there once, by the path of the fewest folders.
 * @param onError is told of a folder that cannot be listed.
 */
export function filesBelow(folder: string, onError: (path: string, error: unknown) => void): string[] {
	return new Walk(folder, onError).run();
}

class Walk {
	private readonly entered = new Set<string>();
	/** By the real path of the file. */
	private readonly found = new Map<string, string>();

	constructor(
		private readonly folder: string,
		private readonly onError: (path: string, error: unknown) => void,
	) {}

	run(): string[] {
		this.enter(this.folder, realpathSync(this.folder));
		return [...this.found.values()].sort(byParts);
	}

	private enter(path: string, real: string): void {
		if (this.entered.has(real) || SYSTEM.includes(real)) return;
		this.entered.add(real);
		for (const entry of this.entries(path)) {
			const name = join(path, entry.name);
			if (entry.isFile()) this.file(name, join(real, entry.name));
			else if (entry.isDirectory() && !SKIPPED_FOLDERS.has(entry.name)) this.enter(name, join(real, entry.name));
			else if (entry.isSymbolicLink()) this.link(name, entry.name);
		}
	}

	private entries(path: string): Dirent[] {
		try {
			return readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
		} catch (error) {
			this.onError(path, error);
			return [];
		}
	}

	private file(path: string, real: string): void {
		const known = this.found.get(real);
		if (known === undefined || depth(path) < depth(known)) this.found.set(real, path);
	}

	/** A link that leads nowhere is no file; one that leads to a folder above would lead out of what was asked for. */
	private link(path: string, name: string): void {
		try {
			const real = realpathSync(path);
			const target = statSync(path);
			if (target.isFile()) this.file(path, real);
			else if (target.isDirectory() && !SKIPPED_FOLDERS.has(name) && !this.isAbove(real)) this.enter(path, real);
		} catch {
			return;
		}
	}

	private isAbove(real: string): boolean {
		const top = realpathSync(this.folder);
		if (SYSTEM.some((folder) => real === folder || real.startsWith(`${folder}/`))) return true;
		return top === real || top.startsWith(real.endsWith(sep) ? real : real + sep);
	}
}

function depth(path: string): number {
	return path.split(sep).length;
}

/** Name by name, so that a folder's files stand together. */
function byParts(a: string, b: string): number {
	const left = a.split(sep);
	const right = b.split(sep);
	for (let i = 0; i < Math.min(left.length, right.length); i++) {
		if (left[i] !== right[i]) return (left[i] as string) < (right[i] as string) ? -1 : 1;
	}
	return left.length - right.length;
}
