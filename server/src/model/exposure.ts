// model: who can reach the server, worked out once from addresses, ports, sockets and protected mode.

import type { Place } from "../base/span";
import { isRelease } from "../knowledge/release";
import type { Settings, World } from "./types";

/** How far a listener reaches: this machine, a private network, the internet, or every interface the machine has. */
export type Reach = "loopback" | "private" | "public" | "every-interface";

export interface Listener {
	readonly protocol: "plain" | "tls" | "unix";
	/** As written, without a leading "-"; of a socket its path. */
	readonly address: string;
	/** Undefined for a socket. */
	readonly port?: number;
	readonly reach: Reach;
	/** The server starts all the same if this address does not exist. */
	readonly optional: boolean;
	/** The word that names it; undefined where a default is in force. */
	readonly at?: Place;
}

export interface Exposure {
	readonly listeners: readonly Listener[];
	/**
	 * `protecting`: connections from other hosts are refused because `default` needs no password.
	 * `idle`: on, but without effect (a password is set, or an explicit bind up to 6.2). `off`: switched off.
	 */
	readonly protectedMode: "protecting" | "idle" | "off";
	/** True where another host can talk to a clear-text or TLS port. */
	readonly network: boolean;
	/** The widest reach of a port that answers. */
	readonly reach: Reach | "none";
	/** Something that decides this could not be read. */
	readonly uncertain: boolean;
}

/**
 * @param defaultNopass whether the user `default` has the flag nopass, which is what protected mode looks at; it does not ask if that user is on.
 */
export function evaluateExposure(settings: Settings, world: World, defaultNopass: boolean): Exposure {
	const listeners = [...portListeners(settings, world), ...socketListeners(settings)];
	const protectedMode = evaluateProtectedMode(settings, world, defaultNopass);
	const ports = listeners.filter((listener) => listener.protocol !== "unix");
	const answering = protectedMode === "protecting" ? ports.filter((listener) => listener.reach === "loopback") : ports;
	const reach = widest(protectedMode === "protecting" && ports.length > 0 ? ["loopback"] : answering.map((listener) => listener.reach));
	const uncertain = ["port", "tls-port", "bind", "protected-mode"].some((name) => settings.get(name)?.uncertain ?? false);
	return { listeners, protectedMode, network: reach !== "none" && reach !== "loopback", reach, uncertain };
}

/** How far an address of a `bind` line reaches. Host names are taken for private ones: they are resolved where the server runs. */
export function reachOf(address: string): Reach {
	const text = address.replace(/^-/, "").toLowerCase();
	if (text === "*" || text === "0.0.0.0" || text === "::" || text === "::*") return "every-interface";
	if (text === "localhost" || text === "::1" || /^127\.\d+\.\d+\.\d+$/.test(text) || /^::ffff:127\./.test(text)) return "loopback";
	const v4 = /^(\d+)\.(\d+)\.\d+\.\d+$/.exec(text);
	if (v4) return isPrivateV4(Number(v4[1]), Number(v4[2])) ? "private" : "public";
	if (text.includes(":")) return /^(fc|fd|fe[89ab])/.test(text) ? "private" : "public";
	return "private";
}

function portListeners(settings: Settings, world: World): Listener[] {
	const addresses = bindAddresses(settings, world);
	const listeners: Listener[] = [];
	for (const [name, protocol] of [
		["port", "plain"],
		["tls-port", "tls"],
	] as const) {
		const port = Number(settings.get(name)?.value ?? 0);
		if (!(port > 0)) continue;
		for (const address of addresses) listeners.push({ protocol, port, ...address });
	}
	return listeners;
}

function bindAddresses(settings: Settings, world: World): Pick<Listener, "address" | "reach" | "optional" | "at">[] {
	const bind = settings.get("bind");
	const statement = bind?.origin.from === "line" ? bind.origin.statement : undefined;
	if (!statement) {
		return defaultBind(world).map((written) => describe(written));
	}
	const words = statement.words.slice(1);
	if (words.length === 0 || (words.length === 1 && words[0]?.value === "")) {
		// An empty bind: every interface up to 6.2, none from 7.0.
		return isRelease(world.release, { redis: ">=7.0", valkey: "*" }) ? [] : [describe("0.0.0.0")];
	}
	return words.map((word) => describe(word.value, { file: statement.file, line: statement.lineNumber, start: word.start, end: word.end }));
}

/** What the server listens on without a bind line: seen on bare starts, no address before 7.0 and `* -::*` since. */
function defaultBind(world: World): string[] {
	return isRelease(world.release, { redis: ">=7.0", valkey: "*" }) ? ["*", "-::*"] : ["*"];
}

function describe(written: string, at?: Place): Pick<Listener, "address" | "reach" | "optional" | "at"> {
	const listener = { address: written.replace(/^-/, ""), reach: reachOf(written), optional: written.startsWith("-") };
	return at ? { ...listener, at } : listener;
}

function socketListeners(settings: Settings): Listener[] {
	const socket = settings.get("unixsocket");
	if (!socket?.value) return [];
	const listener: Listener = { protocol: "unix", address: socket.value, reach: "loopback", optional: false };
	return [socket.origin.from === "line" ? { ...listener, at: socket.origin.at } : listener];
}

function evaluateProtectedMode(settings: Settings, world: World, defaultNopass: boolean): Exposure["protectedMode"] {
	if (settings.get("protected-mode")?.value.toLowerCase() === "no") return "off";
	const explicitBind = settings.get("bind")?.origin.from === "line";
	if (explicitBind && isRelease(world.release, { redis: "<7.0" })) return "idle";
	return defaultNopass ? "protecting" : "idle";
}

function isPrivateV4(first: number, second: number): boolean {
	return (
		first === 10 ||
		(first === 172 && second >= 16 && second <= 31) ||
		(first === 192 && second === 168) ||
		(first === 169 && second === 254) ||
		(first === 100 && second >= 64 && second <= 127)
	);
}

function widest(reaches: readonly Reach[]): Reach | "none" {
	for (const reach of ["every-interface", "public", "private", "loopback"] as const) if (reaches.includes(reach)) return reach;
	return "none";
}
