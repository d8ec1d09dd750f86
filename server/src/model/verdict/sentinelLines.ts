// model/verdict: `sentinel` lines, which name primaries that other lines must have set up before.

import { nearest } from "../../base/nearest";
import { listedWithEachOr, say, type Words } from "../../base/say";
import { MANY, type Steps } from "../../base/steps";
import { asciiLower } from "../../base/utf8";
import type { SentinelDirective } from "../../knowledge/types";
import { parseBool } from "../values";
import { isNumericHost } from "./address";
import type { Behavior } from "./behavior";
import { byteLength, cString, readInt } from "./cText";
import type { Argument, Fault, Finding, Stage } from "./finding";

/** A `sentinel` line: its arguments, and whatever its owner needs to find it again. */
export interface SentinelLine<Owner> {
	readonly owner: Owner;
	/** After the word `sentinel`; at least one. */
	readonly args: readonly Argument[];
	readonly end: number;
}

/** Reads all `sentinel` lines of a file in the server's order and calls `found` for each that is refused. In steps, so that a caller can stop or take a break. */
export function* checkSentinelLines<Owner>(
	lines: readonly SentinelLine<Owner>[],
	directives: readonly SentinelDirective[],
	behavior: Behavior,
	found: (owner: Owner, finding: Finding) => void,
): Steps<void> {
	const reader = new SentinelReader(directives, behavior);
	const stage: Stage = behavior.queuesSentinelLines ? "sentinel" : "reading";
	const ordered = yield* inServerOrder(lines, behavior);
	for (let at = 0; at < ordered.length; at++) {
		if (at % MANY === MANY - 1) yield;
		const line = ordered[at] as SentinelLine<Owner>;
		const fault = reader.read(line.args);
		if (!fault) continue;
		const { argument, code, effect = "refused", message, serverSays, suggestions } = fault;
		const start = (argument ?? (line.args[0] as Argument)).start;
		const finding = { code, message, serverSays, start, end: argument?.end ?? line.end, effect, stage };
		found(line.owner, suggestions ? { ...finding, suggestions } : finding);
	}
}

/** From 6.2: settings of Sentinel itself, then monitors, then what belongs to a monitored primary. */
function* inServerOrder<Owner>(lines: readonly SentinelLine<Owner>[], behavior: Behavior): Steps<readonly SentinelLine<Owner>[]> {
	if (!behavior.queuesSentinelLines) return lines;
	const groups: [SentinelLine<Owner>[], SentinelLine<Owner>[], SentinelLine<Owner>[]] = [[], [], []];
	for (let at = 0; at < lines.length; at++) {
		if (at % MANY === MANY - 1) yield;
		const line = lines[at] as SentinelLine<Owner>;
		const name = nameOf(line.args);
		groups[name === "monitor" ? 1 : BEFORE_MONITORS.has(name) ? 0 : 2].push(line);
	}
	return groups.flat();
}

const BEFORE_MONITORS = new Set([
	"announce-ip",
	"announce-port",
	"deny-scripts-reconfig",
	"sentinel-user",
	"sentinel-pass",
	"current-epoch",
	"myid",
	"resolve-hostnames",
	"announce-hostnames",
]);

function nameOf(args: readonly Argument[]): string {
	return asciiLower(cString(args[0]?.value ?? ""));
}

interface Primary {
	readonly replicas: Set<string>;
	readonly sentinels: Set<string>;
	readonly renamed: Set<string>;
}

class SentinelReader {
	private readonly primaries = new Map<string, Primary>();
	private resolvesHostnames = false;
	private patience = PATIENCE;

	private readonly byName = new Map<string, SentinelDirective>();

	constructor(
		directives: readonly SentinelDirective[],
		private readonly behavior: Behavior,
	) {
		for (const directive of directives) {
			for (const name of [directive.name, directive.alias]) {
				if (name !== undefined && !this.byName.has(name)) this.byName.set(name, directive);
			}
		}
	}

