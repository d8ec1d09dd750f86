// features: a directive in words, apart from any file: for hovers and for the list of suggestions.
import { joined, say, sentences, type Words } from "../../base/say";
import { isRelease } from "../../knowledge/release";
import type { Directive } from "../../knowledge/types";
import { defaultInSentinel } from "../../model/sentinel";
import type { FileKind, World } from "../../model/types";
import { pathKindOf } from "../paths";
import { grouped, releaseName, releasesInWords, sizeInWords, type TimeUnit } from "./inWords";
import { code, codes } from "./markdown";
import { timeUnitOf } from "./timeUnits";

/** Where somebody looks at a directive. */
export interface Seen {
	/** What is to be said of it in this file: it stands first, where nobody has to scroll for it. */
	readonly inForce?: Words | undefined;
	readonly kind?: FileKind;
}

/**
 * Title, what it does, why it matters, what it takes and who knows it.
 * @param asked the name that stands in the file, maybe an old one.
 */
export function directiveMarkdown(asked: string, { knowledge, release }: World, { inForce, kind }: Seen = {}): Words | undefined {
	const directive = knowledge.directives(release).find(asked);
	const name = directive?.name ?? asked.toLowerCase();
	const text = knowledge.text(name) ?? knowledge.text(asked);
	const history = knowledge.history(name);
	if (!directive && !history) return undefined;
	const parts: Words[] = [directive ? say`**${name}** · ${facts(directive, { knowledge, release }, kind)}` : `**${name}**`];
	if (!directive)
		parts.push(
			say`**${releaseName(release)} does not know it** and refuses the line. Known in: ${releasesInWords(history?.releases ?? [])}.`,
		);
	if (inForce !== undefined) parts.push(inForce);
	if (text) parts.push(text.summary);
	if (text?.security) parts.push(say`**Security:** ${text.security}`);
	if (directive) parts.push(...notes(directive, asked, { knowledge, release }));
	return joined(parts, "\n\n");
}

/** What a directive takes, with its default, on one line: "a whole number · default `6379`". */
export function facts(directive: Directive, { release }: World, kind?: FileKind): Words {
	const standard = defaultInWords(asIn(directive, kind));
	return standard === undefined ? kindInWords(directive) : say`${kindInWords(directive)} · default ${standard} in ${releaseName(release)}`;
}

/** With the default that a file of this kind has: Sentinel starts with others. */
export function asIn(directive: Directive, kind: FileKind | undefined): Directive {
	const own = kind === "sentinel" ? defaultInSentinel(directive.name) : undefined;
	return own === undefined ? directive : { ...directive, default: own };
}

/** "`268435456` (256 MiB)"; undefined where there is none. */
function defaultInWords(directive: Directive): Words | undefined {
	const { default: value, units, type } = directive;
	if (value === null || directive.ignored || type === "instruction") return undefined;
	if (value === "") return say`empty`;
	const size = units.includes("memory") && /^\d+$/.test(value) ? sizeInWords(BigInt(value)) : undefined;
	return size === undefined ? code(value) : say`${code(value)} (${size})`;
}

/** What the server takes as its value, in a few words. */
function kindInWords(directive: Directive): Words {
	if (directive.ignored) return say`accepted and ignored`;
	const { type, units } = directive;
	const time = timeUnitOf(directive.name);
	if (time !== undefined) return TIMES[time];
	if (type === "bool") return say`\`yes\` or \`no\``;
	if (type === "enum") return directive.multiArg ? say`one or more names out of a list` : say`a name out of a list`;
	if (units.includes("percent")) return say`a size in bytes or a percentage`;
	if (units.includes("memory")) return say`a size in bytes`;
	if (units.includes("octal")) return say`permissions, in octal`;
	if (type === "numeric") return say`a whole number`;
	return KINDS[directive.name] ?? pathInWords(directive.name) ?? say`text`;
}

const TIMES: Readonly<Record<TimeUnit, Words>> = {
	microseconds: say`a time in microseconds`,
	milliseconds: say`a time in milliseconds`,
	seconds: say`a time in seconds`,
	minutes: say`a time in minutes`,
};

const KINDS: Readonly<Record<string, Words>> = {
	bind: say`addresses`,
	"rdma-bind": say`addresses`,
	"bind-source-addr": say`an address`,
	"client-output-buffer-limit": say`classes with limits`,
	include: say`a file or a pattern`,
	loadmodule: say`a module with its arguments`,
	unixsocket: say`a socket`,
	"notify-keyspace-events": say`letters`,
	"oom-score-adj-values": say`three numbers`,
	"rename-command": say`a command and its new name`,
	replicaof: say`a host and a port`,
	save: say`pairs of seconds and changes`,
	sentinel: say`an instruction to Sentinel`,
	"tls-ciphers": say`a list of cipher suites`,
	"tls-ciphersuites": say`a list of cipher suites`,
	"tls-protocols": say`names of protocols, in quotes`,
	user: say`a user with rules`,
};

function pathInWords(directive: string): Words | undefined {
	const kind = pathKindOf(directive);
	return kind && (kind.what === "file" ? say`a file` : say`a folder`);
}

function notes(directive: Directive, asked: string, { knowledge, release }: World): Words[] {
	const lines: Words[] = [];
	const values = directive.values?.map(({ name }) => name) ?? [];
	if (values.length > 0) lines.push(say`Values: ${codes([...new Set(values)], 20)}.`);
	const range = rangeInWords(directive);
	if (range !== undefined) lines.push(range);
	if (directive.immutable && directive.type !== "instruction") lines.push(say`A change takes a restart.`);
	if (directive.needsTls) lines.push(say`Only in servers built with TLS.`);
	if (directive.protected && isRelease(release, { redis: ">=7.0", valkey: "*" }))
		lines.push(say`CONFIG SET changes it only with \`enable-protected-configs\`.`);
	if (asked.toLowerCase() !== directive.name) lines.push(say`${code(asked)} is another name of it.`);
	else if (directive.alias !== undefined) lines.push(say`Also called ${code(directive.alias)}.`);
	const known = knowledge.history(directive.name)?.releases ?? [];
	lines.push(say`Known in ${releasesInWords(known)}.`);
	return [sentences(...lines)];
}

/** Bounds that are not simply those of the number's type. */
function rangeInWords({ range, type, units }: Directive): Words | undefined {
	if (!range || type !== "numeric" || units.includes("octal")) return undefined;
	const { min, max } = range;
	if (max >= HUGE) return min > 0n ? say`At least ${grouped(min)}.` : undefined;
	return say`From ${min < 0n ? min : grouped(min)} to ${grouped(max)}.`;
}

const HUGE = 2n ** 31n - 1n;
