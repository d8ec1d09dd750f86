// model/verdict: a name that the release does not know: which release does, and what was probably meant.

import { nearest } from "../../base/nearest";
import { listedWithEachOr, say, type Words } from "../../base/say";
import { asciiLower } from "../../base/utf8";
import { allReleases, compareVersions, isRelease, type Release } from "../../knowledge/release";
import type { Word } from "../../syntax/tree";
import type { Fault } from "./finding";
import type { Tables } from "./lineCheck";

/** Why the first word of a line is refused. The same name on many lines is looked up once. */
export function unknownName(word: Word, serverSays: string, tables: Tables): Fault {
	const name = asciiLower(word.value);
	let fault = tables.unknownNames.get(name);
	if (!fault) {
		fault = lookUp(name, tables);
		if (tables.unknownNames.size < MOST_NAMES && tables.meant === "looked for") tables.unknownNames.set(name, fault);
	}
	return { ...fault, serverSays };
}

function lookUp(name: string, tables: Tables): Omit<Fault, "serverSays"> {
	const release = tables.directives.release;
	const history = tables.knowledge.history(name);
	if (history && history.releases.length > 0) return notHere(name, history.releases, release);
	const suggestions = tables.meant === "looked for" ? suggestName(name, tables) : [];
	const module = MODULE_PREFIXES.exec(name);
	if (suggestions.length === 0 && module && isRelease(release, { redis: ">=8.0" })) {
		return {
			code: "module-not-loaded",
			message: say`${name} belongs to a module. The server takes it only where a loadmodule line loads that module.`,
		};
	}
	if (LONG_GONE.has(name)) {
		return { code: "removed-directive", message: say`${name} was removed many releases ago. Take the line out.` };
	}
	const hint =
		suggestions.length > 0 ? say` Did you mean ${listedWithEachOr(suggestions)}?` : say` Check the spelling, or take the line out.`;
	return {
		code: "unknown-directive",
		message: say`${titleOf(release)} does not know the directive ${nameShown(name)}.${hint}`,
		suggestions,
	};
}

/** Names that differ from `name` by a slip or by underscores for hyphens, best first. */
function suggestName(name: string, tables: Tables): readonly string[] {
	const hyphenated = name.replaceAll("_", "-");
	if (hyphenated !== name && tables.directives.find(hyphenated)) return [hyphenated];
	return nearest(name, tables.directives.names());
}

/** Names remembered with what is wrong with them. */
const MOST_NAMES = 1000;

/** Settings of the modules that are shipped beside Redis 8: search, time series, Bloom and cuckoo filters. */
const MODULE_PREFIXES = /^(?:search|ts|bf|cf)-[a-z]/;

/** Gone before the oldest release that there are facts about. */
const LONG_GONE = new Set([
	"glueoutputbuf",
	"hash-max-zipmap-entries",
	"hash-max-zipmap-value",
	"redis-slave",
	"shareobjects",
	"shareobjectspoolsize",
	"vm-enabled",
	"vm-max-memory",
	"vm-max-threads",
	"vm-page-size",
	"vm-pages",
	"vm-swap-file",
]);

/** Written as directives are: anything else may be a secret that lost its directive. */
const LIKE_A_NAME = /^(?:[a-z]+|[a-z][a-z0-9]*(?:[-_.][a-z0-9]+)+)$/;

/** The name for a message, or other words where it may be a secret. */
export function nameShown(name: string): Words {
	const written = /^[^=:]*/.exec(name.replace(/^\ufeff/, ""))?.[0] ?? "";
	return isLikeName(written) ? `"${written}"` : say`on this line`;
}

/** Whether a word, in lower case, may be a directive's name with a slip in it. */
export function isLikeName(word: string): boolean {
	return LIKE_A_NAME.test(word) && word.length <= 60;
}

function titleOf(release: Release): Words {
	return say`${release.product === "valkey" ? "Valkey" : "Redis"} ${release.line}`;
}

function notHere(name: string, ids: readonly string[], release: Release): Omit<Fault, "serverSays"> {
	const known = allReleases().filter((candidate) => ids.includes(candidate.id));
	const same = known.filter((candidate) => candidate.product === release.product);
	const newer = same.find((candidate) => compareVersions(candidate.line, release.line) > 0);
	const older = same.findLast((candidate) => compareVersions(candidate.line, release.line) < 0);
	if (newer && !older) {
		return {
			code: "directive-not-in-release",
			message: say`${name} came with ${titleOf(newer)}, and this is read by ${titleOf(release)}. Take the line out, or use a newer server.`,
		};
	}
	if (older) {
		return {
			code: "removed-directive",
			message: say`${name} was last known to ${titleOf(older)}, and ${titleOf(release)} refuses it. Take the line out.`,
		};
	}
	const other = known[0] ?? release;
	return {
		code: "directive-of-other-product",
		message: say`${name} is a directive of ${other.product === "valkey" ? "Valkey" : "Redis"}, since ${other.line}. ${titleOf(release)} does not know it. Take the line out.`,
	};
}
