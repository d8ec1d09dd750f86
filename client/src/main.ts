// client: activation wherever extensions run: nearly all is the same under Node.js and in a web worker, so one file holds it once.
import type { ExtensionContext } from "vscode";

/** Web workers have it, and Node.js has not. */
declare const importScripts: unknown;

export async function activate(context: ExtensionContext): Promise<void> {
	const host = typeof importScripts === "function" ? await import("./browser") : await import("./node");
	host.activate(context);
}
