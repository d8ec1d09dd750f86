// rules: a value that the directive does not take.
import { say } from "../../base/say";
import { defineProblemRule, suggestions } from "../shared/problemRule";

export const refusedValue = defineProblemRule({
	id: "refused-value",
	title: say`A value that the server refuses`,
	codes: [
		"out-of-range",
		"not-a-number",
		"empty-value",
		"unknown-value",
		"not-yes-or-no",
		"bad-save",
		"value-too-long",
		"no-hex",
		"contradicting-values",
		"bad-tls-protocols",
		"bad-title-template",
		"bad-character",
		"path-instead-of-name",
		"not-an-address",
		"replica-in-cluster",
		"users-in-two-places",
		"listens-nowhere",
		"cluster-port-too-high",
	],
	except: ({ line, problem }) => problem.code === "bad-tls-protocols" && line.words[0]?.value.toLowerCase() === "tls-protocols",
	fixes: suggestions,
});
