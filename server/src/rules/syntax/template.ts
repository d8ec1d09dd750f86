// rules: a file with parts to be filled in, of which not every line can be judged.
import { say } from "../../base/say";
import { defineProblemRule } from "../shared/problemRule";

export const template = defineProblemRule({
	id: "template",
	title: say`A template, whose lines are judged only in part`,
	severity: { development: "hint", production: "hint", strict: "info" },
});
