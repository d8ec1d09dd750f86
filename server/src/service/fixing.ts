// service: "fix all" over one document, read anew where a fix leads to other files.
import { type RunSteps, type Steps, toEnd } from "../base/steps";
import { fixAll, MAX_PASSES, uncoverAll } from "../lint/fixAll";
import type { Finding } from "../lint/types";
import type { ServerModel } from "../model/server";
import { leadsFurther } from "../model/snapshot";
import type { Safety } from "../rules/define";
import type { View } from "./view";

/**
 * The document's text once every fix is taken that may be; undefined where there is none. Only this document changes. A line that hid an
 * `include` or an ACL file is fixed first and what it leads to is read, so that a second run finds nothing to do.
 * @param seed new passwords are made of it: the same text each time.
 * @param run does the work; it may take breaks, or stop by throwing.
 */
export async function fixedText(view: View, safety: Safety, seed: string, run: RunSteps = toEnd): Promise<string | undefined> {
	let current = view;
	let text: string | undefined;
	for (let round = 0; round < MAX_PASSES; round++) {
		const step = await run(nextStep(current, safety, seed));
		if (!step) break;
		text = step.text;
		if (step.isLast) break;
		current = await current.withText(text);
	}
	return text;
}

interface Step {
	readonly text: string;
	/** Nothing else need be read, and no other root may want more. */
	readonly isLast: boolean;
}

function* nextStep(view: View, safety: Safety, seed: string): Steps<Step | undefined> {
	const { servers, uri } = view;
	const options = { safety, writable: (file: string) => file === uri };
	function* check(model: ServerModel): Steps<readonly Finding[]> {
		return (yield* view.lint(model, seed)).filter(({ at }) => at.file === uri);
	}
	for (const server of servers) {
		if (server.kind === "acl") continue;
		const { texts } = yield* uncoverAll(server, yield* check(server), options);
		const text = texts.get(uri);
		if (text !== undefined) return { text, isLast: false };
	}
	for (const server of servers) {
		const result = yield* fixAll(server, check, options);
		const text = result.texts.get(uri);
		if (text === undefined || text === view.file?.tree.text) continue;
		return { text, isLast: servers.length === 1 && !leadsFurther(server.snapshot, result.server.snapshot) };
	}
	return undefined;
}
