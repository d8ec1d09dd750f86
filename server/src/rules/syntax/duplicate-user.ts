// rules: one user is defined twice.
import { say } from "../../base/say";
import { defineProblemRule } from "../shared/problemRule";

export const duplicateUser = defineProblemRule({
	id: "duplicate-user",
	title: say`A user that is defined twice`,
});
