// generate/tls: what a person chooses for the TLS kit, and what cannot work of it.
import { say, type Words } from "../../base/say";
import type { Release } from "../../knowledge/release";

export type Topology = "standalone" | "replica" | "sentinel" | "cluster";
export type ClientName =
	| "redis-cli"
	| "python"
	| "node-redis"
	| "ioredis"
	| "go"
	| "jedis"
	| "lettuce"
	| "dotnet"
	| "php"
	| "ruby"
	| "azure";

export const CLIENTS: readonly ClientName[] = [
	"redis-cli",
	"python",
	"node-redis",
	"ioredis",
	"go",
	"jedis",
	"lettuce",
	"dotnet",
	"php",
	"ruby",
	"azure",
];

/** Where the server finds its certificate, its key and the authority that it trusts. */
export interface TlsPaths {
	readonly cert: string;
	readonly key: string;
	readonly ca: string;
}

export interface KitChoices {
	/** "server": clients check the server. "mutual": the server also asks each client for a certificate. */
	readonly mode: "server" | "mutual";
	readonly topology: Topology;
	/** "existing": no script is written. The others are the program that makes new ones. */
	readonly certificates: "existing" | "openssl" | "mkcert" | "step";
	/** Names and addresses by which clients and other servers connect; at least one. */
	readonly hosts: readonly string[];
	/** 1 to 65535. */
	readonly port: number;
	readonly sentinelPort: number;
	/** "off": the port in clear text is closed. A number: it stays open there until all clients are changed. */
	readonly clearText: "off" | number;
	/** Mozilla's names: "modern" is TLS 1.3 alone, "intermediate" also TLS 1.2 with sound suites. */
	readonly level: "modern" | "intermediate";
	/** Absolute folder of certificates and keys on the machines where the servers run. */
	readonly folder: string;
	/** Absolute paths of files that are there already, where they are not redis.crt, redis.key and ca.crt in `folder`. */
	readonly files?: TlsPaths;
	/** Where the primary is. Without it a replica keeps the line that it has, and Sentinel watches the first host. */
	readonly primary?: { readonly host: string; readonly port: number };
	/** What Sentinel calls the primary. */
	readonly primaryName: string;
	/** Days for which new certificates are valid. */
	readonly days: number;
	readonly clients: readonly ClientName[];
	readonly release: Release;
}

export const KIT_DEFAULTS: Omit<KitChoices, "release"> = {
	mode: "mutual",
	topology: "standalone",
	certificates: "openssl",
	hosts: ["localhost", "127.0.0.1"],
	port: 6379,
	sentinelPort: 26379,
	clearText: "off",
	level: "intermediate",
	folder: "/etc/redis/tls",
	primaryName: "main",
	days: 825,
	clients: CLIENTS,
};

export interface ChoiceFault {
	readonly choice: keyof KitChoices;
	/** What is wrong and what would be right. */
	readonly message: Words;
}

/** Choices that cannot work; empty where all is well. */
export function checkChoices(choices: KitChoices): ChoiceFault[] {
	const faults: ChoiceFault[] = [];
	const fault = (choice: keyof KitChoices, message: Words) => faults.push({ choice, message });
	for (const choice of ["port", "sentinelPort"] as const) if (!isPort(choices[choice])) fault(choice, PORT);
	if (choices.clearText !== "off" && !isPort(choices.clearText)) fault("clearText", PORT);
	if (choices.clearText === choices.port) fault("clearText", say`TLS and clear text need a port each. Choose two different numbers.`);
	if (choices.topology === "cluster" && choices.port > 55535)
		fault("port", say`A cluster also uses the port 10000 above this one. Choose one up to 55535.`);
	if (choices.hosts.length === 0) fault("hosts", say`Name at least one host name or address by which clients connect.`);
	for (const host of choices.hosts) if (!isHost(host)) fault("hosts", say`"${host}" is neither a host name nor an address.`);
	if (choices.primary && !isHost(choices.primary.host))
		fault("primary", say`"${choices.primary.host}" is neither a host name nor an address.`);
	if (choices.primary && !isPort(choices.primary.port)) fault("primary", PORT);
	if (!isPath(choices.folder))
		fault("folder", say`The folder must be an absolute path of letters, digits and . _ - @ + alone, so that it is safe in scripts.`);
	for (const path of Object.values(choices.files ?? {}))
		if (!isPath(path) || path.endsWith("/"))
			fault(
				"files",
				say`${JSON.stringify(path)} must be an absolute path of letters, digits and . _ - @ + alone, so that it is safe in scripts.`,
			);
	if (!/^[A-Za-z0-9._-]+$/.test(choices.primaryName))
		fault("primaryName", say`The name may have letters, digits, dots, dashes and underscores.`);
	if (!Number.isInteger(choices.days) || choices.days < 1 || choices.days > 3650)
		fault("days", say`The number of days must be from 1 to 3650.`);
	return faults;
}

/** Whether servers connect to each other and so show their certificates as clients. */
export function hasPeers({ topology }: Pick<KitChoices, "topology">): boolean {
	return topology !== "standalone";
}

/** An IPv4 or IPv6 address, without brackets. */
export function isAddress(host: string): boolean {
	if (!host.includes(":")) return /^\d{1,3}(\.\d{1,3}){3}$/.test(host) && host.split(".").every((part) => Number(part) <= 255);
	const groups = host.split(":");
	const gaps = host.split("::").length - 1;
	const isWhole = gaps === 0 && groups.length === 8;
	return (
		(isWhole || (gaps === 1 && groups.length <= 9)) &&
		groups.every((group) => /^[0-9a-fA-F]{0,4}$/.test(group)) &&
		!/:::|[^:]:$|^:[^:]/.test(host)
	);
}

/** The host that examples connect to: the first name, else the first address. Where all names are patterns, one that fits the first of them. */
export function mainHost({ hosts }: Pick<KitChoices, "hosts">): string {
	const whole = hosts.filter((host) => !host.startsWith("*."));
	return whole.find((host) => !isAddress(host) && host !== "localhost") ?? whole[0] ?? hosts[0]?.replace("*", "redis") ?? "localhost";
}

/** The files that the lines name. Those of our own scripts always have the same names. */
export function pathsOf({ certificates, files, folder }: Pick<KitChoices, "certificates" | "files" | "folder">): TlsPaths {
	if (certificates === "existing" && files) return files;
	const base = folder === "/" ? "" : folder.replace(/\/+$/, "");
	return { cert: `${base}/redis.crt`, key: `${base}/redis.key`, ca: `${base}/ca.crt` };
}

const PORT = say`The port must be a whole number from 1 to 65535.`;

function isPath(path: string): boolean {
	return /^\/[A-Za-z0-9._/@+-]*$/.test(path);
}

function isPort(port: number): boolean {
	return Number.isInteger(port) && port >= 1 && port <= 65535;
}

/** All digits and dots is an address that was mistyped, and never a name. */
function isHost(host: string): boolean {
	return (
		isAddress(host) ||
		(!/^[\d.]+$/.test(host) && !host.includes("..") && /^(\*\.)?[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$/.test(host) && host.length <= 253)
	);
}
