// model/tls: what is encrypted and how, worked out once from the settings and the release.
import { isOn, isUnsure, wordOf } from "../inForce";
import type { ServerModel } from "../server";
import type { Setting } from "../types";
import { type CipherList, evaluateCipherList, evaluateCiphersuites, usableSuites } from "./ciphers";
import type { PemFacts, PemFile } from "./pem";
import { type Suite, TLS13_SUITES } from "./suites";
import type { TlsFileName } from "./wanted";

export type Protocol = "TLSv1" | "TLSv1.1" | "TLSv1.2" | "TLSv1.3";

export interface TlsModel {
	/** Something in the file uses TLS. */
	readonly on: boolean;
	/** A port listens with TLS. */
	readonly listener: boolean;
	/** The connection to a primary uses TLS; of Sentinel those to everybody. */
	readonly replication: boolean;
	/** The cluster bus and the links between nodes use TLS. */
	readonly cluster: boolean;
	/** Oldest first; undefined where the server refuses the list. */
	readonly protocols: readonly Protocol[] | undefined;
	/** What `tls-ciphers` comes to; undefined where OpenSSL's own default is in force. */
	readonly ciphers: CipherList | undefined;
	/** Suites up to TLS 1.2 that are offered; empty where no such protocol is, or nothing is left of the list. */
	readonly suites: readonly Suite[];
	/** Suites of TLS 1.3 that are offered. */
	readonly suites13: readonly string[];
	/** Names in `tls-ciphersuites` that OpenSSL does not know. */
	readonly unknownSuites13: readonly string[];
	readonly clientCertificates: "required" | "optional" | "no";
	/** Something that decides this could not be read. */
	readonly uncertain: boolean;
	/** What the file of this setting holds; undefined where nothing is known of it. */
	file(name: TlsFileName): PemFile | undefined;
	/** The same, where it could be read. */
	facts(name: TlsFileName): PemFacts | undefined;
}

/** The level of security that builds have where a list names none: Debian, Ubuntu and Fedora have 2, OpenSSL itself 1. */
const USUAL_LEVEL = 2;

const models = new WeakMap<ServerModel, TlsModel>();

/** Of a redis.conf or a sentinel.conf. Worked out once. */
export function tlsOf(server: ServerModel): TlsModel {
	let model = models.get(server);
	if (model === undefined) {
		model = evaluate(server);
		models.set(server, model);
	}
	return model;
}

function evaluate(server: ServerModel): TlsModel {
	const { settings, snapshot } = server;
	const listener = Number(settings.get("tls-port")?.value ?? 0) > 0;
	const replication = isOn(server, "tls-replication") === true;
	const cluster = isOn(server, "tls-cluster") === true;
	const protocols = readProtocols(settings.get("tls-protocols"));
	// The lists are worked out when a rule asks for them: most files have no TLS at all.
	const ciphers = once(() => written(settings.get("tls-ciphers"), (text) => evaluateCipherList(text)));
	const suites13 = written(settings.get("tls-ciphersuites"), evaluateCiphersuites);
	const older = protocols === undefined || protocols.some((protocol) => protocol !== "TLSv1.3");
	const has13 = protocols === undefined || protocols.includes("TLSv1.3");
	const suites = once(() => (older ? offered(ciphers(), protocols) : []));
	const asks = wordOf(server, "tls-auth-clients");
	const file = (name: TlsFileName) => snapshot.tlsFiles?.get(name);
	return {
		on: listener || replication || cluster,
		listener,
		replication,
		cluster,
		protocols,
		get ciphers() {
			return ciphers();
		},
		get suites() {
			return suites();
		},
		suites13: has13 ? (suites13?.known ?? TLS13_SUITES.slice(0, 3)) : [],
		unknownSuites13: suites13?.unknown ?? [],
		clientCertificates: asks === "no" ? "no" : asks === "optional" ? "optional" : "required",
		uncertain: ["tls-port", "tls-replication", "tls-cluster", "tls-auth-clients", "tls-protocols"].some((name) => isUnsure(server, name)),
		file,
		facts(name) {
			const found = file(name);
			return found?.state === "read" ? found : undefined;
		},
	};
}

function once<T>(compute: () => T): () => T {
	let known: { readonly value: T } | undefined;
	return () => {
		known ??= { value: compute() };
		return known.value;
	};
}

/** An empty value is none: the default is in force. */
function written<T>(setting: Setting | undefined, read: (text: string) => T): T | undefined {
	return setting?.origin.from === "line" && setting.values.length === 1 && setting.value !== "" ? read(setting.value) : undefined;
}

const PROTOCOLS: Readonly<Record<string, Protocol>> = {
	tlsv1: "TLSv1",
	"tlsv1.1": "TLSv1.1",
	"tlsv1.2": "TLSv1.2",
	"tlsv1.3": "TLSv1.3",
};

/** 1.2 and 1.3 where nothing else is said: read in the sources of every release. */
function readProtocols(setting: Setting | undefined): readonly Protocol[] | undefined {
	if (setting?.origin.from !== "line" || setting.value === "") return ["TLSv1.2", "TLSv1.3"];
	if (setting.values.length !== 1) return undefined;
	const named = setting.value.split(" ").map((word) => PROTOCOLS[word.toLowerCase()]);
	if (named.includes(undefined)) return undefined;
	return Object.values(PROTOCOLS).filter((protocol) => named.includes(protocol));
}

function offered(list: CipherList | undefined, protocols: readonly Protocol[] | undefined): Suite[] {
	const evaluated = list ?? evaluateCipherList("DEFAULT");
	if (!evaluated.ok) return [];
	const has12 = protocols === undefined || protocols.includes("TLSv1.2");
	return usableSuites(evaluated.suites, evaluated.level ?? USUAL_LEVEL).filter((suite) => has12 || suite.protocol !== "TLSv1.2");
}
