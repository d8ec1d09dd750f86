// lsp: failures of the program itself. Each is told once, as a trace that holds nothing of any file, and the next request works.

import { type CancellationToken, ErrorCodes, LSPErrorCodes, ResponseError } from "vscode-languageserver";
import { say } from "../base/say";
import type { Speak } from "./language";
import { problemOf } from "./params";
import { Abandoned } from "./schedule";

export class Faults {
	private readonly told = new Set<string>();

	constructor(
		private readonly tell: (text: string) => void,
		private readonly speak: Speak,
	) {}

	/** Messages of errors are left out: they may quote the text that was worked on. */
	report(where: string, error: unknown): void {
		const text = `${where} failed: ${describe(error)}`;
		if (this.told.has(text)) return;
		this.told.add(text);
		this.tell(text);
	}

	/** A handler that is asked only what it takes, and whose failure is reported and answered with an error that says nothing of the document. */
	guard<P, R>(
		name: string,
		handler: (params: P, token: CancellationToken) => Promise<R>,
	): (params: P, token: CancellationToken) => Promise<R> {
		return async (params, token) => {
			const problem = problemOf(name, params);
			if (problem !== undefined) throw new ResponseError(ErrorCodes.InvalidParams, problem);
			try {
				return await handler(params, token);
			} catch (error) {
				if (error instanceof ResponseError) throw error;
				if (error instanceof Abandoned) throw abandoned(token);
				this.report(name, error);
				throw new ResponseError(LSPErrorCodes.RequestFailed, this.speak(say`${name} failed. The server's log says where.`));
			}
		};
	}

	/** The same for a notification, which nobody waits for. */
	quietly(name: string, work: Promise<unknown>): void {
		work.catch((error) => {
			if (!(error instanceof Abandoned)) this.report(name, error);
		});
	}
}

/** The client asks again by itself after either answer. */
function abandoned(token: CancellationToken): ResponseError<unknown> {
	return token.isCancellationRequested
		? new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled")
		: new ResponseError(LSPErrorCodes.ServerCancelled, "the document has changed", { retriggerRequest: true });
}

function describe(error: unknown): string {
	if (!(error instanceof Error)) return `a thrown ${typeof error}`;
	const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
	return [error.name, ...frames].join("\n");
}
