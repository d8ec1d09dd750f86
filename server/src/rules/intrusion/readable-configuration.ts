// rules: every account of the machine may read a file with passwords in it.
import { say } from "../../base/say";
import type { Place } from "../../base/span";
import { pathOfUri } from "../../base/uri";
import { settingPasswordsOf } from "../../model/passwords";
import { isOfTheMachine } from "../../model/paths";
import type { ServerModel } from "../../model/server";
import { defineRule, type RuleContext } from "../define";
import { isPlaceholder } from "../shared/weakPasswords";

const OTHERS_READ = 0o004;

export const readableConfiguration = defineRule({
	id: "readable-configuration",
	group: "intrusion",
	// What is asked of a redis.conf and of a sentinel.conf alike.
	subject: "tls",
	severity: { development: "info", production: "warning", strict: "error" },
	title: say`Every account of the machine may read a file with passwords`,
	releases: { redis: "*", valkey: "*" },
	cwe: [732, 256],
	compliance: ["pci-dss:8.3.2", "iso-27001:A.8.3", "soc2:CC6.1", "gdpr:32"],
	asksUsers: true,
	*check({ server }, context) {
		for (const file of server.snapshot.files.values()) {
			if (file.state !== "text" || file.mode === undefined || (file.mode & OTHERS_READ) === 0) continue;
			// A copy in another place, such as a repository, is everybody's as a rule.
			const at = isOfTheMachine(pathOfUri(file.uri)) ? firstPassword(server, context, file.uri) : undefined;
			if (!at) continue;
			yield {
				at,
				message: say`Every account of this machine may read this file (mode ${file.mode.toString(8).padStart(4, "0")}), and with it this password. Give it to the account of the server alone: chown it to that account and chmod 600.`,
			};
		}
	},
});

function firstPassword(server: ServerModel, context: RuleContext<object>, file: string): Place | undefined {
	for (const { text, at } of settingPasswordsOf(server)) if (at.file === file && text && !isPlaceholder(text)) return at;
	const users = context.usersOfKindsWhere(({ source, state }) => source === "line" && state.passwords.some(({ clearText }) => clearText));
	for (const user of users) {
		const token = user.file === file ? user.tokens[user.state.passwords.find(({ clearText }) => clearText)?.token ?? -1] : undefined;
		if (token) return { file, line: user.line, start: token.start, end: token.end };
	}
	return undefined;
}
