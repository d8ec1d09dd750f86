// rules: a line that a later one of the same name makes idle.
import { say } from "../../base/say";
import type { ServerModel } from "../../model/server";
import { placeOf } from "../../model/settings";
import type { Setting, Statement } from "../../model/types";
import { defineRule } from "../define";
import { removeStatements } from "../shared/directiveEdits";

/** Who gets in and from where: there a line that somebody believes in, and that does nothing, is more than untidy. */
const SECURITY =
	/^(?:bind|port|tls-.*|requirepass|masterauth|masteruser|primaryauth|primaryuser|protected-mode|aclfile|acl-pubsub-default|enable-.*|unixsocketperm|replica-read-only)$/;

/** Each of their lines counts, or counts from the one before. */
const ADD_UP: ReadonlySet<string> = new Set(["save", "rename-command", "client-output-buffer-limit", "dir"]);

export const overriddenLine = defineRule({
	id: "overridden-line",
	group: "syntax",
	subject: "config",
	severity: { development: "info", production: "warning", strict: "warning" },
	title: say`A later line of the same name makes this one idle`,
	releases: { redis: "*", valkey: "*" },
	cwe: [1164],
	*check(server) {
		for (const setting of repeated(server)) {
			if (setting.origin.from !== "line") continue;
			const last = setting.origin.statement;
			// A line that follows an include changes what that sets, and is meant to.
			const idle = setting.overridden.filter(({ file }) => file === last.file && file === server.snapshot.root);
			for (const statement of idle) {
				const isSame = valuesOf(statement) === valuesOf(last);
				const message = isSame
					? say`${setting.name} stands here and again on line ${last.lineNumber + 1}, and the last one counts. Whoever changes only this one changes nothing. Take one of them out.`
					: say`This line does nothing: line ${last.lineNumber + 1} sets ${setting.name} as well, and the last one counts. Take out the one that is not meant.`;
				yield {
					at: placeOf(statement),
					message,
					related: [{ at: placeOf(last), message: say`This line counts.` }],
					fixes: [{ title: say`Take this line out: nothing changes`, safety: "safe", edits: () => removeStatements(server, [statement]) }],
					...((isSame || !SECURITY.test(setting.name)) && { severity: "info" }),
				};
			}
		}
	},
});

/** Settings that more than one line sets; most files have none. */
function repeated({ reading, settings, world }: ServerModel): Setting[] {
	const directives = world.knowledge.directives(world.release);
	const seen = new Set<string>();
	const found = new Map<string, Setting>();
	for (const { name: written } of reading.statements) {
		const directive = directives.find(written);
		if (directive === undefined || directive.type === "instruction" || ADD_UP.has(directive.name)) continue;
		const { name } = directive;
		const setting = seen.has(name) && !found.has(name) ? settings.get(name) : undefined;
		if (setting) found.set(name, setting);
		seen.add(name);
	}
	return [...found.values()];
}

function valuesOf({ words }: Statement): string {
	return JSON.stringify(words.slice(1).map(({ value }) => value));
}
