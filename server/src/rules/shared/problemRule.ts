// rules: what the rules about refused and misread lines have in common.
import { say, type Words } from "../../base/say";
import type { Edit } from "../../base/span";
import { removeLine } from "../../model/placement";
import type { ServerModel } from "../../model/server";
import type { Problem, TextFile } from "../../model/types";
import type { Line } from "../../syntax/tree";
import { type Absent, defineRule, type Fix, type Report, type Rule, type RuleDefinition } from "../define";

/** A problem with the line it stands in. */
export interface ProblemLine {
	readonly problem: Problem;
	readonly server: ServerModel;
	readonly file: TextFile;
	readonly line: Line;
}

type ProblemRule = Pick<RuleDefinition<"problem", object>, "id" | "title"> & {
	/** Kinds of problems; without it the one that has the rule's name. */
	readonly codes?: readonly string[];
	readonly severity?: RuleDefinition<"problem", object>["severity"];
	/** Without it "syntax". */
	readonly group?: RuleDefinition<"problem", object>["group"];
	readonly cwe?: readonly number[];
	readonly compliance?: readonly string[];
	readonly releases?: RuleDefinition<"problem", object>["releases"];
	/** Lines of which another rule speaks. */
	readonly except?: (line: ProblemLine) => boolean;
	readonly fixes?: (line: ProblemLine) => readonly Fix[];
};

/** A server that does not start is an error in every profile; a line that is read otherwise than it looks is a warning. */
const REFUSED = { development: "error", production: "error", strict: "error" } as const;

/** A rule that passes on what the model found, with the server's own words and the fixes of this kind of mistake. */
export function defineProblemRule(rule: ProblemRule): Rule {
	const {
		fixes,
		codes,
		except,
		severity = REFUSED,
		cwe = [],
		releases = { redis: "*", valkey: "*" },
		group = "syntax",
		id,
		title,
		compliance,
	} = rule;
	return defineRule({
		id,
		title,
		group,
		subject: "problem",
		severity,
		releases,
		cwe,
		...(compliance ? { compliance } : {}),
		...(codes ? { codes } : {}),
		*check({ problem, server }): Iterable<Report> {
			const file = server.snapshot.files.get(problem.at.file);
			const line = file?.state === "text" ? file.tree.line(problem.at.line) : undefined;
			if (file?.state !== "text" || !line || except?.({ problem, server, file, line })) return;
			const report: Report & { at: Exclude<Report["at"], Absent> } = {
				at: problem.at,
				message: say`${problem.message}${effectOf(problem)}`,
				fixes: fixes?.({ problem, server, file, line }) ?? [],
			};
			const isTaken = problem.effect === "misread" || problem.effect === "machine";
			if (isTaken && severity === REFUSED) yield { ...report, severity: "warning" };
			else yield isTaken || severity === REFUSED ? report : { ...report, atLeast: "error" };
		},
	});
}

/** Replaces the stretch of the problem, or another one of its line. */
export function replaceInLine({ problem, line }: ProblemLine, newText: string, span: { start: number; end: number } = problem.at): Edit {
	const end = Math.min(span.end, line.text.length);
	return {
		file: problem.at.file,
		start: { line: problem.at.line, character: span.start },
		end: { line: problem.at.line, character: end },
		newText,
	};
}

/** A fix that refuses nobody: the server does not start as the file is, or reads the same after it. */
export function safeFix(title: Words, edits: Fix["edits"]): Fix {
	return { title, safety: "safe", edits };
}

/** Keeps the line for people and takes it from the server. */
export function commentOut(line: ProblemLine): Fix {
	// Behind a vertical tab a # would be no comment to the server.
	const start = /^[ \t\r]*/.exec(line.line.text)?.[0].length ?? 0;
	return safeFix(say`Comment the line out`, () => [replaceInLine(line, "# ", { start, end: start })]);
}

/** Takes the whole line out. */
export function takeOut(line: ProblemLine): Fix {
	return safeFix(say`Take the line out`, () => [removeLine(line.file.tree, line.file.uri, line.problem.at.line)]);
}

/** One fix for each word that was probably meant. None where the line holds a NUL: the server reads on in the next line then, and joins the two. */
export function suggestions(line: ProblemLine): Fix[] {
	if (line.line.text.includes("\0")) return [];
	return (line.problem.suggestions ?? []).map((word) => safeFix(say`Change it to ${word}`, () => [replaceInLine(line, word)]));
}

/** What becomes of the server, with its own words, as the end of a message. */
function effectOf({ effect, serverSays }: Problem): Words {
	const says = serverSays ? say` The server says: "${serverSays}"` : "";
	switch (effect) {
		case "crash":
			return say` The server crashes when it reads this.${says}`;
		case "refused":
			return say` The server does not start.${says}`;
		case "machine":
			return "";
		case "misread":
			return "";
	}
}
