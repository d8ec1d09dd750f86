// features: a directive in words, apart from any file: for hovers and for the list of suggestions.
import { isRelease } from "../knowledge/release";
import type { Directive } from "../knowledge/types";
import type { World } from "../model/types";
import { code, codes } from "./aclMarkdown";
import { grouped, releaseName, releasesInWords, sizeInWords } from "./inWords";
import { pathKindOf } from "./paths";
import { timeUnitOf } from "./timeUnits";

/**
 * Title, what it does, why it matters, what it takes and who knows it.
 * @param asked the name that stands in the file, maybe an old one.
 * @param inForce what is to be said of it in this file: it stands first, where nobody has to scroll for it.
 */
export function directiveMarkdown(asked: string, { knowledge, release }: World, inForce?: string): string | undefined {
	const directive = knowledge.directives(release).find(asked);
	const name = directive?.name ?? asked.toLowerCase();
	const text = knowledge.text(name) ?? knowledge.text(asked);
	const history = knowledge.history(name);
	if (!directive && !history) return undefined;
	const parts = [`**${name}**${directive ? ` · ${facts(directive, { knowledge, release })}` : ""}`];
	if (!directive)
		parts.push(`**${releaseName(release)} does not know it** and refuses the line. Known in: ${releasesInWords(history?.releases ?? [])}.`);
	if (inForce !== undefined) parts.push(inForce);
	if (text) parts.push(text.summary);
	if (text?.security) parts.push(`**Security:** ${text.security}`);
	if (directive) parts.push(...notes(directive, asked, { knowledge, release }));
	return parts.join("\n\n");
}

/** What a directive takes, with its default, on one line: "a whole number · default `6379`". */
export function facts(directive: Directive, { release }: World): string {
	const standard = defaultInWords(directive);
	return standard === undefined ? kindInWords(directive) : `${kindInWords(directive)} · default ${standard} in ${releaseName(release)}`;
}

/** "`268435456` (256 MiB)"; undefined where there is none. */
export function defaultInWords(directive: Directive): string | undefined {
	const { default: value, units, type } = directive;
	if (value === null || directive.ignored || type === "instruction") return undefined;
	if (value === "") return "empty";
	const size = units.includes("memory") && /^\d+$/.test(value) ? sizeInWords(BigInt(value)) : undefined;
	return size === undefined ? code(value) : `${code(value)} (${size})`;
}

/** What the server takes as its value, in a few words. */
export function kindInWords(directive: Directive): string {
	if (directive.ignored) return "accepted and ignored";
	const { type, units } = directive;
	const time = timeUnitOf(directive.name);
	if (time !== undefined) return `a time in ${time}`;
	if (type === "bool") return "`yes` or `no`";
	if (type === "enum") return directive.multiArg ? "one or more names out of a list" : "a name out of a list";
	if (units.includes("percent")) return "a size in bytes or a percentage";
	if (units.includes("memory")) return "a size in bytes";
	if (units.includes("octal")) return "permissions, in octal";
	if (type === "numeric") return "a whole number";
	return KINDS[directive.name] ?? pathInWords(directive.name) ?? "text";
}

const KINDS: Readonly<Record<string, string>> = {
	bind: "addresses",
	"rdma-bind": "addresses",
	"bind-source-addr": "an address",
	"client-output-buffer-limit": "classes with limits",
	include: "a file or a pattern",
	loadmodule: "a module with its arguments",
	unixsocket: "a socket",
	"notify-keyspace-events": "letters",
	"oom-score-adj-values": "three numbers",
	"rename-command": "a command and its new name",
	replicaof: "a host and a port",
	save: "pairs of seconds and changes",
	sentinel: "an instruction to Sentinel",
	"tls-ciphers": "a list of cipher suites",
	"tls-ciphersuites": "a list of cipher suites",
	"tls-protocols": "names of protocols, in quotes",
	user: "a user with rules",
};

function pathInWords(directive: string): string | undefined {
	const kind = pathKindOf(directive);
	return kind && `a ${kind.what}`;
}

function notes(directive: Directive, asked: string, { knowledge, release }: World): string[] {
	const lines: string[] = [];
	const values = directive.values?.map(({ name }) => name) ?? [];
	if (values.length > 0) lines.push(`Values: ${codes([...new Set(values)], 20)}.`);
	const range = rangeInWords(directive);
	if (range !== undefined) lines.push(range);
	if (directive.immutable && directive.type !== "instruction") lines.push("A change takes a restart.");
	if (directive.needsTls) lines.push("Only in servers built with TLS.");
	if (directive.protected && isRelease(release, { redis: ">=7.0", valkey: "*" }))
		lines.push("CONFIG SET changes it only with `enable-protected-configs`.");
	if (asked.toLowerCase() !== directive.name) lines.push(`${code(asked)} is another name of it.`);
	else if (directive.alias !== undefined) lines.push(`Also called ${code(directive.alias)}.`);
	const known = knowledge.history(directive.name)?.releases ?? [];
	lines.push(`Known in ${releasesInWords(known)}.`);
	return [lines.join(" ")];
}

/** Bounds that are not simply those of the number's type. */
function rangeInWords({ range, type, units }: Directive): string | undefined {
	if (!range || type !== "numeric" || units.includes("octal")) return undefined;
	const { min, max } = range;
	if (max >= HUGE) return min > 0n ? `At least ${grouped(min)}.` : undefined;
	return `From ${min < 0n ? min : grouped(min)} to ${grouped(max)}.`;
}

const HUGE = 2n ** 31n - 1n;