	read(args: readonly Argument[]): Fault | undefined {
		const name = nameOf(args);
		const directive = this.byName.get(name);
		const count = args.length - 1;
		if (!directive) return this.unknown(name, args[0] as Argument);
		if (count < directive.args.min || count > directive.args.max) return miscounted(directive);
		if (directive.name === "monitor") return this.monitor(args);
		if (!directive.namesPrimary) return this.setting(directive, args[1] as Argument);
		if (name === "known-sentinel" && count === 3) return undefined;
		const named = args[1] as Argument;
		const primary = this.primaries.get(named.value);
		return primary ? this.ofPrimary(name, args, primary) : this.noPrimary(named);
	}

	private monitor(args: readonly Argument[]): Fault | undefined {
		const [, name, host, port, quorum] = args as readonly [Argument, Argument, Argument, Argument, Argument];
		const known = this.primaries.has(name.value);
		if (!known) this.primaries.set(name.value, { replicas: new Set(), sentinels: new Set(), renamed: new Set() });
		if (readInt(quorum.value) <= 0) {
			return {
				code: "out-of-range",
				message: say`The quorum is the number of Sentinels that must agree: 1 or more.`,
				serverSays: "Quorum must be 1 or greater.",
				argument: quorum,
			};
		}
		const address = this.address(host, port, "master");
		if (address || !known) return address;
		return {
			code: "duplicate-monitor",
			message: say`A primary of this name is monitored already. Take one of the two lines out, or give it another name.`,
			serverSays: this.behavior.queuesSentinelLines ? "Duplicate master name." : "Duplicated master name.",
			argument: name,
		};
	}

	/** Port first, then the host, as the server looks at them. */
	private address(host: Argument, port: Argument, role: "master" | "replica" | "sentinel"): Fault | undefined {
		const old = !this.behavior.queuesSentinelLines;
		const oldWords = role === "master" ? undefined : `Wrong hostname or port for ${role}.`;
		const number = readInt(port.value);
		if (number < 0 || number > 65535) {
			return {
				code: "out-of-range",
				message: say`A port is a number from 0 to 65535.`,
				serverSays: old ? (oldWords ?? "Invalid port number") : "Invalid port number.",
				argument: port,
			};
		}
		if (isNumericHost(cString(host.value)) || this.resolvesHostnames) return undefined;
		if (old && host.value !== "") return undefined;
		return {
			code: "hostname-not-resolved",
			message: say`Sentinel takes only IP addresses here. Write the address, or add the line sentinel resolve-hostnames yes.`,
			serverSays: old ? (oldWords ?? "Can't resolve master instance hostname.") : "Can't resolve instance hostname.",
			argument: host,
		};
	}

	private setting(directive: SentinelDirective, argument: Argument): Fault | undefined {
		if (directive.value === "bool") {
			const value = parseBool(argument.value);
			if (directive.name === "resolve-hostnames") this.resolvesHostnames = value !== false;
			if (value !== undefined) return undefined;
			const plural = directive.name === "deny-scripts-reconfig" ? "options" : "option";
			return {
				code: "not-yes-or-no",
				message: say`sentinel ${directive.name} is switched with yes or no.`,
				serverSays: `Please specify yes or no for the ${directive.name} ${plural}.`,
				argument,
				suggestions: ["yes", "no"],
			};
		}
		if (directive.name !== "myid" || byteLength(cString(argument.value)) === RUN_ID_LENGTH) return undefined;
		return {
			code: "bad-sentinel-id",
			message: say`A Sentinel's id has 40 characters. Take the line out: Sentinel writes its own.`,
			serverSays: "Malformed Sentinel id in myid option.",
			argument,
		};
	}

