// conformance: what a server answers about users, and what the model expects it to answer, in one form.
import { decide } from "../../server/src/model/acl/decide";
import type { AclDialect } from "../../server/src/model/acl/dialect";
import type { RuleList } from "../../server/src/model/acl/tokens";
import type { AclWorld, Permissions, UserState } from "../../server/src/model/acl/types";
import { RedisError, type Reply, type RespClient } from "../support/redis";

/** A user, or one of its selectors, as ACL GETUSER tells it. */
export interface Described {
	readonly flags?: readonly string[];
	readonly passwords?: readonly string[];
	readonly keys: string;
	readonly channels?: string;
	readonly databases?: string;
	readonly selectors?: readonly Described[];
}

/** Reads the reply of ACL GETUSER. What the command rules look like is left out: a server may write them in many ways. */
export function described(reply: Reply, dialect: AclDialect): Described {
	const fields = new Map<string, Reply>();
	const list = reply as readonly Reply[];
	for (let i = 0; i + 1 < list.length; i += 2) fields.set(String(list[i]), list[i + 1] as Reply);
	const patterns = (name: string, sign: string) => {
		const value = fields.get(name) as string | string[];
		return typeof value === "string" ? value : value.map((pattern) => sign + pattern).join(" ");
	};
	const selectors = fields.get("selectors") as Reply[] | undefined;
	return {
		...(fields.has("flags") && { flags: (fields.get("flags") as string[]).filter((flag) => flag === "on" || flag === "nopass").sort() }),
		...(fields.has("passwords") && { passwords: fields.get("passwords") as string[] }),
		keys: patterns("keys", "~"),
		...(dialect.channels && { channels: patterns("channels", "&") }),
		...(dialect.databases && { databases: fields.get("databases") as string }),
		...(selectors && { selectors: selectors.map((selector) => described(selector, dialect)) }),
	};
}

export function expectedUser(state: UserState, dialect: AclDialect): Described {
	return {
		flags: [...(state.nopass ? ["nopass"] : []), ...(state.enabled ? ["on"] : [])],
		passwords: state.passwords.map((password) => password.hash),
		...expectedPermissions(state.root, dialect),
		...(dialect.selectors && { selectors: state.selectors.map((selector) => expectedPermissions(selector, dialect)) }),
	};
}

function expectedPermissions({ allKeys, keys, allChannels, channels, databases }: Permissions, dialect: AclDialect): Described {
	return {
		keys: allKeys ? "~*" : keys.map(({ pattern, read, write }) => (read && write ? "~" : read ? "%R~" : "%W~") + pattern).join(" "),
		...(dialect.channels && { channels: allChannels ? "&*" : channels.map(({ pattern }) => `&${pattern}`).join(" ") }),
		...(databases && { databases: databases === "all" ? "alldbs" : databases.length === 0 ? "" : `db=${databases.join(",")}` }),
	};
}

/** What ACL SETUSER says to these rules. */
export function expectedOfSetUser({ tokens, unmatched }: RuleList, words: readonly string[], state: UserState): string {
	if (unmatched !== undefined) {
		const opening = words.find((word) => word !== "" && tokens[unmatched]?.text.startsWith(word));
		return `ERR Unmatched parenthesis in acl selector starting at '${opening}'.`;
	}
	const error = state.errors[0];
	return error === undefined ? "OK" : `ERR Error in ACL SETUSER modifier '${tokens[error.token]?.text}': ${error.serverSays}`;
}

/** What user "u" may run, by ACL DRYRUN. */
export async function answersOfDryRun(client: RespClient, calls: readonly (readonly string[])[]): Promise<string[]> {
	const replies = await client.pipeline(calls.map((call) => ["ACL", "DRYRUN", "u", ...call]));
	return replies.map((reply, i) => `${calls[i]?.join(" ")} => ${readDenial(reply)}`);
}

/** For servers without ACL DRYRUN: user "u" logs in and queues the commands, which checks them without running any. */
export async function answersOfQueueing(client: RespClient, calls: readonly (readonly string[])[]): Promise<string[]> {
	const replies = await client.pipeline([["AUTH", "u", "probe"], ["MULTI"], ...calls]);
	return replies.slice(2).map((reply, i) => `${calls[i]?.join(" ")} => ${readNoPermission(reply)}`);
}

function readDenial(reply: Reply): string {
	const text = reply instanceof RedisError ? reply.message : String(reply);
	if (text === "OK") return text;
	if (text.includes("permissions to run the")) return "command";
	const match = /permissions to access the '(.*)' (key|channel)$/s.exec(text);
	return match ? `${match[2]} ${match[1]}` : text;
}

function readNoPermission(reply: Reply): string {
	const text = reply instanceof RedisError ? reply.message : String(reply);
	if (text === "QUEUED") return "OK";
	return /^NOPERM .*\b(command|key|channel)/s.exec(text)?.[1] ?? text;
}

/** The same answers by the model. A user who is off may not log in, but DRYRUN does not look at that. */
export function expectedAnswers(state: UserState, calls: readonly (readonly string[])[], world: AclWorld, dialect: AclDialect): string[] {
	return calls.map((call) => {
		const decision = decide({ ...state, enabled: true }, call, world);
		const answer = decision.allowed ? "OK" : dialect.selectors ? [decision.because, decision.argument] : [decision.because];
		return `${call.join(" ")} => ${typeof answer === "string" ? answer : answer.filter((part) => part !== undefined).join(" ")}`;
	});
}
