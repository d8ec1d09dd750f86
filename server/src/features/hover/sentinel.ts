// features: the hover on lines of sentinel.conf that begin with "sentinel".
import { joined, say, type Words } from "../../base/say";
import type { SentinelDirective } from "../../knowledge/types";
import { type RedisDocument, statementAt, type WordAt } from "../document";
import { releaseName, timeInWords, timeMarkdown } from "../texts/inWords";
import { code } from "../texts/markdown";
import { timeUnitOf } from "../texts/timeUnits";
import { directiveHover } from "./directive";
import { isRefused, lineLink, REFUSED, THIS_LINE } from "./inForce";
import { namedUserInWords } from "./user";
import { reachInWords } from "./value";

export function sentinelHover(document: RedisDocument, lineNumber: number, at: WordAt): Words | undefined {
	const name = at.line.words[1]?.value.toLowerCase() ?? "";
	const known = findSentinel(document, name);
	if (at.index === 0 || !known) return at.index < 2 ? directiveHover(document, lineNumber, "sentinel") : undefined;
	if (at.index === 1) return subdirective(document, lineNumber, known);
	if (known.name === "sentinel-user")
		return namedUserInWords(document, at.word.value, "sentinels") ?? subdirective(document, lineNumber, known);
	return argument(known, at) ?? subdirective(document, lineNumber, known);
}

function findSentinel({ server }: RedisDocument, name: string): SentinelDirective | undefined {
	const { knowledge, release } = server.world;
	return knowledge.sentinelDirectives(release).find((known) => known.name === name || known.alias === name);
}

function subdirective(document: RedisDocument, lineNumber: number, known: SentinelDirective): Words {
	const text = document.server.world.knowledge.text(`sentinel ${known.name}`);
	const standard = standardOf(known);
	const head = `**sentinel ${known.name}** ${code(formOf(known))}`;
	const parts: Words[] = [
		standard === undefined ? head : say`${head} · default ${standard} in ${releaseName(document.server.world.release)}`,
	];
	const inForce = lastLine(document, lineNumber, known);
	if (inForce !== undefined) parts.push(inForce);
	if (text) parts.push(text.summary);
	if (text?.security) parts.push(say`**Security:** ${text.security}`);
	if (known.alias !== undefined) parts.push(say`Also called ${code(known.alias)}.`);
	return joined(parts, "\n\n");
}

/** What stands after the name: "primary milliseconds". */
export function formOf({ name, args, namesPrimary, value }: SentinelDirective): string {
	const own = FORMS[name];
	if (own !== undefined) return own;
	const last = value === "bool" ? "yes|no" : timeUnitOf(`sentinel|${name}`) ? "milliseconds" : value === "integer" ? "number" : "value";
	const words = namesPrimary ? ["primary", last] : [last];
	return words.slice(0, Math.max(args.max, 1)).join(" ");
}

/** "`30000` (30 seconds)"; undefined where there is none. */
function standardOf({ name }: SentinelDirective): Words | undefined {
	const value = SENTINEL_DEFAULTS[name];
	const unit = timeUnitOf(`sentinel|${name}`);
	if (value === undefined) return undefined;
	return unit && value !== "0" ? say`${code(value)} (${timeInWords(Number(value), unit)})` : code(value);
}

/** Read in the sources of Redis 6.0 to 7.4 and Valkey 7.2 to 8.0: the same in all of them. */
export const SENTINEL_DEFAULTS: Readonly<Record<string, string>> = {
	"announce-hostnames": "no",
	"deny-scripts-reconfig": "yes",
	"down-after-milliseconds": "30000",
	"failover-timeout": "180000",
	"master-reboot-down-after-period": "0",
	"parallel-syncs": "1",
	"resolve-hostnames": "no",
};

const FORMS: Readonly<Record<string, string>> = {
	"auth-pass": "primary password",
	"auth-user": "primary user",
	"client-reconfig-script": "primary path",
	"notification-script": "primary path",
	"known-replica": "primary host port",
	"known-sentinel": "primary host port id",
	monitor: "primary host port quorum",
	"rename-command": "primary command new-name",
	"sentinel-pass": "password",
	"sentinel-user": "user",
};

/** Lines of which each counts, whatever else is said of the same primary. */
const ADDING: ReadonlySet<string> = new Set(["known-replica", "known-sentinel", "rename-command", "monitor"]);

function lastLine(document: RedisDocument, lineNumber: number, known: SentinelDirective): Words | undefined {
	const own = statementAt(document, lineNumber);
	if (!own || ADDING.has(known.name)) return undefined;
	if (isRefused(document.server, own)) return REFUSED;
	const names = [known.name, known.alias];
	const primary = known.namesPrimary ? own.words[2]?.value : undefined;
	const same = document.server.settings.list("sentinel").filter(({ words }) => {
		return names.includes(words[1]?.value.toLowerCase()) && (!known.namesPrimary || words[2]?.value === primary);
	});
	const last = same.at(-1);
	if (!last) return undefined;
	if (same.length === 1) return THIS_LINE;
	return last.file === own.file && last.lineNumber === own.lineNumber
		? say`**In force here:** the last line of several sets it.`
		: say`**Not in force:** ${lineLink(document, last)} comes later and wins.`;
}

function argument(known: SentinelDirective, { word, index, line }: WordAt): Words | undefined {
	const form = formOf(known).split(" ");
	// Where a word is missing, the password may stand in the place of the name.
	const what = form.includes("password") && line.words.length < form.length + 2 ? "password" : form[index - 2];
	const unit = timeUnitOf(`sentinel|${known.name}`);
	if (what === "milliseconds" && unit && /^\d{1,15}$/.test(word.value)) return timeMarkdown(BigInt(word.value), unit);
	switch (what) {
		case "primary":
			return say`The primary ${code(word.value)}, a name that the ${code("sentinel monitor")} line gives it.`;
		case "host":
			return known.name === "monitor" ? say`The address of the primary: ${reachInWords(word.value)}` : undefined;
		case "quorum":
			return say`**Quorum:** so many Sentinels must find the primary down before a failover begins; a majority of all Sentinels must then agree to it.`;
		case "password":
		case "new-name":
			return say`A secret, which is not shown here.`;
		default:
			return undefined;
	}
}
