// cli: `redis-security-lint acl`: what each user may do, or whether one user may run one command.
import { resolve } from "node:path";
import pc from "picocolors";
import { isInside } from "../base/uri";
import { uriOfPath } from "../hosts/nodeFiles";
import { maskName } from "../lint/mask";
import { decide } from "../model/acl/decide";
import type { AclUser, Decision } from "../model/acl/types";
import type { ServerModel } from "../model/server";
import type { FileKind } from "../model/types";
import { useColor } from "./color";
import { EXIT, type Io, UsageError } from "./io";
import { printable } from "./report/display";
import { type UsersReport, usersJson, usersText } from "./report/users";
import { Session } from "./session";
import { cannotRead, findTargets, shownUri } from "./targets";
import { commandTable, type Users, userData, usersOf } from "./users";

export interface AclOptions {
	readonly format: "text" | "json";
	readonly server?: string;
	readonly kind?: FileKind;
	readonly config?: string;
	readonly stdinFilename?: string;
	readonly color?: boolean;
	/** A user, a command and its arguments. */
	readonly can?: readonly string[];
}

export async function aclCommand(path: string, options: AclOptions, io: Io): Promise<number> {
	const session = await Session.start(io, options);
	const {
		files: [target],
	} = await findTargets({ ...options, paths: [path] }, io, session.files, session.knowledge, (message) => session.complain(message));
	if (!target || target.from === "folder") throw new UsageError(`${path} is a folder. Name an ACL file, or a redis.conf with its users.`);
	if (target.unreadable !== undefined) session.complain(cannotRead(target.path, target.unreadable));
	else if (target.kind === null) {
		session.complain(`${target.path} does not look like a file of Redis. If it is one, say so: --kind acl or --kind config.`);
	}
	if (target.kind === null || target.unreadable !== undefined) return EXIT.trouble;

	const directory = uriOfPath(io.cwd);
	const view = await session.service.open({
		uri: target.uri,
		kind: target.kind,
		flags: session.flags,
		...(options.config !== undefined && { project: uriOfPath(resolve(io.cwd, options.config)) }),
		...(isInside(target.uri, directory) && { boundary: directory }),
	});
	for (const fault of view.faults) await session.complainOfSettings(fault);
	const [server] = view.servers;
	const users = server && usersOf(server);
	if (!server || !users) {
		session.complain(`${target.path}: ${whyUnknown(server, io.cwd)}`);
		return EXIT.trouble;
	}
	if (options.can) return answer(options.can, users, server, options, session);
	const pathOf = (uri: string) => (uri === target.uri ? target.path : shownUri(uri, io.cwd));
	const commands = commandTable(server.acl.evaluator);
	const report: UsersReport = {
		path: target.path,
		server: view.release.id,
		errors: users.refused.map((refused) => ({ ...refused, path: pathOf(refused.file) })),
		users: users.users.length,
		dataOf: (at) => userData(users.users[at] as AclUser, commands),
		commands,
	};
	const colors = pc.createColors(useColor(options.color, io.stdout, io.env));
	for (const piece of options.format === "json" ? usersJson(report) : usersText(report, colors, io.stdout.columns)) io.stdout.write(piece);
	return session.trouble ? EXIT.trouble : EXIT.clean;
}

/** Why nobody knows who the users are. */
function whyUnknown(server: ServerModel | undefined, cwd: string): string {
	const statement = server?.acl.source.from === "unknown" ? server.acl.source.statement : undefined;
	if (server && statement) {
		const file = [...server.snapshot.files.values()].find((one) => one.kind === "acl" && one.state === "unreadable");
		const line = `the users are in the ACL file of line ${statement.lineNumber + 1}`;
		if (file?.state === "unreadable") return `${line}. ${cannotRead(shownUri(file.uri, cwd), file.reason)}`;
	}
	return "a file that it includes cannot be read, so its users are not known.";
}

/** Status 0 where the server would run the command, 1 where not. */
function answer(words: readonly string[], { users }: Users, server: ServerModel, options: AclOptions, session: Session): number {
	const [name, ...argv] = words;
	if (name === undefined || argv.length === 0) throw new UsageError("--can needs a user and a command: --can app GET app:1");
	const user = users.find((one) => one.name === name);
	if (!user) {
		const known = users.slice(0, 10).map((one) => maskName(one.name));
		throw new UsageError(`There is no user "${name}" here. There ${known.length === 1 ? "is" : "are"}: ${known.join(", ")}.`);
	}
	const decision = decide(user.state, argv, server.acl.evaluator.world);
	const rule = ruleOf(user, decision);
	const reason = reasonOf(decision, rule);
	if (options.format === "json") {
		const data = {
			version: 1,
			server: server.world.release.id,
			user: name,
			command: argv,
			allowed: decision.allowed,
			rule: rule ?? null,
			reason,
		};
		session.io.stdout.write(`${JSON.stringify(data, null, 2)}\n`);
	} else {
		session.io.stdout.write(`${printable(`${decision.allowed ? "allowed" : "not allowed"}: ${reason}`)}\n`);
	}
	if (session.trouble) return EXIT.trouble;
	return decision.allowed ? EXIT.clean : EXIT.findings;
}

/** The text of the rule that decided; only those that are about commands do. */
function ruleOf(user: AclUser, decision: Decision): string | undefined {
	if (decision.token === undefined) return undefined;
	const token = user.tokens[decision.token];
	const rule = decision.allowed && decision.inner !== undefined ? token?.inner?.[decision.inner] : token;
	return rule && /^[+\-~%&(]|^(?:all|no|reset)\w+$/i.test(rule.text) ? rule.text : undefined;
}

function reasonOf(decision: Decision, rule: string | undefined): string {
	if (decision.allowed) return rule === undefined ? "nothing stands against it" : `granted by ${rule}`;
	switch (decision.because) {
		case "off":
			return "the user is off and cannot log in";
		case "no-such-command":
			return "this release has no such command";
		case "command":
			return rule === undefined ? "no rule grants the command" : `${rule} takes the command away`;
		case "key":
			return "a key is not among those of the user";
		case "channel":
			return "a channel is not among those of the user";
		case "database":
			return "a database is not among those of the user";
		default:
			return "this cannot be known";
	}
}
