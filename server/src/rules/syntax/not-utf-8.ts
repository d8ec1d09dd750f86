// rules: a file whose bytes are not UTF-8.
import { say } from "../../base/say";
import { defineProblemRule } from "../shared/problemRule";

export const notUtf8 = defineProblemRule({
	id: "not-utf-8",
	title: say`A file that is not UTF-8`,
	severity: { development: "hint", production: "info", strict: "warning" },
});
