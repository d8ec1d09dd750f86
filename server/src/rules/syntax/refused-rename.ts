// rules: a rename-command line that the server refuses.
import { say } from "../../base/say";
import { commentOut, defineProblemRule } from "../shared/problemRule";

export const refusedRename = defineProblemRule({
	id: "refused-rename",
	title: say`A rename-command line that the server refuses`,
	codes: ["unknown-renamed-command", "command-name-taken", "duplicate-rename"],
	fixes: (line) => [commentOut(line)],
});
