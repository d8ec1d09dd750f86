// client/tlsWizard: asks one question after the other, with a way back. How a question is shown is not known here.
import { type Answers, type Choices, type Setting, toChoices } from "./answers";
import { type Question, STEPS, type Step } from "./steps";

export type Reply = { readonly given: readonly string[] } | "back" | "cancel";

export interface Asked {
	readonly question: Question;
	/** Counted from 1. */
	readonly step: number;
	readonly of: number;
	/** What is wrong with an answer; undefined where it can be taken. */
	check(given: readonly string[]): Promise<string | undefined>;
}

export interface Host {
	/** Shows a question until it is answered with something that `check` lets pass. */
	ask(asked: Asked): Promise<Reply>;
	/** What the server says that cannot work. */
	faults(choices: Choices): Promise<readonly { readonly choice: string; readonly message: string }[]>;
	/** The step after the last question, counted like one. */
	finish(answers: Answers, step: number): Promise<"done" | "back" | "cancel">;
}

/** The answers that were written, or undefined where the person changed their mind. */
export async function runWizard(first: Answers, setting: Setting, host: Host): Promise<Answers | undefined> {
	let answers = first;
	for (let at = 0; ; ) {
		const steps = applicable(answers, setting);
		const step = steps[at];
		const outcome = step
			? await host.ask({
					question: step.question(answers, setting),
					step: at + 1,
					of: steps.length + 1,
					check: (given) => check(step, given, answers, setting, host),
				})
			: await host.finish(answers, steps.length + 1);
		if (outcome === "cancel") return undefined;
		if (outcome === "done") return answers;
		if (outcome === "back") {
			at = Math.max(at - 1, 0);
			continue;
		}
		const taken = step?.take(outcome.given, answers, setting);
		// The host lets nothing pass that is wrong; where it does, the question is asked again.
		if (taken === undefined || typeof taken === "string") continue;
		answers = { ...answers, ...taken };
		at++;
	}
}

/** The questions that these answers lead to. A question depends only on those before it. */
export function applicable(answers: Answers, setting: Setting): readonly Step[] {
	return STEPS.filter((step) => step.applies?.(answers, setting) ?? true);
}

async function check(step: Step, given: readonly string[], answers: Answers, setting: Setting, host: Host): Promise<string | undefined> {
	const taken = step.take(given, answers, setting);
	if (typeof taken === "string") return taken;
	if (!step.decides) return undefined;
	const faults = await host.faults(toChoices({ ...answers, ...taken }));
	return faults.find(({ choice }) => step.decides?.some((decided) => decided === choice))?.message;
}
