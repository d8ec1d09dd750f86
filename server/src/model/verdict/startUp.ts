// model/verdict: what the server checks once every line is read: lines that contradict each other, and settings that need others.
import { say } from "../../base/say";
import { parseBool } from "../values";
import { cString } from "./cText";
import type { Finding, Stage } from "./finding";
import type { LineCheck, Tables } from "./lineCheck";
import type { ReadLine } from "./reading";
import { namesPrimary } from "./redis6";

/** The last line that set a directive, and what it set. */
export interface Effective {
	readonly at: ReadLine;
	readonly check: LineCheck;
}

export interface StartFinding {
	readonly at: ReadLine;
	readonly finding: Finding;
}

/** The steps in which a release meets what it refuses. */
export function stagesOf(tables: Tables): readonly Stage[] {
	return tables.behavior.tlsBeforeUsers
		? ["reading", "after-reading", "sentinel", "tls", "modules", "users", "data"]
		: ["reading", "after-reading", "sentinel", "modules", "users", "tls", "data"];
}

/** `settings`: the line in force of every directive that a line sets. */
export function checkStart(
	settings: ReadonlyMap<string, Effective>,
	userLines: readonly ReadLine[],
	mode: "server" | "sentinel",
	tables: Tables,
): StartFinding[] {
	const found = [replicaInCluster(settings, tables), tls(settings)];
	if (mode === "server" || tables.behavior.sentinelLoadsUsers) found.push(usersTwice(settings, userLines, tables));
	if (mode === "server") found.push(appendOnlyWithoutName(settings), directoryAsDump(settings), busPortTooHigh(settings));
	found.push(listensNowhere(settings, tables), timerDivision(settings, tables));
	return found.filter((finding) => finding !== undefined);
}

function textOf(settings: ReadonlyMap<string, Effective>, name: string): string {
	return cString(settings.get(name)?.check.values[0]?.value ?? "");
}

function isOn(settings: ReadonlyMap<string, Effective>, name: string): boolean {
	return parseBool(textOf(settings, name)) === true;
}

function finding(line: Effective, stage: Stage, rest: Pick<Finding, "code" | "message" | "serverSays">): StartFinding {
	const { line: read } = line.at;
	const first = read.words[0];
	const last = read.words.at(-1);
	return {
		at: line.at,
		finding: { ...rest, stage, lineless: true, effect: "refused", start: first?.start ?? 0, end: last?.end ?? 0 },
	};
}

function replicaInCluster(settings: ReadonlyMap<string, Effective>, tables: Tables): StartFinding | undefined {
	const replica = settings.get("replicaof");
	if (!replica || !namesPrimary(replica.check.values) || !isOn(settings, "cluster-enabled")) return undefined;
	const found = finding(replica, "after-reading", {
		code: "replica-in-cluster",
		message: say`A cluster decides itself which node copies which, so it refuses replicaof. Take this line out, or set cluster-enabled no.`,
		serverSays: "replicaof directive not allowed in cluster mode",
	});
	if (tables.behavior.loader === "table") return found;
	const { lineless: _, ...named } = found.finding;
	return { ...found, finding: named };
}

function usersTwice(settings: ReadonlyMap<string, Effective>, userLines: readonly ReadLine[], tables: Tables): StartFinding | undefined {
	const aclfile = settings.get("aclfile");
	if (!aclfile || textOf(settings, "aclfile") === "" || userLines.length === 0) return undefined;
	const { server, configFile } = tables.behavior.words;
	return finding(aclfile, "users", {
		code: "users-in-two-places",
		message: say`Users stand either in the ACL file or in user lines, not in both: the server refuses to start. Move the user lines into the ACL file.`,
		serverSays: `Configuring ${server} with users defined in ${configFile} and at the same setting an ACL file path is invalid.`,
	});
}

/** What TLS needs before any file is looked at. */
function tls(settings: ReadonlyMap<string, Effective>): StartFinding | undefined {
	const port = settings.get("tls-port");
	const on = [
		port && textOf(settings, "tls-port") !== "0" ? port : undefined,
		...["tls-replication", "tls-cluster"].map((name) => (isOn(settings, name) ? settings.get(name) : undefined)),
	].filter((line) => line !== undefined);
	const line = on[0];
	if (!line) return undefined;
	if (textOf(settings, "tls-cert-file") === "") {
		return finding(line, "tls", {
			code: "tls-without-certificate",
			message: say`TLS is switched on here, and no certificate is set. Add tls-cert-file and tls-key-file.`,
			serverSays: "No tls-cert-file configured!",
		});
	}
	if (textOf(settings, "tls-key-file") === "") {
		return finding(line, "tls", {
			code: "tls-without-key",
			message: say`TLS is switched on here, and no private key is set. Add tls-key-file.`,
			serverSays: "No tls-key-file configured!",
		});
	}
	const asksClients = textOf(settings, "tls-auth-clients").toLowerCase() !== "no";
	const connects = isOn(settings, "tls-replication") || isOn(settings, "tls-cluster");
	if ((asksClients || connects) && textOf(settings, "tls-ca-cert-file") === "" && textOf(settings, "tls-ca-cert-dir") === "") {
		return finding(line, "tls", {
			code: "tls-without-ca",
			message: say`TLS has to check certificates of others here, and no certificate authority is set. Add tls-ca-cert-file, or set tls-auth-clients no where neither replication nor cluster uses TLS.`,
			serverSays:
				"Either tls-ca-cert-file or tls-ca-cert-dir must be specified when tls-cluster, tls-replication or tls-auth-clients are enabled!",
		});
	}
	return protocols(settings);
}

