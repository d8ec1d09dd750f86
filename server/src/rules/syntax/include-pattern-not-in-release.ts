// rules: an include with a pattern, in a release that takes only the names of files.
import { say } from "../../base/say";
import { nameOfUri } from "../../base/uri";
import { endOfLine, writeWord } from "../../model/placement";
import { targetKey } from "../../model/statements";
import type { Fix } from "../define";
import { defineProblemRule, type ProblemLine, replaceInLine, safeFix } from "../shared/problemRule";

export const includePatternNotInRelease = defineProblemRule({
	id: "include-pattern-not-in-release",
	title: say`An include with a pattern, which this release takes for the name of a file`,
	severity: { development: "error", production: "error", strict: "error" },
	releases: { redis: "<7.0" },
	fixes: nameEach,
});

/** More would make the file hard to read. */
const MOST = 20;

function nameEach(at: ProblemLine): Fix[] {
	const { file, line, problem, server } = at;
	const targets = server.snapshot.targets.get(targetKey(file.uri, problem.at.line)) ?? [];
	const [first, path] = line.words;
	const folder = path?.value.slice(0, path.value.lastIndexOf("/") + 1) ?? "";
	if (!first || !path || targets.length === 0 || targets.length > MOST || /[*?[]/.test(folder)) return [];
	const lines = targets.map((target) => `include ${writeWord(`${folder}${nameOfUri(target)}`)}`);
	const edit = () => [replaceInLine(at, lines.join(endOfLine(file.tree)), { start: first.start, end: path.end })];
	return [safeFix(targets.length === 1 ? say`Name the file that it means` : say`Name each of the ${targets.length} files`, edit)];
}
