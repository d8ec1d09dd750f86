// features: what rules about logins, keys, channels and databases mean.
import { joined, listedWithAnd, say, sentences, type Words } from "../../base/say";
import { asciiLower } from "../../base/utf8";
import { nameOf } from "../../model/acl/errors";
import type { AclEvaluator } from "../../model/acl/evaluate";
import type { Permissions, UserState } from "../../model/acl/types";
import { code } from "../texts/markdown";
import { namesOf } from "./markdown";

export interface PlainRule {
	readonly rule: string;
	/** The set that the rule belongs to. */
	readonly permissions: Permissions;
	readonly state: UserState;
	readonly inSelector: "yes" | "no";
	readonly evaluator: AclEvaluator;
}

export function ruleMarkdown(at: PlainRule): Words {
	const { rule, evaluator } = at;
	switch (rule[0]) {
		case ">":
			return say`Adds a password, written in clear text. It is not shown here. Everybody who can read this file can log in with it; \`#\` and its SHA-256 do the same without showing it.`;
		case "#":
			return say`Adds a password by its SHA-256. Clients log in with the password itself.`;
		case "<":
			return say`Removes a password, written in clear text. It is not shown here.`;
		case "!":
			return say`Removes a password by its SHA-256.`;
		case "~":
			return rule === "~*" ? everyKey(at) : limited(say`Keys that match ${code(rule.slice(1))} may be read and written.`, at);
		case "%":
			return someKeys(at);
		case "&":
			return rule === "&*"
				? EVERY_CHANNEL
				: say`Channels that match ${code(rule.slice(1))} may be published to and subscribed to. PSUBSCRIBE must name exactly this pattern.`;
		default:
			return word(asciiLower(rule), at, nameOf(evaluator.dialect));
	}
}

const EVERY_CHANNEL = say`Every Pub/Sub channel may be published to and subscribed to, keyspace notifications of other users' keys included.`;

function word(rule: string, at: PlainRule, server: string): Words {
	const { state, evaluator } = at;
	if (rule.startsWith("db=")) {
		return say`Commands work on the databases ${listedWithAnd(rule.slice(3).split(",").map(code))} only. A later ${code("db=")} replaces this one.`;
	}
	switch (rule) {
		case "on":
			return say`Clients can log in as this user.`;
		case "off":
			return state.enabled
				? say`Nobody can log in as this user from here on; a later \`on\` takes that back.`
				: say`Nobody can log in as this user. Connections that are already open stay.`;
		case "nopass":
			return state.nopass
				? say`**No password is needed**: every password is accepted. Passwords that stand before it are forgotten.`
				: say`Every password would be accepted, but a later rule about passwords takes that back.`;
		case "resetpass":
			return say`Forgets all passwords, and \`nopass\` too. Without a password after it nobody can log in.`;
		case "reset":
			return say`Back to a new user: off, no passwords, no commands, no keys. What stands before it counts for nothing.`;
		case "allkeys":
			return everyKey(at);
		case "resetkeys":
			return say`Forgets all key patterns that stand before it.`;
		case "allchannels":
			return EVERY_CHANNEL;
		case "resetchannels":
			return say`Forgets all channel patterns that stand before it, and what \`acl-pubsub-default\` gives.`;
		case "clearselectors":
			return say`Forgets all selectors that stand before it.`;
		case "sanitize-payload":
			return say`What this user hands to RESTORE is checked in depth. So it is for every new user.`;
		case "skip-sanitize-payload":
			return say`**What this user hands to RESTORE is not checked in depth.** A made-up payload can crash the server or worse.`;
		case "alldbs":
			return say`Commands work on every database.`;
		case "resetdbs":
			return say`Forgets all databases that stand before it: none is left.`;
		default:
			return sentences(
				say`${server} does not know this rule.`,
				evaluator.dialect.selectors ? undefined : say`It may be one of a later release.`,
			);
	}
}

function everyKey(at: PlainRule): Words {
	return at.permissions.allKeys
		? say`Every key may be read and written.`
		: say`Every key would be allowed, but a later rule takes that back.`;
}

function someKeys(at: PlainRule): Words {
	const { rule, evaluator } = at;
	const tilde = rule.indexOf("~");
	const letters = rule.slice(1, tilde === -1 ? undefined : tilde).toLowerCase();
	const pattern = code(tilde === -1 ? "" : rule.slice(tilde + 1));
	if (!evaluator.dialect.selectors) return say`${nameOf(evaluator.dialect)} has no read or write permissions for keys.`;
	if (letters === "r") return limited(say`Keys that match ${pattern} may be read: a command that writes to them is refused.`, at);
	if (letters === "w")
		return limited(say`Keys that match ${pattern} may be written to: a command that gives back what they hold is refused.`, at);
	return limited(say`Keys that match ${pattern} may be read and written.`, at);
}

/** Commands that name no key are not stopped by any pattern, which nobody expects. */
function limited(text: Words, { permissions, evaluator }: PlainRule): Words {
	const { commands } = evaluator.world;
	const open = KEYLESS.flatMap((name) => commands.find(name) ?? []).filter(({ index }) => permissions.commands.has(index));
	if (open.length === 0) return text;
	const names = namesOf(open, KEYLESS.length);
	const beyond =
		open.length === 1
			? say`No key pattern limits ${names}, which is allowed here: it works on all keys.`
			: say`No key pattern limits ${names}, which are allowed here: they work on all keys.`;
	return joined([text, beyond], "\n\n");
}

const KEYLESS: readonly string[] = ["flushall", "flushdb", "swapdb", "keys", "scan", "randomkey", "dbsize"];
