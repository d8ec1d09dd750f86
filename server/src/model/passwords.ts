// model: every password that the files hold and that opens something, each with where it stands.
import type { Place } from "../base/span";
import { isRelease } from "../knowledge/release";
import { passwordsInForce } from "./acl/fileUser";
import type { AclUser } from "./acl/types";
import type { Reach } from "./exposure";
import { primaryOf } from "./replication";
import { sentinelOf } from "./sentinel";
import type { ServerModel } from "./server";
import type { Setting, Statement } from "./types";

export interface WrittenPassword {
	/**
	 * `requirepass`: lets in as `default`. `user`: lets in as `user`. `masterauth`, `auth-pass`: the server or Sentinel sends it to a primary.
	 * `sentinel-pass`: Sentinel sends it to other Sentinels.
	 */
	readonly of: "requirepass" | "masterauth" | "user" | "auth-pass" | "sentinel-pass";
	/** As the server reads it; undefined where only its hash is written. */
	readonly text: string | undefined;
	/** SHA-256, 64 lower-case hexadecimal digits, where only that is written. */
	readonly hash: string | undefined;
	readonly at: Place;
	/** The line, of passwords that are not a user's. */
	readonly statement?: Statement;
	/** Of a user's password: the user and the position of its rule. */
	readonly user?: AclUser;
	readonly token?: number;
	/** How far the way goes that it opens. */
	readonly reach: "network" | "local";
}

/** Those that are not a user's and in force: no requirepass that is without effect. */
export function* settingPasswordsOf(server: ServerModel): Generator<WrittenPassword> {
	if (server.kind === "sentinel") yield* sentinelPasswords(server);
	else if (server.kind === "config") yield* settingPasswords(server);
}

/** Those of one user: none that is taken back, none of a user who is off. */
export function passwordsOfUser(server: ServerModel, user: AclUser): readonly WrittenPassword[] {
	const passwords = user.source === "line" ? passwordsInForce(user) : NO_PASSWORDS;
	if (passwords.length === 0) return NO_PASSWORDS;
	const reach = reachOfServer(server);
	// The hash of a clear text costs time, and nobody asks for it here.
	return passwords.map((one) => new UserPassword(user, one.token, one.clearText ? undefined : one.hash, reach));
}

const NO_PASSWORDS: readonly never[] = [];

/** The line that gives `default` its password; undefined where there is none, it is empty, or other lines decide. */
export function requirepassInForce(server: ServerModel): Setting | undefined {
	const setting = server.settings.get("requirepass");
	const isImplied = server.acl.defaultUser?.source === "implied" && server.acl.source.from !== "file";
	return setting?.value && setting.origin.from === "line" && setting.values.length === 1 && isImplied ? setting : undefined;
}

function* settingPasswords(server: ServerModel): Generator<WrittenPassword> {
	const requirepass = requirepassInForce(server);
	if (requirepass) yield* ofSetting("requirepass", requirepass, reachOfServer(server));
	const masterauth = server.settings.get("masterauth");
	if (masterauth?.value) yield* ofSetting("masterauth", masterauth, ofReach(primaryOf(server)?.reach ?? "loopback"));
}

function* sentinelPasswords(server: ServerModel): Generator<WrittenPassword> {
	const { primaries, own, exposure } = sentinelOf(server);
	const reach = exposure.network || exposure.uncertain ? "network" : "local";
	const requirepass = requirepassInForce(server);
	if (requirepass) yield* ofSetting("requirepass", requirepass, reach);
	const sentinelPass = own.get("sentinel-pass");
	if (sentinelPass && !isRelease(server.world.release, { redis: "<6.2" })) yield ofWord("sentinel-pass", sentinelPass, 2, reach);
	for (const { authPass, reach: way } of primaries) if (authPass) yield ofWord("auth-pass", authPass, 3, ofReach(way));
}

class UserPassword implements WrittenPassword {
	readonly of = "user";

	constructor(
		readonly user: AclUser,
		readonly token: number,
		readonly hash: string | undefined,
		readonly reach: "network" | "local",
	) {}

	get text(): string | undefined {
		return this.hash === undefined ? this.user.tokens[this.token]?.text.slice(1) : undefined;
	}

	get at(): Place {
		const { file, line, tokens } = this.user;
		const token = tokens[this.token];
		return { file, line, start: token?.start ?? 0, end: token?.end ?? 0 };
	}
}

function* ofSetting(of: "requirepass" | "masterauth", setting: Setting, reach: "network" | "local"): Generator<WrittenPassword> {
	if (setting.origin.from === "line") yield ofWord(of, setting.origin.statement, 1, reach);
}

/** One word of a line that is not a user's. */
function ofWord(of: WrittenPassword["of"], statement: Statement, index: number, reach: "network" | "local"): WrittenPassword {
	const word = statement.words[index];
	const at = { file: statement.file, line: statement.lineNumber, start: word?.start ?? 0, end: word?.end ?? 0 };
	return { of, text: word?.value ?? "", hash: undefined, at, statement, reach };
}

/** An ACL file that stands alone may belong to a server that anybody reaches. */
function reachOfServer({ kind, exposure }: ServerModel): "network" | "local" {
	return kind === "acl" || exposure.network || exposure.uncertain ? "network" : "local";
}

function ofReach(reach: Reach): "network" | "local" {
	return reach === "loopback" ? "local" : "network";
}
