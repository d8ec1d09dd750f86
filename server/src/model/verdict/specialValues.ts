// model/verdict: the directives that the server reads by code of their own, from 7.0 on.
import { say, type Words } from "../../base/say";
import { asciiLower } from "../../base/utf8";
import type { Release } from "../../knowledge/release";
import type { Directive } from "../../knowledge/types";
import { parseMemory } from "../values";
import type { Behavior } from "./behavior";
import { asInt, cString, equalsIgnoringCase, readDouble, readSigned } from "./cText";
import { type Argument, anyOf, type Fault, shown } from "./finding";

/** Checks a directive of type `special`; those that have no check of their own pass. */
export function checkSpecial(directive: Directive, args: readonly Argument[], behavior: Behavior, release: Release) {
	switch (directive.name) {
		case "save":
			return checkSave(args);
		case "client-output-buffer-limit":
			return checkBufferLimits(args, release);
		case "oom-score-adj-values":
			return args.length === 3 ? checkOomScores(args) : wrongCount(directive, say`three numbers`);
		case "notify-keyspace-events":
			return checkEventClasses(args, behavior);
		case "bind":
		case "rdma-bind":
			return checkBind(directive, args);
		case "replicaof":
			return args.length === 2 ? checkReplicaOf(args, behavior) : wrongCount(directive, say`a host and a port, or the two words no one`);
		case "latency-tracking-info-percentiles":
			return checkPercentiles(args, behavior);
		case "dir":
			return checkDirectory(args, behavior);
		default:
			return undefined;
	}
}

export function wrongCount(directive: Directive, wanted: Words): Fault {
	return {
		code: "wrong-argument-count",
		message: say`${directive.name} takes ${wanted}.`,
		serverSays: "wrong number of arguments",
	};
}

function checkSave(args: readonly Argument[]): Fault | undefined {
	const list = args.length === 1 && cString(args[0]?.value ?? "") === "" ? [] : args;
	const serverSays = "Invalid save parameters";
	for (const [index, argument] of list.entries()) {
		const read = readSigned(argument.value, 10);
		const least = index % 2 === 0 ? 1n : 0n;
		if (read.whole && read.value >= least) continue;
		if (list.length % 2 === 1) break;
		return {
			code: "bad-save",
			message: say`save takes pairs of numbers: seconds (1 or more) and changes (0 or more). "${argument.value.slice(0, 40)}" is none.`,
			serverSays,
			argument,
		};
	}
	if (list.length % 2 === 0) return undefined;
	return {
		code: "bad-save",
		message: say`save takes pairs of numbers: seconds and changes, as in save 900 1. Write save "" to switch it off.`,
		serverSays,
	};
}

/** `class hard soft seconds`, any number of times. */
function checkBufferLimits(args: readonly Argument[], release: Release): Fault | undefined {
	if (args.length % 4 !== 0) {
		return {
			code: "wrong-argument-count",
			message: say`client-output-buffer-limit takes a class, a hard limit, a soft limit and a number of seconds, as in pubsub 32mb 8mb 60.`,
			serverSays: "Wrong number of arguments in buffer limit configuration.",
		};
	}
	for (let i = 0; i < args.length; i += 4) {
		const [name, hard, soft, seconds] = args.slice(i, i + 4) as [Argument, Argument, Argument, Argument];
		if (!isLimitedClass(name.value)) return badClass(name, "Invalid client class specified in buffer limit configuration.");
		const serverSays = "Error in hard, soft or soft_seconds setting in buffer limit configuration.";
		for (const limit of [hard, soft]) {
			if (parseMemory(limit.value, release) !== undefined) continue;
			return { code: "not-a-number", message: say`A buffer limit is a size such as 32mb, or 0 for none.`, serverSays, argument: limit };
		}
		const read = readSigned(seconds.value, 10);
		if (read.whole && asInt(read.value) >= 0n) continue;
		return { code: "not-a-number", message: say`The soft limit needs a number of seconds, 0 or more.`, serverSays, argument: seconds };
	}
	return undefined;
}

