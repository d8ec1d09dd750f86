// rules: rename-command names a subcommand.
import { say } from "../../base/say";
import { commentOut, defineProblemRule } from "../shared/problemRule";

export const subcommandRenamed = defineProblemRule({
	id: "subcommand-renamed",
	title: say`A subcommand is renamed, which crashes the server`,
	codes: ["subcommand-renamed"],
	fixes: (line) => [commentOut(line)],
});
