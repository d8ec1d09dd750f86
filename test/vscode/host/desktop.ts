// test/vscode/host: an installed desktop VS Code.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** The program named in VSCODE_EXECUTABLE, else `code` on the PATH, where a window can be shown. */
export function findDesktop(environment: NodeJS.ProcessEnv = process.env): string | undefined {
	if (environment.VSCODE_EXECUTABLE) return environment.VSCODE_EXECUTABLE;
	return undefined;
}
