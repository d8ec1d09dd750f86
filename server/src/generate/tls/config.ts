// generate/tls: the lines of redis.conf and sentinel.conf for each topology.
import { isRelease } from "../../knowledge/release";
import { writeLine } from "../../model/placement";
import { hasPeers, isAddress, type KitChoices, mainHost, pathsOf } from "./choices";

/** Suites with forward secrecy and authenticated encryption: what Mozilla calls intermediate, without DHE, which needs parameters of its own. */
const INTERMEDIATE_CIPHERS =
	"ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

export interface ConfigBlock {
	readonly heading: string;
	/** Lines without line ends, comments among them. */
	readonly lines: readonly string[];
	/** Directives that the block decides, also where it has no line for them: old lines of them go. */
	readonly decides: readonly string[];
	/** All comments that a block can have: where this one has them not, old ones go. */
	readonly comments: readonly string[];
}

/** How far the file into which the lines come lets others reach the server. */
export type Reached = "network" | "loopback";

/** Of the server itself. */
export function serverBlock(choices: KitChoices, reached: Reached = "network"): ConfigBlock {
	const { topology, port, clearText, primary } = choices;
	const lines = [...clearTextLines(clearText), writeLine(["tls-port", String(port)]), ...common(choices, reached)];
	if (hasPeers(choices)) lines.push("tls-replication yes");
	if (topology === "cluster") lines.push("cluster-enabled yes", "tls-cluster yes");
	if (reloadsByItself(choices)) lines.push(RELOADS, "tls-auto-reload-interval 3600");
	if (topology === "replica" && primary) lines.push(writeLine(["replicaof", primary.host, String(primary.port)]));
	return { heading: HEADING, lines, decides: DECIDED, comments: COMMENTS };
}

/** Whether the release looks for new certificates itself. */
export function reloadsByItself({ release }: Pick<KitChoices, "release">): boolean {
	return isRelease(release, { valkey: ">=9.1" });
}

/** Of Sentinel. */
export function sentinelBlock(choices: KitChoices, reached: Reached = "network"): ConfigBlock {
	const { sentinelPort, primaryName, release, port } = choices;
	const primary = choices.primary ?? { host: mainHost(choices), port };
	const lines = ["port 0", writeLine(["tls-port", String(sentinelPort)]), ...common(choices, reached), "tls-replication yes"];
	const resolves = !isAddress(primary.host) && !isRelease(release, { redis: "<6.2" });
	if (resolves) lines.push("sentinel resolve-hostnames yes");
	lines.push(writeLine(["sentinel", "monitor", primaryName, primary.host, String(primary.port), "2"]));
	return { heading: HEADING, lines, decides: DECIDED, comments: COMMENTS };
}

/** The whole text of a new file. */
export function newConfig(block: ConfigBlock): string {
	return `${[block.heading, ...block.lines].join("\n")}\n`;
}

const UNTIL = "# Until every client uses TLS. Then take this out and set port 0.";
const PLAINTEXT = "# redis-security-lint-disable-next-line plaintext-port-beside-tls";
const PASSWORDS = "# Clients log in with a password, and show no certificate.";
const NO_CERTIFICATES = "# redis-security-lint-disable-next-line client-certificates-not-required";
const RELOADS = "# Every hour the server looks for new certificates under the same names.";
const COMMENTS = [UNTIL, PLAINTEXT, PASSWORDS, NO_CERTIFICATES, RELOADS];
const HEADING = "# TLS, as written by Redis Security Lint.";

const DECIDED = [
	"tls-replication",
	"tls-cluster",
	"tls-ciphers",
	"tls-ciphersuites",
	"tls-ca-cert-dir",
	"tls-client-cert-file",
	"tls-client-key-file",
	"tls-key-file-pass",
];

function clearTextLines(clearText: KitChoices["clearText"]): string[] {
	if (clearText === "off") return ["port 0"];
	return [UNTIL, PLAINTEXT, `port ${clearText}`];
}

function common(choices: KitChoices, reached: Reached): string[] {
	const { mode, level } = choices;
	const { cert, key, ca } = pathsOf(choices);
	const lines = [writeLine(["tls-cert-file", cert]), writeLine(["tls-key-file", key]), writeLine(["tls-ca-cert-file", ca])];
	if (mode === "mutual") lines.push("tls-auth-clients yes");
	else {
		lines.push(PASSWORDS);
		if (reached === "network") lines.push(NO_CERTIFICATES);
		lines.push("tls-auth-clients no");
	}
	if (level === "modern") return [...lines, "tls-protocols TLSv1.3"];
	return [...lines, 'tls-protocols "TLSv1.2 TLSv1.3"', `tls-ciphers ${INTERMEDIATE_CIPHERS}`];
}
