// rules: a directive has more or fewer values than it takes.
import { say } from "../../base/say";
import { defineProblemRule } from "../shared/problemRule";

export const wrongArgumentCount = defineProblemRule({
	id: "wrong-argument-count",
	title: say`Too many or too few values`,
	codes: ["wrong-argument-count", "unread-size"],
});
