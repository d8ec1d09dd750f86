// rules: a directive has more or fewer values than it takes.
import { defineProblemRule } from "../problems";

export const wrongArgumentCount = defineProblemRule({
	id: "wrong-argument-count",
	title: "Too many or too few values",
	codes: ["wrong-argument-count", "unread-size"],
});
