// rules: a rename-command line that the server refuses.
import { commentOut, defineProblemRule } from "../problems";

export const refusedRename = defineProblemRule({
	id: "refused-rename",
	title: "A rename-command line that the server refuses",
	codes: ["unknown-renamed-command", "command-name-taken"],
	fixes: (line) => [commentOut(line)],
});
