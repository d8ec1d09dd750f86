// rules: a line that the server takes and does nothing with.
import { say } from "../../base/say";
import { defineProblemRule, takeOut } from "../shared/problemRule";

export const ignoredDirective = defineProblemRule({
	id: "ignored-directive",
	title: say`A line without any effect`,
	codes: ["ignored-directive", "ignored-save"],
	severity: { development: "hint", production: "info", strict: "warning" },
	fixes: (line) => [takeOut(line)],
});
