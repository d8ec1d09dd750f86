// rules: a directive that the release in force does not know, though another does.
import { say } from "../../base/say";
import { commentOut, defineProblemRule } from "../shared/problemRule";

export const directiveNotInRelease = defineProblemRule({
	id: "directive-not-in-release",
	title: say`A directive of another release`,
	codes: ["directive-not-in-release", "removed-directive", "directive-of-other-product", "module-not-loaded"],
	fixes: (line) => [commentOut(line)],
});
