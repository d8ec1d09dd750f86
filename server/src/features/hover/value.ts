// features: what one argument of a directive comes to: bytes, times, letters, addresses, permissions, files.
import { joined, listed, say, sentences, type Words } from "../../base/say";
import { nameOfUri, resolveUri } from "../../base/uri";
import { isRelease } from "../../knowledge/release";
import type { Directive } from "../../knowledge/types";
import { reachOf } from "../../model/exposure";
import { targetKey } from "../../model/statements";
import { parseMemory, parseNumber } from "../../model/values";
import { behaviorOf } from "../../model/verdict/behavior";
import { UNREADABLE } from "../../rules/shared/unreadable";
import type { RedisDocument, WordAt } from "../document";
import { directoryAt, isPathDirective, pathUri } from "../paths";
import { grouped, releaseName, sizeInWords, timeInWords, timeMarkdown } from "../texts/inWords";
import { code, link } from "../texts/markdown";
import { timeUnitOf } from "../texts/timeUnits";
import { EVENT_LETTERS, textOfValue } from "../texts/valueTexts";
import { ciphersInWords, ciphersuitesInWords } from "./ciphers";

/** In Markdown; undefined where the directive itself says it all. */
export function valueInWords(document: RedisDocument, line: number, directive: Directive, at: WordAt): Words | undefined {
	const { value } = at.word;
	const { release } = document.server.world;
	if (directive.sensitive || directive.ignored) return undefined;
	const special = SPECIAL[directive.name];
	if (special) return special(document, line, at);
	if (directive.values) return ofList(directive, value);
	if (isPathDirective(directive.name)) return path(document, line, directive.name, value);
	const number = parseNumber(directive, value, release);
	if (directive.type !== "numeric" && directive.units.length === 0) return undefined;
	if (!number.ok) return undefined;
	if (number.percent) return say`${number.value} % of ${code("maxmemory")}.`;
	if (directive.units.includes("memory")) return size(directive, value, number.value);
	const unit = timeUnitOf(directive.name);
	if (unit !== undefined && number.value > 0n && number.value <= Number.MAX_SAFE_INTEGER) return timeMarkdown(number.value, unit);
	return ZERO[directive.name] !== undefined && number.value === 0n ? ZERO[directive.name] : undefined;
}

type Explain = (document: RedisDocument, line: number, at: WordAt) => Words | undefined;

