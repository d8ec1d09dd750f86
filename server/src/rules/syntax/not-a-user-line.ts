// rules: a line of an ACL file that is no user.
import { say } from "../../base/say";
import { defineProblemRule, takeOut } from "../shared/problemRule";

export const notAUserLine = defineProblemRule({
	id: "not-a-user-line",
	title: say`A line of an ACL file that is no user`,
	fixes: (line) => [takeOut(line)],
});
