// rules: a quote that is not closed, or text directly after one.
import { say } from "../../base/say";
import { defineProblemRule } from "../shared/problemRule";

export const unbalancedQuotes = defineProblemRule({
	id: "unbalanced-quotes",
	title: say`Quotes that the server cannot read`,
	codes: ["unbalanced-quotes", "unclosed-quote", "text-after-quote"],
});