	private ofPrimary(name: string, args: readonly Argument[], primary: Primary): Fault | undefined {
		const [, , second, third, fourth] = args;
		if (!second) return undefined;
		switch (name) {
			case "down-after-milliseconds":
			case "failover-timeout":
				return readInt(second.value) > 0 ? undefined : badTime(name, say`1 or more`, "negative or zero time parameter.", second);
			case "master-reboot-down-after-period":
			case "primary-reboot-down-after-period":
				return readInt(second.value) >= 0 ? undefined : badTime(name, say`0 or more`, "negative time parameter.", second);
			case "known-slave":
			case "known-replica":
				return this.instance(second, third as Argument, `${second.value} ${readInt(third?.value ?? "")}`, primary.replicas, "replica");
			case "known-sentinel":
				return this.instance(second, third as Argument, fourth?.value ?? "", primary.sentinels, "sentinel");
			case "rename-command":
				return rename(second, primary);
			default:
				return undefined;
		}
	}

	private instance(host: Argument, port: Argument, key: string, known: Set<string>, role: "replica" | "sentinel"): Fault | undefined {
		const address = this.address(host, port, role);
		if (address) return address;
		if (!known.has(key)) {
			known.add(key);
			return undefined;
		}
		const what = role === "replica" ? "hostname and port for replica" : "runid for sentinel";
		return {
			code: "duplicate-instance",
			message: say`This ${role === "replica" ? "replica" : "Sentinel"} is written down twice. Take one of the two lines out.`,
			serverSays: this.behavior.queuesSentinelLines ? `Duplicate ${what}.` : `Wrong hostname or port for ${role}.`,
			argument: host,
		};
	}

	private noPrimary(named: Argument): Fault {
		const suggestions = this.isWorth(named.value, this.primaries.size) ? nearest(named.value, this.primaries.keys()) : [];
		const order = this.behavior.queuesSentinelLines ? "" : say` above this one, since this release reads lines in their order`;
		return {
			code: "unknown-primary",
			message: say`No sentinel monitor line names this primary. Check the name, or add the monitor line${order}.`,
			serverSays: "No such master with specified name.",
			argument: named,
			...(suggestions.length > 0 && { suggestions }),
		};
	}

	/** Whether a name that was probably meant is looked for once more: with very many lines and primaries that would take hours. */
	private isWorth(name: string, candidates: number): boolean {
		this.patience -= Math.min(name.length, 100) ** 2 * candidates;
		return this.patience > 0;
	}

	private unknown(name: string, argument: Argument): Fault {
		const suggestions = this.isWorth(name, this.byName.size) ? nearest(name, this.byName.keys()) : [];
		const hint =
			suggestions.length > 0 ? say` Did you mean ${listedWithEachOr(suggestions)}?` : say` Check the spelling, or take the line out.`;
		return {
			code: "unknown-sentinel-directive",
			message: say`Sentinel does not know this setting.${hint}`,
			serverSays: UNRECOGNIZED,
			argument,
			...(suggestions.length > 0 && { suggestions }),
		};
	}
}

/** Steps of comparing names, about a second of them. */
const PATIENCE = 20_000_000;

const RUN_ID_LENGTH = 40;
const UNRECOGNIZED = "Unrecognized sentinel configuration statement.";

function valuesInWords(min: number, max: number): Words {
	if (min !== max) return say`${min} or ${max} values`;
	return max === 1 ? say`exactly ${max} value` : say`exactly ${max} values`;
}

function miscounted(directive: SentinelDirective): Fault {
	const { min, max } = directive.args;
	return {
		code: "wrong-argument-count",
		message: say`sentinel ${directive.name} takes ${valuesInWords(min, max)}.`,
		serverSays: UNRECOGNIZED,
	};
}

function badTime(name: string, least: Words, serverSays: string, argument: Argument): Fault {
	return { code: "out-of-range", message: say`sentinel ${name} is a number of milliseconds, ${least}.`, serverSays, argument };
}

function rename(command: Argument, primary: Primary): Fault | undefined {
	const name = asciiLower(cString(command.value));
	if (!primary.renamed.has(name)) {
		primary.renamed.add(name);
		return undefined;
	}
	return {
		code: "duplicate-rename",
		message: say`This command is renamed twice for this primary. Keep one of the two lines.`,
		serverSays: "Same command renamed multiple times with rename-command.",
		argument: command,
	};
}
