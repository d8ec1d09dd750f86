// generate/tls: what a file says already of the choices for the TLS kit, so that nobody is asked for it again without a proposal.
import { isOn, wordOf } from "../../model/inForce";
import { primaryOf } from "../../model/replication";
import { sentinelOf } from "../../model/sentinel";
import type { ServerModel } from "../../model/server";
import { tlsOf } from "../../model/tls/evaluate";
import { isAddress, type KitChoices } from "./choices";

export interface Suggestion {
	/** Only what is written in the file, or follows from it. */
	readonly choices: Partial<Omit<KitChoices, "release">>;
	/** What Sentinel watches, in the order of the file. */
	readonly primaries: readonly { readonly name: string; readonly host: string; readonly port: number }[];
}

type Choices = { -readonly [K in keyof Suggestion["choices"]]: Suggestion["choices"][K] };

/** Of a redis.conf or a sentinel.conf. */
export function suggestChoices(server: ServerModel): Suggestion {
	const choices: Choices = server.kind === "sentinel" ? {} : serverChoices(server);
	const primaries = server.kind === "sentinel" ? watched(server) : [];
	if (server.kind === "sentinel") {
		choices.topology = "sentinel";
		const port = portOf(server, "tls-port") ?? portOf(server, "port");
		if (port !== undefined) choices.sentinelPort = port;
		const [first] = primaries;
		if (first) {
			choices.primaryName = first.name;
			choices.primary = { host: first.host, port: first.port };
			choices.port = first.port;
		}
	}
	const hosts = hostsOf(server);
	if (hosts.length > 0) choices.hosts = hosts;
	return { choices: { ...choices, ...tlsChoices(server) }, primaries };
}

function serverChoices(server: ServerModel): Choices {
	const choices: Choices = {};
	const primary = primaryOf(server);
	if (isOn(server, "cluster-enabled") === true) choices.topology = "cluster";
	else if (primary) {
		choices.topology = "replica";
		choices.primary = { host: primary.host, port: primary.port };
	}
	const [plain, encrypted] = [portOf(server, "port"), portOf(server, "tls-port")];
	const port = encrypted ?? plain;
	if (port !== undefined) choices.port = port;
	// Both ports are written down: a migration that is under way.
	if (encrypted !== undefined && plain !== undefined && plain !== encrypted) choices.clearText = plain;
	return choices;
}

/** What lines about TLS say, which may be half done. */
function tlsChoices(server: ServerModel): Choices {
	const choices: Choices = {};
	const [cert, key, ca] = ["tls-cert-file", "tls-key-file", "tls-ca-cert-file"].map((name) => written(server, name));
	if (cert?.startsWith("/")) {
		const folder = cert.slice(0, cert.lastIndexOf("/")) || "/";
		choices.folder = folder;
		choices.certificates = "existing";
		choices.files = { cert, key: key ?? `${folder}/redis.key`, ca: ca ?? `${folder}/ca.crt` };
		if (written(server, "tls-auth-clients") !== undefined) choices.mode = wordOf(server, "tls-auth-clients") === "no" ? "server" : "mutual";
	}
	const { protocols } = tlsOf(server);
	if (written(server, "tls-protocols") !== undefined && protocols?.join() === "TLSv1.3") choices.level = "modern";
	return choices;
}

function watched(server: ServerModel): Suggestion["primaries"] {
	return sentinelOf(server).primaries.map(({ name, host, monitor }) => ({ name, host, port: Number(monitor.words[4]?.value) || 6379 }));
}

const ANNOUNCED = ["cluster-announce-hostname", "cluster-announce-ip", "replica-announce-ip"];

/** Names and addresses by which others reach the server, and those of the machine itself. */
function hostsOf(server: ServerModel): string[] {
	const announced = ANNOUNCED.flatMap((name) => written(server, name) ?? []);
	const own = server.kind === "sentinel" ? sentinelOf(server).own.get("announce-ip")?.words[2]?.value : undefined;
	const bound = server.exposure.listeners.filter(
		({ protocol, reach }) => protocol !== "unix" && (reach === "private" || reach === "public"),
	);
	const hosts = [...announced, ...(own ? [own] : []), ...bound.map(({ address }) => address)].filter(isUsable);
	return hosts.length === 0 ? [] : [...new Set([...hosts, "localhost", "127.0.0.1"])];
}

function isUsable(host: string): boolean {
	return isAddress(host) || /^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(host);
}

function portOf(server: ServerModel, name: string): number | undefined {
	const port = Number(written(server, name));
	return Number.isInteger(port) && port >= 1 && port <= 65535 ? port : undefined;
}

/** Of a line that is there and not empty. */
function written(server: ServerModel, name: string): string | undefined {
	const setting = server.settings.get(name);
	return setting?.origin.from === "line" && setting.value !== "" ? setting.value : undefined;
}
