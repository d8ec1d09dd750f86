// rules: a line begins with a word that no directive has.
import { commentOut, defineProblemRule, suggestions } from "../problems";

export const unknownDirective = defineProblemRule({
	id: "unknown-directive",
	title: "A directive that no release knows",
	codes: ["unknown-directive", "unknown-sentinel-directive"],
	fixes: (line) => [...suggestions(line), commentOut(line)],
});
