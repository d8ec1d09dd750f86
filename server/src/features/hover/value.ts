// features: what one argument of a directive comes to: bytes, times, letters, addresses, permissions, files.
import { english } from "../../base/say";
import { nameOfUri } from "../../base/uri";
import { isRelease } from "../../knowledge/release";
import type { Directive } from "../../knowledge/types";
import { reachOf } from "../../model/exposure";
import { targetKey } from "../../model/statements";
import { parseMemory, parseNumber } from "../../model/values";
import { behaviorOf } from "../../model/verdict/behavior";
import { code } from "../aclMarkdown";
import type { RedisDocument, WordAt } from "../document";
import { grouped, releaseName, sizeInWords, timeInWords, timeMarkdown } from "../inWords";
import { isPathDirective, pathUri } from "../paths";
import { timeUnitOf } from "../timeUnits";
import { EVENT_LETTERS, textOfValue } from "../valueTexts";
import { ciphersInWords, ciphersuitesInWords } from "./ciphers";

/** In Markdown; undefined where the directive itself says it all. */
export function valueInWords(document: RedisDocument, line: number, directive: Directive, at: WordAt): string | undefined {
	const { value } = at.word;
	const { release } = document.server.world;
	if (directive.sensitive || directive.ignored) return undefined;
	const special = SPECIAL[directive.name];
	if (special) return special(document, line, at);
	if (directive.values) return listed(directive, value);
	if (isPathDirective(directive.name)) return path(document, directive.name, value);
	const number = parseNumber(directive, value, release);
	if (directive.type !== "numeric" && directive.units.length === 0) return undefined;
	if (!number.ok) return undefined;
	if (number.percent) return `${number.value} % of ${code("maxmemory")}.`;
	if (directive.units.includes("memory")) return size(directive, value, number.value);
	const unit = timeUnitOf(directive.name);
	if (unit !== undefined && number.value > 0n && number.value <= Number.MAX_SAFE_INTEGER) return english(timeMarkdown(number.value, unit));
	return ZERO[directive.name] !== undefined && number.value === 0n ? ZERO[directive.name] : undefined;
}

type Explain = (document: RedisDocument, line: number, at: WordAt) => string | undefined;

const SPECIAL: Readonly<Record<string, Explain>> = {
	bind: address,
	"rdma-bind": address,
	"client-output-buffer-limit": outputLimit,
	include: (document, line) => included(document, line),
	aclfile: (document, line) => included(document, line),
	"notify-keyspace-events": events,
	"oom-score-adj-values": (_, __, { index, word }) => oomScore(index, word.value),
	"rename-command": renamed,
	replicaof: (_, __, { index, word, line }) => primary(index, word.value, line.words[2]?.value),
	save: savePoint,
	"tls-ciphers": (_, __, { word }) => ciphersInWords(word.value),
	"tls-ciphersuites": (_, __, { word }) => ciphersuitesInWords(word.value),
	"tls-protocols": protocols,
	unixsocketperm: (_, __, { word }) => permissions(word.value),
};

/** What 0 means where that is not just a small number. */
const ZERO: Readonly<Record<string, string>> = {
	port: "**0 closes the port**: nobody connects in clear text. `tls-port` and `unixsocket` are not touched by it.",
	"tls-port": "**0: no port for TLS.**",
	maxmemory: "**0: no limit.**",
	timeout: "**0: an idle client is never disconnected.**",
	"tcp-keepalive": "**0: dead connections are not looked for.**",
};

function listed(directive: Directive, value: string): string | undefined {
	const known = directive.values?.find(({ name }) => name.toLowerCase() === value.toLowerCase());
	const text = known && textOfValue(directive.name, known.name.toLowerCase());
	return text && `**${known.name}** · ${text}`;
}

