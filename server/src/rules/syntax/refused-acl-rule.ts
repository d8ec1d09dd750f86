// rules: a rule of a user that the server refuses.
import { say } from "../../base/say";
import { defineProblemRule, suggestions } from "../shared/problemRule";

export const refusedAclRule = defineProblemRule({
	id: "refused-acl-rule",
	title: say`A user rule that the server refuses`,
	codes: [
		"unknown-command",
		"unknown-category",
		"unknown-rule",
		"bad-hash",
		"no-such-password",
		"after-all-keys",
		"after-all-channels",
		"bad-key-permission",
		"bad-selector",
		"not-a-container",
		"subcommand-removal",
		"renamed-command",
		"bad-database",
		"bad-pattern",
		"empty-subcommand",
		"already-allowed",
		"bad-name",
		"empty-name",
		"missing-name",
	],
	// What an ACL file makes of tabs has a rule of its own.
	except: ({ problem, file, line }) => file.kind === "acl" && line.text.slice(problem.at.start, problem.at.end).includes("\t"),
	fixes: suggestions,
});
