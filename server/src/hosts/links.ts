// hosts: the links on the way to a file. Whoever replaces one of them changes what the file holds, and a watcher of the file does not see it.
import { readlink, realpath } from "node:fs/promises";
import { isAbsolute, join, parse, sep } from "node:path";

/** As many as Linux follows. */
const MAX_LINKS = 40;

/**
 * Every link that is followed from the root down to the absolute `path`, in order, and then the place where it ends; nothing where no link is on the way.
 * Never rejects: a link that leads nowhere is told too.
 */
export async function linksOn(path: string): Promise<readonly string[]> {
	if ((await realpath(path).catch(() => undefined)) === path) return [];
	const { root } = parse(path);
	const links: string[] = [];
	let at = root;
	const rest = path.slice(root.length).split(SEPARATORS);
	for (let name = rest.shift(); name !== undefined; name = rest.shift()) {
		const here = join(at, name);
		const target = name === "" || name === "." || name === ".." ? undefined : await readlink(here).catch(() => undefined);
		if (target === undefined) {
			at = here;
			continue;
		}
		if (links.push(here) > MAX_LINKS) break;
		const from = isAbsolute(target) ? parse(target).root : at;
		rest.unshift(...target.slice(isAbsolute(target) ? from.length : 0).split(SEPARATORS));
		at = from;
	}
	return links.length > 0 ? [...links, at] : [];
}

/** A backslash is a letter of a name everywhere but on Windows. */
const SEPARATORS = sep === "/" ? "/" : /[\\/]/;