function size(directive: Directive, written: string, bytes: bigint): string | undefined {
	if (bytes === 0n) return ZERO[directive.name];
	const decimal = /\d(?:k|m|g)$/i.test(written);
	const note = decimal ? ` Without the ${code("b")}, the letter counts thousands, not 1,024s.` : "";
	const words = sizeInWords(bytes);
	return `**${grouped(bytes)} bytes**${words === undefined ? "" : ` (${words})`}.${note}`;
}

function address({ server }: RedisDocument, _: number, { word }: WordAt): string {
	const written = word.value;
	if (written === "") return isRelease(server.world.release, { redis: ">=7.0", valkey: "*" }) ? NOWHERE : EVERYWHERE;
	const optional = written.startsWith("-");
	const rest = optional ? " The `-` in front: the server starts all the same where this machine has no such address." : "";
	const bare = optional ? written.slice(1) : written;
	return `${code(bare)}: ${reachInWords(bare)}${rest}`;
}

/** An empty address. */
const NOWHERE = "**Empty: the server listens on no address**, so only a Unix socket is left.";
const EVERYWHERE = "**Empty: every IPv4 address** of the machine, those that other hosts reach included.";

function reachInWords(bare: string): string {
	switch (reachOf(bare)) {
		case "every-interface":
			return `**every ${bare.includes(":") ? "IPv6" : "IPv4"} address** of the machine, those that other hosts reach included.`;
		case "loopback":
			return `this machine only${bare.includes(":") ? ", over IPv6" : ""}. No other host can connect.`;
		case "private":
			return /^[\d.]+$|:/.test(bare) ? "an address of a private network." : "a host name, looked up where the server starts.";
		case "public":
			return "**a public address**: anybody on the internet may be able to connect.";
	}
}

function events({ server }: RedisDocument, _: number, { word }: WordAt): string {
	const { release } = server.world;
	const known = behaviorOf(release).eventClasses;
	const letters = [...new Set(word.value)];
	if (letters.length === 0) return "**Empty: nothing is published.**";
	const lines = letters.map((letter) =>
		known.includes(letter)
			? `- ${code(letter)} ${EVENT_LETTERS[letter] ?? ""}`
			: `- ${code(letter)} is not known to ${releaseName(release)}, which refuses the line`,
	);
	const hasChannel = /[KE]/.test(word.value);
	const silent = hasChannel ? "" : "\n\n**Neither `K` nor `E`: so nothing is published at all.**";
	return `Publishes\n\n${lines.join("\n")}${silent}`;
}

function protocols(_: RedisDocument, __: number, { word }: WordAt): string | undefined {
	const lines = word.value.split(" ").flatMap((name) => textOfValue("tls-protocols", name.toLowerCase()) ?? []);
	return lines.length === 0 ? undefined : `Offers\n\n${lines.map((line) => `- ${line}`).join("\n")}`;
}

function permissions(written: string): string | undefined {
	if (!/^[0-7]{1,4}$/.test(written)) return undefined;
	const mode = Number.parseInt(written, 8);
	if (mode === 0) return "**0: the umask of the account decides**, often so that only the owner may write.";
	const groups = (["owner", "group", "everybody else"] as const).map((who, index) => {
		const bits = (mode >> (6 - 3 * index)) & 7;
		const may = ["read", "write", "execute"].filter((_, bit) => bits & (4 >> bit));
		return `- ${who}: ${may.length === 0 ? "nothing" : may.join(", ")}${bits & 2 ? " (**may connect**)" : ""}`;
	});
	return `${code(symbolic(mode))}. Who may write to the socket may connect.\n\n${groups.join("\n")}`;
}

function symbolic(mode: number): string {
	return [...(mode & 0o777).toString(2).padStart(9, "0")].map((bit, index) => (bit === "1" ? "rwx"[index % 3] : "-")).join("");
}

