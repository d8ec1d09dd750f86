// rules: a placeholder or a variable that nobody fills in.
import { defineProblemRule, type ProblemLine } from "../problems";

export const unfilledPlaceholder = defineProblemRule({
	id: "unfilled-placeholder",
	title: "A placeholder that the server takes as it stands",
	codes: ["placeholder", "unexpanded-variable"],
	severity: { development: "info", production: "warning", strict: "error" },
	except: ({ server, line }) => isSecret(server, line),
});

/** Of passwords and users other rules speak. */
function isSecret(server: ProblemLine["server"], line: ProblemLine["line"]): boolean {
	const name = line.words[0]?.value.toLowerCase() ?? "";
	return ["user", "sentinel"].includes(name) || (server.world.knowledge.directives(server.world.release).find(name)?.sensitive ?? false);
}
