// rules: the user that every new connection starts as may enter without a password, because the users say so or leave it out.
import { say, type Words } from "../../base/say";
import { othersOn } from "../../model/acl/logins";
import type { UserState } from "../../model/acl/types";
import { appendLine } from "../../model/placement";
import type { ServerModel } from "../../model/server";
import { defineRule, type Fix, type Report, type RuleContext } from "../define";
import { allowedCommands } from "../shared/aclWords";
import { withLoopbackBind } from "../shared/loopbackBind";
import { permissionsOf } from "../shared/rights";
import { replaceRules } from "../shared/userEdits";

export const openDefaultUser = defineRule({
	id: "open-default-user",
	group: "authentication",
	subject: "server",
	severity: { development: { network: "warning", local: "info" }, production: { network: "error", local: "warning" }, strict: "error" },
	title: say`The user default may enter without a password`,
	releases: { redis: "*", valkey: "*" },
	cwe: [306, 1188],
	compliance: ["pci-dss:8.3.1", "pci-dss:2.2.2", "iso-27001:A.8.5", "soc2:CC6.1", "hipaa:164.312(d)", "gdpr:32"],
	*check(server, context) {
		const user = server.acl.defaultUser;
		if (!server.openDefault || !user) return;
		if (user.source === "line") yield saidOpen(server, context);
		else if (server.acl.source.from === "file") yield leftOut(server);
	},
});

function saidOpen(server: ServerModel, context: RuleContext<object>): Report {
	const user = server.acl.defaultUser;
	const token = user?.tokens.findLast((one) => one.text.toLowerCase() === "nopass");
	const place = user && { file: user.file, line: user.line };
	const start = token?.start ?? user?.nameAt?.start ?? 0;
	const end = token?.end ?? user?.nameAt?.end ?? 0;
	const isHarmless = user && mayDoNoHarm(user.state, server);
	return {
		at: { file: place?.file ?? server.snapshot.root, line: place?.line ?? 0, start, end },
		message: isHarmless
			? say`nopass lets everybody in as the user default, without a login. It may run only commands that reach no data, as health checks need them, so little is lost. But each rule that is added to it later is for everybody. ${advice(server)}`
			: say`nopass lets everybody in as the user default, with whatever that user may do and without a login. ${advice(server)}`,
		...(isHarmless && { severity: "warning" as const }),
		fixes: [...withLoopbackBind(server, switchOff(server)), ...withLoopbackBind(server, givePassword(server, context))],
		reach: reachOf(server),
	};
}

/** Whether somebody who gets in as this user learns nothing of the data and changes nothing for others. */
function mayDoNoHarm(state: UserState, { acl }: ServerModel): boolean {
	const isPlain = permissionsOf(state).every(({ allCommands, firstArguments }) => !allCommands && firstArguments.size === 0);
	return (
		isPlain && allowedCommands(state, acl.evaluator.world).every(({ container, name }) => HARMLESS.has(name) || container === "command")
	);
}

/** What health checks and client libraries ask before they do anything. */
const HARMLESS: ReadonlySet<string> = new Set([
	"asking",
	"auth",
	"client|getname",
	"client|id",
	"client|setinfo",
	"client|setname",
	"command",
	"echo",
	"hello",
	"ping",
	"quit",
	"readonly",
	"readwrite",
	"reset",
	"select",
	"time",
]);

function leftOut(server: ServerModel): Report {
	const { source } = server.acl;
	const file = source.from === "file" ? source.file : undefined;
	const statement = source.from === "file" ? source.statement : undefined;
	const fix: Fix = {
		title: say`Switch the user default off`,
		safety: "may-refuse-clients",
		edits: () => (file?.state === "text" ? [appendLine(file.tree, file.uri, "user default off")] : []),
	};
	return {
		at: { absent: "user default", file: file?.uri ?? server.snapshot.root },
		message: say`This file does not name the user default, and then the server leaves it on, without a password and with every right. ${advice(server)}`,
		related: statement
			? [
					{
						at: { file: statement.file, line: statement.lineNumber, start: 0, end: statement.line.text.trimEnd().length },
						message: say`The users come from this file.`,
					},
				]
			: [],
		fixes: withLoopbackBind(server, fix),
		reach: reachOf(server),
	};
}

function advice(server: ServerModel): Words {
	const others = othersOn(server.acl.census).length > 0;
	return others
		? say`Switch default off and let clients log in as their own users.`
		: say`Give it a password, or switch it off and add a user for each client.`;
}

/** Takes every `nopass` away, with the passwords that it made idle, and turns every `on` into `off`. */
function switchOff(server: ServerModel): Fix {
	return {
		title: say`Switch the user default off`,
		safety: "may-refuse-clients",
		edits: () => rewriteDefault(server, (word) => (word === "on" ? "off" : isLogin(word) ? "" : undefined)),
	};
}

/** The new password stands in clear text, since somebody has to hand it to the clients before it is hashed. */
function givePassword(server: ServerModel, context: RuleContext<object>): Fix {
	return {
		title: say`Give default a new random password in place of nopass (clear text: note it, then hash it)`,
		safety: "may-refuse-clients",
		alone: true,
		edits: () => {
			let given = false;
			return rewriteDefault(server, (word) => {
				if (!isLogin(word)) return undefined;
				const text = given ? "" : `>${context.newPassword("default")}`;
				given = true;
				return text;
			});
		},
	};
}

/** `nopass`, and the passwords that it took away, which would count again without it. */
function isLogin(word: string): boolean {
	return word === "nopass" || /^[><#!]/.test(word);
}

function rewriteDefault(server: ServerModel, rewrite: (word: string) => string | undefined) {
	const user = server.acl.defaultUser;
	if (!user) return [];
	const replacements = new Map<number, string>();
	for (const [index, token] of user.tokens.entries()) {
		const text = rewrite(token.text.toLowerCase());
		if (text !== undefined) replacements.set(index, text);
	}
	return replaceRules(user, replacements);
}

/** An ACL file that stands alone may belong to a server that anybody reaches. */
function reachOf(server: ServerModel): "network" | "local" {
	return server.kind === "acl" || server.exposure.network ? "network" : "local";
}
