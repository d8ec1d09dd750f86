// rules: one user is defined twice.
import { defineProblemRule } from "../problems";

export const duplicateUser = defineProblemRule({
	id: "duplicate-user",
	title: "A user that is defined twice",
});