function protocols(settings: ReadonlyMap<string, Effective>): StartFinding | undefined {
	const line = settings.get("tls-protocols");
	const text = textOf(settings, "tls-protocols");
	if (!line || text === "" || text.split(" ").every((name) => /^tlsv1(?:\.[123])?$/i.test(name))) return undefined;
	return finding(line, "tls", {
		code: "bad-tls-protocols",
		message: say`tls-protocols is a list out of TLSv1.2 and TLSv1.3 with one space between them, such as "TLSv1.2 TLSv1.3".`,
		serverSays: "Invalid tls-protocols specified. Use a combination of 'TLSv1', 'TLSv1.1', 'TLSv1.2' and 'TLSv1.3'.",
	});
}

/** Redis 6 takes an empty name and then cannot open a file of that name. */
function appendOnlyWithoutName(settings: ReadonlyMap<string, Effective>): StartFinding | undefined {
	const name = settings.get("appendfilename");
	if (!name || textOf(settings, "appendfilename") !== "" || !isOn(settings, "appendonly")) return undefined;
	return finding(name, "data", {
		code: "empty-value",
		message: say`The append-only file needs a name. Write one, or take the line out.`,
		serverSays: "Can't open the append-only file: No such file or directory",
	});
}

/** The names of the directory itself and of the one above can be opened but not read. */
function directoryAsDump(settings: ReadonlyMap<string, Effective>): StartFinding | undefined {
	const name = settings.get("dbfilename");
	if (!name || !/^\.\.?$/.test(textOf(settings, "dbfilename")) || isOn(settings, "appendonly")) return undefined;
	return finding(name, "data", {
		code: "path-instead-of-name",
		message: say`dbfilename is the name of a file, and this is a directory. Write a name such as dump.rdb.`,
		serverSays: "Fatal error loading the DB: Is a directory. Exiting.",
	});
}

/** Seen on Redis 6.0.20: the milliseconds of a second divided by `hz`, and then by what that gives. With more than 1000 some builds run on. */
function timerDivision(settings: ReadonlyMap<string, Effective>, tables: Tables): StartFinding | undefined {
	const hz = settings.get("hz");
	const number = Number(textOf(settings, "hz"));
	if (!hz || !tables.behavior.dividesByHz || (number > 0 && number <= 1000)) return undefined;
	const found = finding(hz, "data", {
		code: "out-of-range",
		message: say`Redis 6.0 divides by this number and crashes. Write one from 1 to 500; 10 is the default.`,
		serverSays: "crashed by signal: 8",
	});
	return number === 0 ? { ...found, finding: { ...found.finding, effect: "crash" } } : asMachine(found);
}

/** The bus listens 10000 above the port of the clients where cluster-port names no other. The command line may name another port. */
function busPortTooHigh(settings: ReadonlyMap<string, Effective>): StartFinding | undefined {
	const port = settings.get(isOn(settings, "tls-cluster") ? "tls-port" : "port");
	if (!port || !isOn(settings, "cluster-enabled") || !["", "0"].includes(textOf(settings, "cluster-port"))) return undefined;
	const number = Number(cString(port.check.values[0]?.value ?? ""));
	if (!(number > HIGHEST_CLUSTER_PORT)) return undefined;
	return asMachine(
		finding(port, "data", {
			code: "cluster-port-too-high",
			message: say`The nodes of a cluster talk to each other on the port 10000 above this one, and there is none: the server stops. Use a port up to 55535.`,
			serverSays: "Redis port number too high.",
		}),
	);
}

const HIGHEST_CLUSTER_PORT = 55535;

/** The command line may add what is missing, so this depends on how the server is started. */
function listensNowhere(settings: ReadonlyMap<string, Effective>, tables: Tables): StartFinding | undefined {
	if (textOf(settings, "unixsocket") !== "") return undefined;
	const serverSays = "Configured to not listen anywhere, exiting.";
	const bind = settings.get("bind");
	if (bind && tables.behavior.emptyBindIsNowhere && bind.check.values.every(({ value }) => cString(value) === "")) {
		return asMachine(
			finding(bind, "data", {
				code: "listens-nowhere",
				message: say`With an empty bind and no unixsocket the server has nothing to listen on and stops. Name an address, such as 127.0.0.1.`,
				serverSays,
			}),
		);
	}
	const port = settings.get("port");
	if (!port || textOf(settings, "port") !== "0") return undefined;
	if (["tls-port", "rdma-port"].some((name) => !["", "0"].includes(textOf(settings, name)))) return undefined;
	return asMachine(
		finding(port, "data", {
			code: "listens-nowhere",
			message: say`With port 0 and neither tls-port nor unixsocket the server has nothing to listen on and stops. Set one of them.`,
			serverSays,
		}),
	);
}

function asMachine(found: StartFinding): StartFinding {
	return { ...found, finding: { ...found.finding, effect: "machine" } };
}
