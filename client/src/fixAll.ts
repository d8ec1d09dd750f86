// client: the command "Redis: Fix all that is safe in this file".
import { commands } from "vscode";
import { activeRedisDocument } from "./redisDocument";

export async function fixAll(): Promise<void> {
	if (!(await activeRedisDocument())) return;
	await commands.executeCommand("editor.action.codeAction", { kind: "source.fixAll.redisSecurityLint", apply: "first" });
}