export function isLimitedClass(name: string): boolean {
	return ["normal", "slave", "replica", "pubsub"].includes(asciiLower(cString(name)));
}

export function badClass(argument: Argument, serverSays: string): Fault {
	return {
		code: "unknown-value",
		message: say`Buffers can be limited for ${anyOf(["normal", "replica", "pubsub"])} clients.`,
		serverSays,
		argument,
		suggestions: ["normal", "replica", "pubsub"],
	};
}

export function checkOomScores(args: readonly Argument[]): Fault | undefined {
	for (const argument of args) {
		const read = readSigned(argument.value, 10);
		if (read.whole && read.value >= -2000n && read.value <= 2000n) continue;
		return {
			code: "out-of-range",
			message: say`Each of the three values of oom-score-adj-values is a number from -2000 to 2000.`,
			serverSays: "Invalid oom-score-adj-values, elements must be between -2000 and 2000.",
			argument,
		};
	}
	return undefined;
}

export function checkEventClasses(args: readonly Argument[], behavior: Behavior): Fault | undefined {
	const argument = args[0];
	if (!argument) return undefined;
	const bad = [...cString(argument.value)].find((letter) => !behavior.eventClasses.includes(letter));
	if (bad === undefined) return undefined;
	return {
		code: "unknown-value",
		message: say`notify-keyspace-events takes letters out of ${behavior.eventClasses}. This release does not know ${shown(NOT_SECRET, bad)}.`,
		serverSays: behavior.words.badEventClass,
		argument,
	};
}

const NOT_SECRET = { sensitive: false } as Directive;

function checkBind(directive: Directive, args: readonly Argument[]): Fault | undefined {
	if (args.length <= MAX_ADDRESSES) return undefined;
	return {
		code: "wrong-argument-count",
		message: say`${directive.name} takes at most ${MAX_ADDRESSES} addresses.`,
		serverSays: "Too many bind addresses specified.",
	};
}

export const MAX_ADDRESSES = 16;

export function checkReplicaOf(args: readonly Argument[], behavior: Behavior): Fault | undefined {
	const [host, argument] = args;
	if (!host || !argument) return undefined;
	if (isNoOne(host.value, argument.value)) return undefined;
	const read = readSigned(argument.value, 10);
	const port = asInt(read.value);
	if (read.whole && port >= 0n && port <= 65535n) return undefined;
	return {
		code: "out-of-range",
		message: say`replicaof takes the primary's host and its port, a number from 0 to 65535.`,
		serverSays: behavior.words.badPort,
		argument,
	};
}

export function isNoOne(host: string, port: string): boolean {
	return equalsIgnoringCase(cString(host), "no") && equalsIgnoringCase(cString(port), "one");
}

function checkPercentiles(args: readonly Argument[], behavior: Behavior): Fault | undefined {
	const list = args.length === 1 && args[0]?.value === "" ? [] : args;
	for (const argument of list) {
		const value = readDouble(argument.value, behavior.hexPercentiles);
		if (value === undefined) {
			return {
				code: "not-a-number",
				message: say`latency-tracking-info-percentiles takes numbers from 0 to 100. "${argument.value.slice(0, 40)}" is none.`,
				serverSays: "Invalid latency-tracking-info-percentiles parameters",
				argument,
			};
		}
		if (value > 100 || value < 0) {
			return {
				code: "out-of-range",
				message: say`A percentile is a number from 0 to 100.`,
				serverSays: "latency-tracking-info-percentiles parameters should sit between [0.0,100.0]",
				argument,
			};
		}
	}
	return undefined;
}

/** Whether the directory exists is the machine's matter; no machine has one without a name. */
function checkDirectory(args: readonly Argument[], behavior: Behavior): Fault | undefined {
	const argument = args[0];
	if (!argument || cString(argument.value) !== "") return undefined;
	return {
		code: "empty-value",
		message: say`dir may not be empty. Write a directory, or take the line out to stay where the server was started.`,
		serverSays: behavior.refusesEmptyNames ? "dir can't be empty" : "No such file or directory",
		argument,
	};
}
