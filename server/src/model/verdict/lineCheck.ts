// model/verdict: what lines are checked against, and what comes of it.
import type { Directive, Directives, Knowledge } from "../../knowledge/types";
import type { Behavior } from "./behavior";
import type { Argument, Fault, Finding } from "./finding";

/** What lines are checked against. One per release, kept as long as its facts. */
export interface Tables {
	readonly directives: Directives;
	readonly knowledge: Knowledge;
	readonly behavior: Behavior;
	/** What is wrong with unknown names, as far as they were asked for. */
	readonly unknownNames: Map<string, Omit<Fault, "serverSays">>;
	/** Whether names that were probably meant are looked for, which takes long. */
	readonly meant: "looked for" | "left out";
}

/** What one line says, taken alone. */
export interface LineCheck {
	/** The first word as the server compares it. */
	readonly name: string;
	/** Undefined for names that the server does not know, and where the count of arguments makes it pass the name over. */
	readonly directive: Directive | undefined;
	readonly args: readonly Argument[];
	/** The arguments that take effect: one quoted argument is split where the directive takes several. */
	readonly values: readonly Argument[];
	/** What is wrong with the line, whatever stands on others. */
	readonly finding?: Finding;
	/** The name is kept for modules that are loaded later. What is found where none of them takes it. */
	readonly leftOver?: Finding;
}
