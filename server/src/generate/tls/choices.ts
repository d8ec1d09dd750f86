// generate/tls: what a person chooses for the TLS kit, and what cannot work of it.
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
	readonly message: string;
}

/** Choices that cannot work; empty where all is well. */
export function checkChoices(choices: KitChoices): ChoiceFault[] {
	const faults: ChoiceFault[] = [];
	const fault = (choice: keyof KitChoices, message: string) => faults.push({ choice, message });
	for (const choice of ["port", "sentinelPort"] as const) if (!isPort(choices[choice])) fault(choice, PORT);
	if (choices.clearText !== "off" && !isPort(choices.clearText)) fault("clearText", PORT);
	if (choices.clearText === choices.port) fault("clearText", "TLS and clear text need a port each. Choose two different numbers.");
	if (choices.topology === "cluster" && choices.port > 55535)
		fault("port", "A cluster also uses the port 10000 above this one. Choose one up to 55535.");
	if (choices.hosts.length === 0) fault("hosts", "Name at least one host name or address by which clients connect.");
	for (const host of choices.hosts) if (!isHost(host)) fault("hosts", `"${host}" is neither a host name nor an address.`);
	if (choices.primary && !isHost(choices.primary.host))
		fault("primary", `"${choices.primary.host}" is neither a host name nor an address.`);
	if (choices.primary && !isPort(choices.primary.port)) fault("primary", PORT);
	if (!/^\/[A-Za-z0-9._/@+-]*$/.test(choices.folder))
		fault("folder", "The folder must be an absolute path of letters, digits and . _ - @ + alone, so that it is safe in scripts.");
	if (!/^[A-Za-z0-9._-]+$/.test(choices.primaryName))
		fault("primaryName", "The name may have letters, digits, dots, dashes and underscores.");
	if (!Number.isInteger(choices.days) || choices.days < 1 || choices.days > 3650)
		fault("days", "The number of days must be from 1 to 3650.");
	return faults;
}

/** Whether servers connect to each other and so show their certificates as clients. */
export function hasPeers({ topology }: Pick<KitChoices, "topology">): boolean {
	return topology !== "standalone";
}

export function isAddress(host: string): boolean {
	return /^\d{1,3}(\.\d{1,3}){3}$/.test(host) || (host.includes(":") && /^[0-9a-fA-F:.]+$/.test(host));
}

/** The host that examples connect to: the first name, else the first address. */
export function mainHost({ hosts }: Pick<KitChoices, "hosts">): string {
	return hosts.find((host) => !isAddress(host) && host !== "localhost") ?? hosts[0] ?? "localhost";
}

const PORT = "The port must be a whole number from 1 to 65535.";

function isPort(port: number): boolean {
	return Number.isInteger(port) && port >= 1 && port <= 65535;
}

function isHost(host: string): boolean {
	return isAddress(host) || (/^(\*\.)?[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$/.test(host) && host.length <= 253);
}
