// features: the parts of a line that takes several, and which of them is being typed.
import { say, type Words } from "../base/say";
import type { Position } from "../base/span";
import type { Line } from "../syntax/tree";
import { cursorIn } from "./completion/cursor";
import type { RedisDocument } from "./document";
import { formOf } from "./hover/sentinel";

export interface Signature {
	/** "save seconds changes …". */
	readonly label: string;
	readonly parameters: readonly { readonly start: number; readonly end: number; readonly text?: Words }[];
	readonly active: number;
	/** In Markdown: what the line does. */
	readonly text?: Words;
}

/** Undefined where the line takes one value or none, and behind the last of several. */
export function signatureAt(document: RedisDocument, { character }: Position, line: Line): Signature | undefined {
	if (line.kind === "comment") return undefined;
	const { before, index } = cursorIn(line, character);
	const name = before[0]?.toLowerCase();
	if (name === undefined || index === 0) return undefined;
	if (document.file.kind === "acl") return name === "user" ? signature(document, "user", USER, index) : undefined;
	if (name === "sentinel") return index === 1 ? undefined : ofSentinel(document, before[1]?.toLowerCase() ?? "", index);
	const { knowledge, release } = document.server.world;
	const known = name === "user" ? name : knowledge.directives(release).find(name)?.name;
	const form = known !== undefined && Object.hasOwn(FORMS, known) ? FORMS[known] : undefined;
	return form && known !== undefined ? signature(document, known, form, index) : undefined;
}

interface Form {
	readonly parts: readonly (readonly [name: string, text: Words])[];
	/** So many of the last parts may come again and again. */
	readonly again: number;
}

const USER: Form = {
	parts: [
		["name", say`What the user logs in as. \`default\` is who connects without a name.`],
		["rule", say`One rule: \`on\`, a password, \`~keys\`, \`&channels\`, \`+command\`, \`-@category\`. Later rules win.`],
	],
	again: 1,
};

const FORMS: Readonly<Record<string, Form>> = {
	bind: { parts: [["address", say`A local address. With \`-\` in front the server starts all the same where it is not there.`]], again: 1 },
	"client-output-buffer-limit": {
		parts: [
			["class", say`\`normal\`, \`replica\` or \`pubsub\`.`],
			["hard-limit", say`A client with more unread output is disconnected at once. 0: no limit.`],
			["soft-limit", say`A client that stays above it for too long is disconnected. 0: no limit.`],
			["soft-seconds", say`How long it may stay above the soft limit.`],
		],
		again: 4,
	},
	loadmodule: {
		parts: [
			["path", say`A file with native code.`],
			["argument", say`Handed to the module as it is.`],
		],
		again: 1,
	},
	"oom-score-adj-values": {
		parts: [
			["primary", say`Score of a primary. The higher, the sooner it is killed when memory runs out.`],
			["replica", say`Score of a replica.`],
			["child", say`Score of a child process that writes to disk.`],
		],
		again: 0,
	},
	"rename-command": {
		parts: [
			["command", say`A command by its own name, without subcommand.`],
			["new-name", say`What it is called from now on. \`""\` takes it away from everybody.`],
		],
		again: 0,
	},
	replicaof: {
		parts: [
			["host", say`The primary whose data this server copies.`],
			["port", say`Its port. With \`tls-replication yes\` that is its TLS port.`],
		],
		again: 0,
	},
	save: {
		parts: [
			["seconds", say`A snapshot is written after so many seconds …`],
			["changes", say`… if at least so many keys have changed by then.`],
		],
		again: 2,
	},
	user: USER,
};

function ofSentinel(document: RedisDocument, name: string, index: number): Signature | undefined {
	const { knowledge, release } = document.server.world;
	const known = knowledge.sentinelDirectives(release).find((one) => one.name === name || one.alias === name);
	const parts = known ? formOf(known).split(" ") : [];
	if (!known || parts.length < 2) return undefined;
	const form: Form = { parts: parts.map((part) => [part, SENTINEL_PARTS[part] ?? ""]), again: 0 };
	return signature(document, `sentinel ${known.name}`, form, index - 1);
}

const SENTINEL_PARTS: Readonly<Record<string, Words>> = {
	primary: say`The name that a \`sentinel monitor\` line gives the primary.`,
	host: say`The address of the primary. A name needs \`sentinel resolve-hostnames yes\`.`,
	port: say`The port of the primary.`,
	quorum: say`So many Sentinels must find the primary down before a failover begins.`,
	milliseconds: say`A time in milliseconds.`,
};

/** @param index of the word that is typed; the first part is 1. */
function signature({ server }: RedisDocument, head: string, { parts, again }: Form, index: number): Signature | undefined {
	const fixed = parts.length - again;
	const active = index <= parts.length ? index - 1 : again === 0 ? undefined : fixed + ((index - 1 - fixed) % again);
	if (active === undefined) return undefined;
	let label = head;
	const parameters = parts.map(([name, text]) => {
		const start = label.length + 1;
		label = `${label} ${name}`;
		return { start, end: label.length, ...(text !== "" && { text }) };
	});
	const text = server.world.knowledge.text(head)?.summary;
	return { label: again > 0 ? `${label} …` : label, parameters, active, ...(text !== undefined && { text }) };
}
