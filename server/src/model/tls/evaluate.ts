// model/tls: what is encrypted and how, worked out once from the settings and the release.
import { factOf } from "../../syntax/blocks";
import { isOn, isUnsure, wordOf } from "../inForce";
import type { ServerModel } from "../server";
import type { Setting, Snapshot } from "../types";
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

/** Of a redis.conf or a sentinel.conf. Worked out once. */
export const tlsOf = factOf((server: ServerModel): TlsModel => new EvaluatedTls(server));

class EvaluatedTls implements TlsModel {
	readonly on: boolean;
	readonly listener: boolean;
	readonly replication: boolean;
	readonly cluster: boolean;
	readonly protocols: readonly Protocol[] | undefined;
	readonly suites13: readonly string[];
	readonly unknownSuites13: readonly string[];
	readonly clientCertificates: TlsModel["clientCertificates"];
	readonly uncertain: boolean;
	private readonly files: Snapshot["tlsFiles"];
	private readonly list: Setting | undefined;
	private knownCiphers: { readonly list: CipherList | undefined } | undefined;
	private knownSuites: readonly Suite[] | undefined;

	constructor(server: ServerModel) {
		const { settings, snapshot } = server;
		this.listener = Number(settings.get("tls-port")?.value ?? 0) > 0;
		this.replication = isOn(server, "tls-replication") === true;
		this.cluster = isOn(server, "tls-cluster") === true;
		this.on = this.listener || this.replication || this.cluster;
		this.protocols = readProtocols(settings.get("tls-protocols"));
		this.list = settings.get("tls-ciphers");
		const suites13 = written(settings.get("tls-ciphersuites"), evaluateCiphersuites);
		const has13 = this.protocols === undefined || this.protocols.includes("TLSv1.3");
		this.suites13 = has13 ? (suites13?.known ?? TLS13_SUITES.slice(0, 3)) : [];
		this.unknownSuites13 = suites13?.unknown ?? [];
		const asks = wordOf(server, "tls-auth-clients");
		this.clientCertificates = asks === "no" ? "no" : asks === "optional" ? "optional" : "required";
		this.uncertain = DECIDING.some((name) => isUnsure(server, name));
		this.files = snapshot.tlsFiles;
	}

	// The lists are worked out when a rule asks for them: most files have no TLS at all.
	get ciphers(): CipherList | undefined {
		this.knownCiphers ??= { list: written(this.list, (text) => evaluateCipherList(text)) };
		return this.knownCiphers.list;
	}

	get suites(): readonly Suite[] {
		const isOlder = this.protocols === undefined || this.protocols.some((protocol) => protocol !== "TLSv1.3");
		this.knownSuites ??= isOlder ? offered(this.ciphers, this.protocols) : [];
		return this.knownSuites;
	}

	file(name: TlsFileName): PemFile | undefined {
		return this.files?.get(name);
	}

	facts(name: TlsFileName): PemFacts | undefined {
		const found = this.file(name);
		return found?.state === "read" ? found : undefined;
	}
}

const DECIDING = ["tls-port", "tls-replication", "tls-cluster", "tls-auth-clients", "tls-protocols"];

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
