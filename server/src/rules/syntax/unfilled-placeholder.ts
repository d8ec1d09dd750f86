// rules: a placeholder or a variable that nobody fills in.
import { say } from "../../base/say";
import { defineProblemRule, type ProblemLine } from "../shared/problemRule";

export const unfilledPlaceholder = defineProblemRule({
	id: "unfilled-placeholder",
	title: say`A placeholder that the server takes as it stands`,
	codes: ["placeholder", "unexpanded-variable"],
	severity: { development: "info", production: "warning", strict: "error" },
	except: ({ problem, server, line }) => problem.effect === "misread" && isSecret(server, line),
});

/** Of passwords and users other rules speak, and so of those that Sentinel sends. */
function isSecret(server: ProblemLine["server"], line: ProblemLine["line"]): boolean {
	const name = line.words[0]?.value.toLowerCase() ?? "";
	if (name === "sentinel") return ["auth-pass", "sentinel-pass"].includes(line.words[1]?.value.toLowerCase() ?? "");
	return name === "user" || (server.world.knowledge.directives(server.world.release).find(name)?.sensitive ?? false);
}
