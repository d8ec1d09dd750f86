// rules: a line that the server takes and does nothing with.
import { defineProblemRule, takeOut } from "../problems";

export const ignoredDirective = defineProblemRule({
	id: "ignored-directive",
	title: "A line without any effect",
	codes: ["ignored-directive", "ignored-save"],
	severity: { development: "hint", production: "info", strict: "warning" },
	fixes: (line) => [takeOut(line)],
});