function savePoint(_: RedisDocument, __: number, { line, index }: WordAt): string | undefined {
	const values = line.words.slice(1).map(({ value }) => value);
	if (values.length === 1 && values[0] === "") return "**No snapshots are written.**";
	const first = index - ((index - 1) % 2);
	const [seconds = "", changes = ""] = [values[first - 1], values[first]];
	if (!/^\d+$/.test(seconds) || !/^\d+$/.test(changes)) return undefined;
	return `A snapshot after **${timeInWords(Number(seconds), "seconds")}**, if at least **${grouped(Number(changes))}** ${changes === "1" ? "key has" : "keys have"} changed by then.`;
}

function outputLimit({ server }: RedisDocument, _: number, { line, index, word }: WordAt): string | undefined {
	const part = (index - 1) % 4;
	const words = line.words.slice(index - part, index - part + 4).map(({ value }) => value);
	const about = textOfValue("client-output-buffer-limit", (words[0] ?? "").toLowerCase()) ?? "";
	const bytes = (text: string) => {
		const read = parseMemory(text, server.world.release);
		return read === undefined ? undefined : read === 0n ? "no limit" : (sizeInWords(read) ?? `${grouped(read)} bytes`);
	};
	const value = bytes(word.value);
	switch (part) {
		case 0:
			return about === "" ? undefined : `**${words[0]}** · ${about}`;
		case 1:
			return value && `**Hard limit: ${value}.** A client with more unread output is disconnected at once. ${about}`;
		case 2:
			return value && `**Soft limit: ${value}.** A client that stays above it for ${words[3] ?? "some"} seconds is disconnected. ${about}`;
		default:
			return /^\d+$/.test(word.value)
				? `**${timeInWords(Number(word.value), "seconds")}** above the soft limit disconnect the client. ${about}`
				: undefined;
	}
}

function oomScore(index: number, value: string): string | undefined {
	const who = ["a primary", "a replica", "a child process that writes to disk"][index - 1];
	return who && `Score of **${who}**: ${code(value)}. The higher, the sooner the operating system kills it when memory runs out.`;
}

function primary(index: number, value: string, port: string | undefined): string | undefined {
	if (value.toLowerCase() === "no" && port?.toLowerCase() === "one") return "**No primary**: this server is one itself.";
	return index === 1 ? `The primary whose data this server copies: ${reachInWords(value)}` : "The port of the primary.";
}

function renamed({ server }: RedisDocument, _: number, { line, index }: WordAt): string | undefined {
	const command = line.words[1]?.value ?? "";
	if (index === 1) {
		const known = server.world.knowledge.commands(server.world.release).find(command);
		if (!known) return undefined;
		return `**${command.toUpperCase()}** · ${known.categories.map((name) => `@${name}`).join(" ")}. ACL rules still name it ${code(command.toLowerCase())}.`;
	}
	return line.words[2]?.value === ""
		? `**Takes ${code(command.toUpperCase())} away** from everybody.`
		: `The new name of ${code(command.toUpperCase())}, which is not shown here. Who knows it can run the command.`;
}

function included({ server, file }: RedisDocument, line: number): string | undefined {
	const targets = server.snapshot.targets.get(targetKey(file.uri, line)) ?? [];
	if (targets.length === 0) return "No file fits this pattern, so nothing is read.";
	const shown = targets.slice(0, 10).map((uri) => {
		const state = server.snapshot.files.get(uri);
		const why = state?.state === "unreadable" ? ` (cannot be read here: ${state.reason})` : "";
		return `- [${nameOfUri(uri)}](${uri})${why}`;
	});
	const more = targets.length > 10 ? `\n- and ${targets.length - 10} more` : "";
	return `Reads here\n\n${shown.join("\n")}${more}`;
}

function path(document: RedisDocument, directive: string, value: string): string | undefined {
	if (value === "") return directive === "logfile" ? "**Empty: messages go to the standard output.**" : undefined;
	if (value.startsWith("/") || directive === "dir") return undefined;
	return `Seen from the working directory of the server: ${code(decodeURIComponent(pathUri(document.server, value).replace(/^[a-z]+:\/\/[^/]*/i, "")))}.`;
}
