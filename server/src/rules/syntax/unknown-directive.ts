// rules: a line begins with a word that no directive has.
import { say } from "../../base/say";
import { commentOut, defineProblemRule, suggestions } from "../shared/problemRule";

export const unknownDirective = defineProblemRule({
	id: "unknown-directive",
	title: say`A directive that no release knows`,
	codes: ["unknown-directive", "unknown-sentinel-directive"],
	fixes: (line) => [...suggestions(line), commentOut(line)],
});
