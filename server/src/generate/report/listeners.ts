// generate/report: where a server listens, with the addresses of one port together.
import { listed, say, type Words } from "../../base/say";
import type { Place } from "../../base/span";
import type { Exposure, Listener, Reach as Width } from "../../model/exposure";
import { isOn, lineOf, numberOf } from "../../model/inForce";
import { sentinelOf } from "../../model/sentinel";
import type { ServerModel } from "../../model/server";
import { tlsOf } from "../../model/tls/evaluate";
import { shownAt, shownValue } from "./shown";

export interface Door {
	/** "6379", "bus", "socket". */
	readonly id: string;
	readonly kind: "plain" | "tls" | "socket" | "bus";
	readonly port?: number;
	/** The first of them, as they may be shown. */
	readonly addresses: readonly string[];
	/** How many there are beside these. */
	readonly others: number;
	readonly reach: Width;
	readonly at?: Place;
}

/** Nobody reads more addresses; for each the line that it stands in is looked through for secrets. */
const MOST_ADDRESSES = 3;

/** Undefined of an ACL file that stands alone: it does not say. */
export function exposureOf(server: ServerModel): Exposure | undefined {
	if (server.kind === "acl") return undefined;
	return server.kind === "sentinel" ? sentinelOf(server).exposure : server.exposure;
}

/** How much a login without a password weighs: less where only this machine gets that far. */
export function openTone(server: ServerModel): "open" | "caution" {
	const exposure = exposureOf(server);
	return exposure === undefined || exposure.network || exposure.uncertain ? "open" : "caution";
}

/** The widest first. */
export function doorsOf(server: ServerModel): readonly Door[] {
	const listeners = exposureOf(server)?.listeners ?? [];
	const doors = new Map<string, Door>();
	for (const listener of listeners) {
		const id = listener.protocol === "unix" ? "socket" : `${listener.protocol} ${listener.port}`;
		doors.set(id, withListener(server, doors.get(id), listener, id));
	}
	const bus = busOf(server, [...doors.values()]);
	return [...doors.values(), ...(bus ? [bus] : [])].sort((a, b) => WIDTHS.indexOf(a.reach) - WIDTHS.indexOf(b.reach));
}

function shownAddress(server: ServerModel, at: Place): string {
	const isSocket = lineOf(server, "unixsocket")?.line === at.line;
	return isSocket ? shownValue(server, "unixsocket") : shownAt(server, at).replace(/^-/, "");
}

const WIDTHS: readonly Width[] = ["every-interface", "public", "private", "loopback"];

function withListener(server: ServerModel, door: Door | undefined, listener: Listener, id: string): Door {
	const { protocol, port, reach, at } = listener;
	const shown = door?.addresses ?? [];
	const isShown = shown.length < MOST_ADDRESSES;
	const kind = protocol === "unix" ? "socket" : protocol;
	return {
		id,
		kind,
		...(port !== undefined && { port }),
		addresses: isShown ? [...shown, at ? shownAddress(server, at) : listener.address] : shown,
		others: (door?.others ?? 0) + (isShown ? 0 : 1),
		reach: door && WIDTHS.indexOf(door.reach) < WIDTHS.indexOf(reach) ? door.reach : reach,
		...((door?.at ?? at) && { at: door?.at ?? at }),
	};
}

/** The port of the nodes of a cluster: 10000 above that of the clients unless a line says otherwise. */
function busOf(server: ServerModel, doors: readonly Door[]): Door | undefined {
	if (server.kind !== "config" || isOn(server, "cluster-enabled") !== true) return undefined;
	const base = Number(server.settings.get(isOn(server, "tls-cluster") ? "tls-port" : "port")?.value ?? 0);
	const port = Number(numberOf(server, "cluster-port") ?? 0n) || base + 10_000;
	const ports = doors.filter(({ kind }) => kind !== "socket");
	if (ports.length === 0) return undefined;
	const reach = WIDTHS.find((width) => ports.some((door) => door.reach === width)) ?? "loopback";
	const at = lineOf(server, "cluster-enabled");
	const all = [...new Set(ports.flatMap(({ addresses }) => addresses))];
	const count = Math.max(all.length, ...ports.map(({ addresses, others }) => addresses.length + others));
	const addresses = all.slice(0, MOST_ADDRESSES);
	return { id: "bus", kind: "bus", port, addresses, others: count - addresses.length, reach, ...(at && { at }) };
}

/** "Port 6379". */
export function doorName({ kind, port, addresses }: Door): Words {
	if (kind === "socket") return say`Socket ${addresses[0] ?? ""}`;
	return kind === "bus" ? say`Cluster bus, port ${port ?? ""}` : say`Port ${port ?? ""}`;
}

/** "clear text", "TLS 1.2, 1.3, with a client certificate". */
export function doorProtection(server: ServerModel, { kind }: Door): Words {
	if (kind === "plain") return say`clear text`;
	if (kind === "socket") return say`inside this machine`;
	if (kind === "bus") return isOn(server, "tls-cluster") ? say`TLS, with a certificate of each node` : say`clear text, no login`;
	const { protocols, clientCertificates } = tlsOf(server);
	const versions = listed((protocols ?? []).map((name) => (name === "TLSv1" ? "1.0" : name.slice("TLSv".length))));
	return CERTIFICATES[clientCertificates](versions === "" ? "?" : versions);
}

const CERTIFICATES: Readonly<Record<"required" | "optional" | "no", (versions: Words) => Words>> = {
	required: (versions) => say`TLS ${versions}, client certificate required`,
	optional: (versions) => say`TLS ${versions}, client certificate optional`,
	no: (versions) => say`TLS ${versions}, no client certificate`,
};

/** Nobody on the way can read along. */
export function isEncrypted(server: ServerModel, { kind }: Door): boolean {
	return kind === "tls" || kind === "socket" || (kind === "bus" && isOn(server, "tls-cluster") === true);
}

/** Of a TLS port: a version that is broken is offered. */
export function isWeak(server: ServerModel, { kind }: Door): boolean {
	return kind === "tls" && (tlsOf(server).protocols ?? []).some((name) => name === "TLSv1" || name === "TLSv1.1");
}