const SPECIAL: Readonly<Record<string, Explain>> = {
	bind: address,
	"rdma-bind": address,
	"client-output-buffer-limit": outputLimit,
	include: included,
	aclfile: included,
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
const ZERO: Readonly<Record<string, Words>> = {
	port: say`**0 closes the port**: nobody connects in clear text. \`tls-port\` and \`unixsocket\` are not touched by it.`,
	"tls-port": say`**0: no port for TLS.**`,
	maxmemory: say`**0: no limit.**`,
	timeout: say`**0: an idle client is never disconnected.**`,
	"tcp-keepalive": say`**0: dead connections are not looked for.**`,
};

function ofList(directive: Directive, value: string): Words | undefined {
	const known = directive.values?.find(({ name }) => name.toLowerCase() === value.toLowerCase());
	const text = known && textOfValue(directive.name, known.name.toLowerCase());
	return text && joined([`**${known.name}**`, text], " · ");
}

function size(directive: Directive, written: string, bytes: bigint): Words | undefined {
	if (bytes === 0n) return ZERO[directive.name];
	const decimal = /\d(?:k|m|g)$/i.test(written);
	const words = sizeInWords(bytes);
	return sentences(
		words === undefined ? say`**${grouped(bytes)} bytes**.` : say`**${grouped(bytes)} bytes** (${words}).`,
		decimal ? say`Without the ${code("b")}, the letter counts thousands, not 1,024s.` : undefined,
	);
}

function address({ server }: RedisDocument, _: number, { word }: WordAt): Words {
	const written = word.value;
	if (written === "") return isRelease(server.world.release, { redis: ">=7.0", valkey: "*" }) ? NOWHERE : EVERYWHERE;
	const optional = written.startsWith("-");
	const bare = optional ? written.slice(1) : written;
	return sentences(
		say`${code(bare)}: ${reachInWords(bare)}`,
		optional ? say`The \`-\` in front: the server starts all the same where this machine has no such address.` : undefined,
	);
}

/** An empty address. */
const NOWHERE = say`**Empty: the server listens on no address**, so only a Unix socket is left.`;
const EVERYWHERE = say`**Empty: every IPv4 address** of the machine, those that other hosts reach included.`;

/** As the end of a sentence. */
export function reachInWords(bare: string): Words {
	const isIpv6 = bare.includes(":");
	switch (reachOf(bare)) {
		case "every-interface":
			return isIpv6
				? say`**every IPv6 address** of the machine, those that other hosts reach included.`
				: say`**every IPv4 address** of the machine, those that other hosts reach included.`;
		case "loopback":
			return isIpv6 ? say`this machine only, over IPv6. No other host can connect.` : say`this machine only. No other host can connect.`;
		case "private":
			return /^[\d.]+$|:/.test(bare) ? say`an address of a private network.` : say`a host name, looked up where the server starts.`;
		case "public":
			return say`**a public address**: anybody on the internet may be able to connect.`;
	}
}

function events({ server }: RedisDocument, _: number, { word }: WordAt): Words {
	const { release } = server.world;
	const known = behaviorOf(release).eventClasses;
	const letters = [...new Set(word.value)];
	if (letters.length === 0) return say`**Empty: nothing is published.**`;
	const lines = letters.map((letter) =>
		known.includes(letter)
			? joined(["-", code(letter), EVENT_LETTERS[letter] ?? ""], " ")
			: say`- ${code(letter)} is not known to ${releaseName(release)}, which refuses the line`,
	);
	const hasChannel = /[KE]/.test(word.value);
	const silent = hasChannel ? [] : [say`**Neither \`K\` nor \`E\`: so nothing is published at all.**`];
	return joined([say`Publishes`, joined(lines, "\n"), ...silent], "\n\n");
}

function protocols(_: RedisDocument, __: number, { word }: WordAt): Words | undefined {
	const lines = [...new Set(word.value.split(" "))].flatMap((name) => textOfValue("tls-protocols", name.toLowerCase()) ?? []);
	return lines.length === 0 ? undefined : joined([say`Offers`, "", ...lines.map((line) => joined(["-", line], " "))], "\n");
}

function permissions(written: string): Words | undefined {
	if (!/^[0-7]{1,4}$/.test(written)) return undefined;
	const mode = Number.parseInt(written, 8);
	if (mode === 0) return say`**0: the umask of the account decides**, often so that only the owner may write.`;
	const groups = WHO.map((who, index) => {
		const bits = (mode >> (6 - 3 * index)) & 7;
		const may = listed(BITS.filter((_, bit) => bits & (4 >> bit)));
		return say`- ${who}: ${may === "" ? say`nothing` : may}${bits & 2 ? say` (**may connect**)` : ""}`;
	});
	return joined([say`${code(symbolic(mode))}. Who may write to the socket may connect.`, "", ...groups], "\n");
}

const WHO: readonly Words[] = [say`owner`, say`group`, say`everybody else`];
const BITS: readonly Words[] = [say`read`, say`write`, say`execute`];

function symbolic(mode: number): string {
	return [...(mode & 0o777).toString(2).padStart(9, "0")].map((bit, index) => (bit === "1" ? "rwx"[index % 3] : "-")).join("");
}

function savePoint(_: RedisDocument, __: number, { line, index }: WordAt): Words | undefined {
	const values = line.words.slice(1).map(({ value }) => value);
	if (values.length === 1 && values[0] === "") return say`**No snapshots are written.**`;
	const first = index - ((index - 1) % 2);
	const [seconds = "", changes = ""] = [values[first - 1], values[first]];
	if (!/^\d+$/.test(seconds) || !/^\d+$/.test(changes)) return undefined;
	const time = timeInWords(Number(seconds), "seconds");
	return changes === "1"
		? say`A snapshot after **${time}**, if at least **1** key has changed by then.`
		: say`A snapshot after **${time}**, if at least **${grouped(Number(changes))}** keys have changed by then.`;
}

function outputLimit({ server }: RedisDocument, _: number, { line, index, word }: WordAt): Words | undefined {
	const part = (index - 1) % 4;
	const words = line.words.slice(index - part, index - part + 4).map(({ value }) => value);
	const about = textOfValue("client-output-buffer-limit", (words[0] ?? "").toLowerCase()) ?? "";
	const bytes = (text: string) => {
		const read = parseMemory(text, server.world.release);
		return read === undefined ? undefined : read === 0n ? say`no limit` : (sizeInWords(read) ?? say`${grouped(read)} bytes`);
	};
	const value = bytes(word.value);
	switch (part) {
		case 0:
			return about === "" ? undefined : joined([`**${words[0]}**`, about], " · ");
		case 1:
			return value && sentences(say`**Hard limit: ${value}.** A client with more unread output is disconnected at once.`, about);
		case 2:
			return value && sentences(say`**Soft limit: ${value}.**`, aboveSoft(words[3]), about);
		default:
			return /^\d+$/.test(word.value)
				? sentences(
						say`A client that stays above the soft limit for **${timeInWords(Number(word.value), "seconds")}** is disconnected.`,
						about,
					)
				: undefined;
	}
}

function aboveSoft(seconds: string | undefined): Words {
	return seconds !== undefined && /^\d+$/.test(seconds)
		? say`A client that stays above it for ${timeInWords(Number(seconds), "seconds")} is disconnected.`
		: say`A client that stays above it for some seconds is disconnected.`;
}

function oomScore(index: number, value: string): Words | undefined {
	const who = OOM_SCORES[index - 1];
	return who && sentences(say`${who}: ${code(value)}.`, say`The higher, the sooner the operating system kills it when memory runs out.`);
}

const OOM_SCORES: readonly Words[] = [
	say`Score of **a primary**`,
	say`Score of **a replica**`,
	say`Score of **a child process that writes to disk**`,
];

function primary(index: number, value: string, port: string | undefined): Words | undefined {
	if (value.toLowerCase() === "no" && port?.toLowerCase() === "one") return say`**No primary**: this server is one itself.`;
	return index === 1 ? say`The primary whose data this server copies: ${reachInWords(value)}` : say`The port of the primary.`;
}

function renamed({ server }: RedisDocument, _: number, { line, index }: WordAt): Words | undefined {
	const command = line.words[1]?.value ?? "";
	if (index === 1) {
		const known = server.world.knowledge.commands(server.world.release).find(command);
		if (!known) return undefined;
		return say`**${command.toUpperCase()}** · ${known.categories.map((name) => `@${name}`).join(" ")}. ACL rules still name it ${code(command.toLowerCase())}.`;
	}
	return line.words[2]?.value === ""
		? say`**Takes ${code(command.toUpperCase())} away** from everybody.`
		: say`The new name of ${code(command.toUpperCase())}, which is not shown here. Who knows it can run the command.`;
}

function included({ server, file }: RedisDocument, line: number, { name, word }: WordAt): Words | undefined {
	if (word.value === "") return name === "aclfile" ? say`**Empty: users do not come from a file.**` : undefined;
	if (name === "include" && /[*?[]/.test(word.value) && !isRelease(server.world.release, { redis: ">=7.0", valkey: "*" }))
		return say`**Patterns came with 7.0:** ${releaseName(server.world.release)} looks for a file of just this name.`;
	const targets = server.snapshot.targets.get(targetKey(file.uri, line)) ?? [];
	if (targets.length === 0) return say`No file fits this pattern, so nothing is read.`;
	const shown = targets.slice(0, 10).map((uri) => {
		const state = server.snapshot.files.get(uri);
		const name = link(nameOfUri(uri), uri);
		return state?.state === "unreadable" ? say`- ${name} (cannot be read here: ${UNREADABLE[state.reason]})` : `- ${name}`;
	});
	const more = targets.length > 10 ? [say`- and ${targets.length - 10} more`] : [];
	return joined([say`Reads here`, "", ...shown, ...more], "\n");
}

function path({ file, server }: RedisDocument, line: number, directive: string, value: string): Words | undefined {
	if (value === "") return directive === "logfile" ? say`**Empty: messages go to the standard output.**` : undefined;
	if (value.startsWith("/")) return undefined;
	const uri = directive === "dir" ? resolveUri(directoryAt(server, { file: file.uri, line }), value) : pathUri(server, value);
	return say`Seen from the working directory of the server: ${code(decodeURIComponent(uri.replace(/^[a-z]+:\/\/[^/]*/i, "")))}.`;
}
