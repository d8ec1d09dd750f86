// features: the hover on lines of sentinel.conf that begin with "sentinel".
import { say, type Words } from "../../base/say";
import type { SentinelDirective } from "../../knowledge/types";
import { code } from "../aclMarkdown";
import { type RedisDocument, statementAt, type WordAt } from "../document";
import { timeInWords } from "../inWords";
import { timeUnitOf } from "../timeUnits";
import { directiveHover } from "./directive";
import { lineLink } from "./inForce";

export function sentinelHover(document: RedisDocument, lineNumber: number, at: WordAt): Words | undefined {
	const name = at.line.words[1]?.value.toLowerCase() ?? "";
	const known = findSentinel(document, name);
	if (at.index === 0 || !known) return at.index < 2 ? directiveHover(document, lineNumber, "sentinel") : undefined;
	if (at.index === 1) return subdirective(document, lineNumber, known);
	return argument(known, at) ?? subdirective(document, lineNumber, known);
}

function findSentinel({ server }: RedisDocument, name: string): SentinelDirective | undefined {
	const { knowledge, release } = server.world;
	return knowledge.sentinelDirectives(release).find((known) => known.name === name || known.alias === name);
}

function subdirective(document: RedisDocument, lineNumber: number, known: SentinelDirective): string {
	const text = document.server.world.knowledge.text(`sentinel ${known.name}`);
	const parts = [`**sentinel ${known.name}** ${code(formOf(known))}`];
	if (text) parts.push(text.summary);
	if (text?.security) parts.push(`**Security:** ${text.security}`);
	if (known.alias !== undefined) parts.push(`Also called ${code(known.alias)}.`);
	const other = laterLine(document, lineNumber, known);
	if (other !== undefined) parts.push(`---\n\n${other}`);
	return parts.join("\n\n");
}

/** What stands after the name: "primary milliseconds". */
export function formOf({ name, args, namesPrimary, value }: SentinelDirective): string {
	const own = FORMS[name];
	if (own !== undefined) return own;
	const last = value === "bool" ? "yes|no" : timeUnitOf(`sentinel|${name}`) ? "milliseconds" : value === "integer" ? "number" : "value";
	const words = namesPrimary ? ["primary", last] : [last];
	return words.slice(0, Math.max(args.max, 1)).join(" ");
}

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

function laterLine(document: RedisDocument, lineNumber: number, known: SentinelDirective): Words | undefined {
	const own = statementAt(document, lineNumber);
	if (!own || ADDING.has(known.name)) return undefined;
	const names = [known.name, known.alias];
	const primary = known.namesPrimary ? own.words[2]?.value : undefined;
	const same = document.server.settings.list("sentinel").filter(({ words }) => {
		return names.includes(words[1]?.value.toLowerCase()) && (!known.namesPrimary || words[2]?.value === primary);
	});
	const last = same.at(-1);
	if (!last || same.length < 2) return undefined;
	return last.file === own.file && last.lineNumber === own.lineNumber
		? say`**In force here:** the last line of several sets it.`
		: say`**Not in force:** ${lineLink(document, last)} comes later and wins.`;
}

function argument(known: SentinelDirective, { word, index, line }: WordAt): Words | undefined {
	const form = formOf(known).split(" ");
	// Where a word is missing, the password may stand in the place of the name.
	const what = form.includes("password") && line.words.length < form.length + 2 ? "password" : form[index - 2];
	const unit = timeUnitOf(`sentinel|${known.name}`);
	if (what === "milliseconds" && unit && /^\d+$/.test(word.value)) return say`**${timeInWords(Number(word.value), unit)}** (${unit}).`;
	switch (what) {
		case "primary":
			return say`The primary ${code(word.value)}, a name that the ${code("sentinel monitor")} line gives it.`;
		case "quorum":
			return say`**Quorum:** so many Sentinels must find the primary down before a failover begins; a majority of all Sentinels must then agree to it.`;
		case "password":
		case "new-name":
			return say`A secret, which is not shown here.`;
		default:
			return undefined;
	}
}
