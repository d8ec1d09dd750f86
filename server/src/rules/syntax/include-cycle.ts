// rules: an include leads back to a file that is being read.
import { say } from "../../base/say";
import { defineProblemRule, takeOut } from "../shared/problemRule";

export const includeCycle = defineProblemRule({
	id: "include-cycle",
	title: say`An include that leads back to itself, which crashes the server`,
	fixes: (line) => [takeOut(line)],
});
