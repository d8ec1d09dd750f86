// model: a sentinel.conf: what it watches, how it logs in, and who can reach Sentinel itself.

import { MANY, type Steps, toEnd } from "../base/steps";
import { isRelease } from "../knowledge/release";
import { factOf } from "../syntax/blocks";
import { passwordHash } from "./acl/passwords";

import { type Exposure, evaluateExposure, type Reach, reachOf } from "./exposure";

import type { ServerModel } from "./server";
import type { Settings, Statement } from "./types";

/** A primary that a `sentinel monitor` line names. */
export interface WatchedPrimary {
	readonly name: string;
	readonly host: string;
	/** How far the connection to it goes. */
	readonly reach: Reach;
	readonly monitor: Statement;
	/** The last `sentinel auth-pass` and `sentinel auth-user` lines for it. */
	readonly authPass?: Statement;
	readonly authUser?: Statement;
}

export interface SentinelModel {
	readonly primaries: readonly WatchedPrimary[];
	/** Of Sentinel's own port: 26379 and no protected mode unless the file says otherwise. */
	readonly exposure: Exposure;
	/** Lines about Sentinel itself, by sub-directive in lower case; the last one counts. */
	readonly own: ReadonlyMap<string, Statement>;
	/**
	 * How this Sentinel would be answered by another one with the same file: `open` asks for no password. `refused` also where it would send none.
	 */
	readonly login: "open" | "accepted" | "refused" | "unknown";
}

/** Of a model of the kind `sentinel`. Worked out once. */
export function sentinelOf(server: ServerModel): SentinelModel {
	return toEnd(sentinelInSteps(server));
}

/** The same in steps, so that a caller can stop or take a break. */
export function* sentinelInSteps(server: ServerModel): Steps<SentinelModel> {
	const known = knownOf(server);
	if (known.model === undefined) {
		const model = yield* evaluate(server);
		known.model ??= model;
	}
	return known.model;
}

const knownOf = factOf((_: ServerModel): { model?: SentinelModel } => ({}));

function* evaluate(server: ServerModel): Steps<SentinelModel> {
	const own = new Map<string, Statement>();
	const primaries = new Map<string, { -readonly [K in keyof WatchedPrimary]: WatchedPrimary[K] }>();
	const lines = server.settings.list("sentinel");
	for (let at = 0; at < lines.length; at++) {
		if (at % MANY === MANY - 1) yield;
		const statement = lines[at] as Statement;
		const { words } = statement;
		const [, what, name, host] = words;
		if (words.length === 6 && what?.value.toLowerCase() === "monitor" && name && host)
			primaries.set(name.value, { name: name.value, host: host.value, reach: reachOf(host.value), monitor: statement });
	}
	for (let at = 0; at < lines.length; at++) {
		if (at % MANY === MANY - 1) yield;
		const statement = lines[at] as Statement;
		const what = statement.words[1]?.value.toLowerCase() ?? "";
		if (statement.words.length === 3) own.set(what, statement);
		else if (what === "auth-pass" || what === "auth-user") {
			const primary = primaries.get(statement.words[2]?.value ?? "");
			if (primary && what === "auth-pass") primary.authPass = statement;
			else if (primary) primary.authUser = statement;
		}
	}
	const nopass = server.acl.defaultUser?.state.nopass ?? false;
	const exposure = evaluateExposure(withSentinelDefaults(server.settings), server.world, nopass);
	return { primaries: [...primaries.values()], exposure, own, login: loginToOthers(server, own) };
}

/** What Sentinel starts with instead of a server's default; undefined where that is the same. */
export function defaultInSentinel(directive: string): string | undefined {
	return Object.hasOwn(DEFAULTS, directive) ? DEFAULTS[directive] : undefined;
}

/** What Sentinel starts with instead of the server's defaults: read in the sources of every release. */
const DEFAULTS: Readonly<Record<string, string>> = { port: "26379", "protected-mode": "no" };

function withSentinelDefaults(settings: Settings): Settings {
	return {
		unread: settings.unread,
		list: (name) => settings.list(name),
		get(name) {
			const setting = settings.get(name);
			const value = DEFAULTS[name];
			return setting?.origin.from === "default" && value !== undefined ? { ...setting, value, values: [value] } : setting;
		},
	};
}

/** Sentinel sends `sentinel-pass`, for `sentinel-user` where that is set; without it (and always up to 6.0) its own `requirepass`. */
function loginToOthers(server: ServerModel, own: ReadonlyMap<string, Statement>): SentinelModel["login"] {
	const { openDefault, settings } = server;
	if (openDefault === undefined || server.acl.users === undefined || settings.unread.length > 0) return "unknown";
	if (openDefault) return "open";
	const isOld = isRelease(server.world.release, { redis: "<6.2" });
	// Up to 6.0 Sentinel does not read its user lines.
	if (isOld && server.acl.source.from !== "nothing") return "unknown";
	const sentinelPass = isOld ? undefined : argumentOf(own.get("sentinel-pass"));
	const password = sentinelPass ?? settings.get("requirepass")?.value;
	const name = (sentinelPass === undefined ? undefined : argumentOf(own.get("sentinel-user"))) ?? "default";
	const user = server.acl.users.find((candidate) => candidate.name === name);
	if (!password || !user?.state.enabled) return "refused";
	if (user.state.nopass) return "accepted";
	const hash = passwordHash(password);
	return user.state.passwords.some((known) => known.hash === hash) ? "accepted" : "refused";
}

/** Of a `sentinel NAME VALUE` line. */
function argumentOf(statement: Statement | undefined): string | undefined {
	return statement?.words[2]?.value || undefined;
}
