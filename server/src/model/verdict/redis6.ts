// model/verdict: what Redis 6 reads by code of its own, each directive with a number of arguments that must fit exactly.
import { say } from "../../base/say";
import { readSignedSize } from "../values";
import type { Behavior } from "./behavior";
import { asUnsigned, byteLength, cString, readInt, readSigned } from "./cText";
import type { Argument, Fault } from "./finding";
import { badClass, checkEventClasses, checkOomScores, checkReplicaOf, isLimitedClass, isNoOne, MAX_ADDRESSES } from "./specialValues";

/** Undefined where the number of arguments is not the one that the server compares with: the name then counts as unknown. */
export function checkRedis6Special(name: string, args: readonly Argument[], behavior: Behavior): { readonly fault?: Fault } | undefined {
	const count = args.length;
	const found = (fault: Fault | undefined) => (fault ? { fault } : {});
	switch (name) {
		case "bind":
			return count >= 1 ? found(count > MAX_ADDRESSES ? tooManyAddresses() : undefined) : undefined;
		case "unixsocketperm":
			return count === 1 ? found(checkSocketMode(args[0] as Argument)) : undefined;
		case "save":
			return found(checkSave(args));
		case "replicaof":
			return count === 2 ? found(checkReplicaOf(args, behavior)) : undefined;
		case "client-output-buffer-limit":
			return count === 4 ? found(checkBufferLimit(args)) : undefined;
		case "oom-score-adj-values":
			return count === 3 ? found(checkOomScores(args)) : undefined;
		case "notify-keyspace-events":
			return count === 1 ? found(checkEventClasses(args, behavior)) : undefined;
		case "requirepass":
			return count === 1 ? found(checkPassword(args[0] as Argument, behavior)) : undefined;
		case "dir":
			return count === 1 ? found(checkDirectory(args[0] as Argument)) : undefined;
		default:
			return count === 1 ? {} : undefined;
	}
}

/** `replicaof no one` leaves nothing set. */
export function namesPrimary(args: readonly Argument[]): boolean {
	return args.length === 2 && !isNoOne(args[0]?.value ?? "", args[1]?.value ?? "");
}

function tooManyAddresses(): Fault {
	return {
		code: "wrong-argument-count",
		message: say`bind takes at most ${MAX_ADDRESSES} addresses.`,
		serverSays: "Too many bind addresses specified",
	};
}

function checkSocketMode(argument: Argument): Fault | undefined {
	const read = readSigned(argument.value, 8);
	const mode = asUnsigned(read.value) & 0xffffffffn;
	if (!read.overflow && mode <= 0o777n) return undefined;
	return {
		code: "out-of-range",
		message: say`unixsocketperm is an octal number from 0 to 777, such as 700.`,
		serverSays: "Invalid socket file permissions",
		argument,
	};
}

function checkSave(args: readonly Argument[]): Fault | undefined {
	const [seconds, changes] = args;
	if (args.length === 2 && seconds && changes) {
		const argument = readInt(seconds.value) < 1 ? seconds : readInt(changes.value) < 0 ? changes : undefined;
		if (!argument) return undefined;
		return {
			code: "bad-save",
			message: say`save takes seconds (1 or more) and changes (0 or more).`,
			serverSays: "Invalid save parameters",
			argument,
		};
	}
	if (args.length === 1 && cString(seconds?.value ?? "x") === "") return undefined;
	return {
		code: "ignored-save",
		message: say`This release reads save only with exactly two numbers and drops this line without a word. Write each pair in a line of its own, or save "".`,
		serverSays: "",
		effect: "misread",
	};
}

/** The limits themselves are never refused: what cannot be read counts as 0. */
function checkBufferLimit(args: readonly Argument[]): Fault | undefined {
	const [name, hard, soft, seconds] = args as readonly [Argument, Argument, Argument, Argument];
	if (!isLimitedClass(name.value)) {
		return badClass(name, "Unrecognized client limit class: the user specified an invalid one, or 'master' which has no buffer limits.");
	}
	if (readInt(seconds.value) < 0) {
		return {
			code: "out-of-range",
			message: say`The soft limit needs a number of seconds, 0 or more.`,
			serverSays: "Negative number of seconds in soft limit is invalid",
			argument: seconds,
		};
	}
	const unread = [hard, soft].find((limit) => readSignedSize(limit.value) === undefined);
	if (!unread) return undefined;
	return {
		code: "unread-size",
		message: say`This release cannot read the limit as a size and takes it for 0, which means no limit. Write a size such as 32mb.`,
		serverSays: "",
		effect: "misread",
		argument: unread,
	};
}

function checkPassword(argument: Argument, behavior: Behavior): Fault | undefined {
	const longest = behavior.longestPassword;
	if (longest === undefined || byteLength(cString(argument.value), argument.highBytes ? "high-bytes" : "utf-8") <= longest)
		return undefined;
	return {
		code: "value-too-long",
		message: say`A password may have at most ${longest} bytes in this release. Shorten it.`,
		serverSays: "Password is longer than CONFIG_AUTHPASS_MAX_LEN",
		argument,
	};
}

function checkDirectory(argument: Argument): Fault | undefined {
	if (cString(argument.value) !== "") return undefined;
	return {
		code: "empty-value",
		message: say`dir may not be empty. Write a directory, or take the line out to stay where the server was started.`,
		serverSays: "Can't chdir to '': No such file or directory",
		argument,
		lineless: true,
	};
}
