// generate/report: what holds in each layer, in sentences that need no knowledge of Redis.
import { listed, say, type Words } from "../../base/say";
import { shownName } from "../../lint/mask";
import { isOn, lineOf, numberOf, wordOf } from "../../model/inForce";
import { persistenceOf } from "../../model/persistence";
import { primaryOf } from "../../model/replication";
import type { ServerModel } from "../../model/server";
import type { JudgedUser } from "./abilities";
import { doorName, doorProtection, doorsOf, exposureOf, isEncrypted, isWeak, openTone } from "./listeners";
import { shownValue } from "./shown";
import type { Fact, LayerId, Tone } from "./types";

type FactsOf = (server: ServerModel, users: readonly JudgedUser[] | undefined) => readonly Fact[];

export function factsOf(layer: LayerId, server: ServerModel, users: readonly JudgedUser[] | undefined): readonly Fact[] {
	return FACTS[layer](server, users);
}

const FACTS: Readonly<Record<LayerId, FactsOf>> = {
	network,
	login,
	permissions,
	encryption,
	data,
	audit,
	machine,
	availability,
	flaws,
	refused: () => [],
};

function fact(tone: Tone, text: Words, at?: Fact["at"]): Fact {
	return at ? { tone, text, at } : { tone, text };
}

function network(server: ServerModel): Fact[] {
	const exposure = exposureOf(server);
	if (!exposure) return [fact("plain", say`An ACL file alone does not say where the server listens.`)];
	const { reach, protectedMode, uncertain } = exposure;
	const at = lineOf(server, "bind");
	const facts = [
		reach === "none"
			? fact("closed", say`No port is open.`, lineOf(server, "port"))
			: fact(reach === "loopback" ? "closed" : reach === "private" ? "caution" : "open", REACHES[reach], at),
		fact(protectedMode === "off" && exposure.network ? "open" : "plain", MODES[protectedMode], lineOf(server, "protected-mode")),
	];
	if (uncertain) facts.push(fact("caution", say`A file that may change this could not be read.`));
	return facts;
}

const REACHES: Readonly<Record<"every-interface" | "public" | "private" | "loopback", Words>> = {
	"every-interface": say`Other hosts can connect, on every network of the machine.`,
	public: say`Other hosts can connect, on an address of the internet.`,
	private: say`Hosts of a private network can connect.`,
	loopback: say`Only programs on the same machine can connect.`,
};

const MODES: Readonly<Record<"protecting" | "idle" | "off", Words>> = {
	protecting: say`Protected mode refuses other hosts, because the user default needs no password. It ends as soon as a password is set.`,
	idle: say`Protected mode refuses nobody here: it looks only at a user default without a password.`,
	off: say`Protected mode is off.`,
};

function login(server: ServerModel, users: readonly JudgedUser[] | undefined): Fact[] {
	const { acl, openDefault } = server;
	if (!users) return [fact("caution", say`Who may log in is not known: a file could not be read.`)];
	const open = users.filter((one) => one.login === "open");
	const entering = users.filter((one) => one.login === "password").length;
	const facts: Fact[] = [];
	if (openDefault)
		facts.push(
			fact(openTone(server), say`Nobody has to log in: whoever connects is the user default, without a password.`, atOf(open, "default")),
		);
	else facts.push(fact("closed", say`Whoever connects has to log in before anything else.`));
	const others = open.filter(({ user }) => user.name !== "default");
	if (others.length > 0) facts.push(fact(openTone(server), say`Any password will do for: ${namesOf(others)}.`, others[0]?.user.nameAt));
	facts.push(
		fact("plain", say`Users with a password: ${entering}. Users who are off or have none: ${users.length - entering - open.length}.`),
	);
	const source = SOURCES[acl.source.from];
	return source ? [...facts, fact("plain", source)] : facts;
}

const SOURCES: Readonly<Record<"nothing" | "lines" | "file" | "unknown", Words | undefined>> = {
	nothing: say`There is only the user default; requirepass would be its password.`,
	lines: say`The users stand in user lines of the configuration.`,
	file: say`The users stand in an ACL file. Beside it, requirepass has no effect.`,
	unknown: undefined,
};

function atOf(users: readonly JudgedUser[], name: string): Fact["at"] {
	return users.find(({ user }) => user.name === name)?.user.nameAt;
}

function permissions(_: ServerModel, users: readonly JudgedUser[] | undefined): Fact[] {
	if (!users) return [fact("caution", say`What users may do is not known: a file could not be read.`)];
	const entering = users.filter((one) => one.login === "open" || one.login === "password");
	const able = (power: JudgedUser["power"], text: (count: number, names: Words) => Words): Fact[] => {
		const found = entering.filter((one) => one.power === power);
		if (found.length === 0) return [];
		const isMeant = found.every(({ isAdministrator, login: how }) => isAdministrator && how === "password");
		return [fact(isMeant ? "plain" : power === "all-keys" ? "caution" : "open", text(found.length, namesOf(found)), found[0]?.user.nameAt)];
	};
	const facts = [
		...able("takes-over", (count, names) => say`Users who can take over the server: ${count} (${names}).`),
		...able("deletes", (count, names) => say`Users who can delete all data: ${count} (${names}).`),
		...able("all-keys", (count, names) => say`Users who may touch every key: ${count} (${names}).`),
	];
	const limited = entering.filter(({ power }) => power === "limited").length;
	if (limited > 0) facts.push(fact("closed", say`Users who are limited to keys of their own: ${limited}.`));
	return facts.length > 0 ? facts : [fact("closed", say`No user who can log in may run anything dangerous.`)];
}

/** "app, shop and 3 more". */
function namesOf(users: readonly JudgedUser[]): Words {
	const names = users.slice(0, 5).map(({ user }) => shownName(user.name));
	return users.length > names.length ? say`${listed(names)} and ${users.length - names.length} more` : listed(names);
}

function encryption(server: ServerModel): Fact[] {
	if (server.kind === "acl") return [fact("plain", say`An ACL file alone does not say what is encrypted.`)];
	const facts = doorsOf(server)
		.filter(({ kind }) => kind !== "socket")
		.map((door) => {
			const tone = isWeak(server, door) ? "caution" : isEncrypted(server, door) ? "closed" : door.reach === "loopback" ? "plain" : "open";
			return fact(
				tone,
				say`${doorName(door)}: ${doorProtection(server, door)}.`,
				lineOf(server, door.kind === "tls" ? "tls-port" : "port"),
			);
		});
	if (server.kind === "config" && primaryOf(server)) {
		const encrypted = isOn(server, "tls-replication") === true;
		const text = encrypted
			? say`The copy of the data comes from the primary by TLS.`
			: say`The copy of the data comes from the primary in clear text.`;
		facts.push(fact(encrypted ? "closed" : "open", text, lineOf(server, "replicaof")));
	}
	return facts.length > 0 ? facts : [fact("plain", say`No port is open, so nothing goes over a network.`)];
}

function data(server: ServerModel): Fact[] {
	if (server.kind !== "config") return [fact("plain", say`This file does not say what is written to the disk.`)];
	const { snapshots, log, directive } = persistenceOf(server);
	if (!snapshots && !log) return [fact("closed", say`The data is kept in memory and never written to the disk.`, lineOf(server, "save"))];
	const what = log && snapshots ? say`as snapshots and as a log of writes` : log ? say`as a log of writes` : say`as snapshots`;
	const at = directive && lineOf(server, directive);
	return [
		fact(
			"caution",
			say`The data is written to the disk ${what}, in clear text. The server cannot encrypt it: the disk and the backups have to.`,
			at,
		),
	];
}

function audit(server: ServerModel): Fact[] {
	if (server.kind !== "config") return [fact("plain", say`This file does not say what is recorded.`)];
	const kept = numberOf(server, "acllog-max-len");
	const slow = numberOf(server, "slowlog-log-slower-than") ?? -1n;
	const logfile = shownValue(server, "logfile");
	const facts: Fact[] = [];
	if (kept !== undefined) {
		const text = say`Failed logins and refused commands: the last ${String(kept)} are kept in memory (ACL LOG), in no file.`;
		facts.push(fact(kept === 0n ? "open" : "plain", text, lineOf(server, "acllog-max-len")));
	}
	const slowText =
		slow < 0n ? say`Slow commands are not recorded.` : say`Commands that take longer than ${String(slow)} microseconds are recorded.`;
	facts.push(fact(slow < 0n ? "caution" : "plain", slowText, lineOf(server, "slowlog-log-slower-than")));
	const where = logfile === "" ? say`The log goes to standard output.` : say`The log goes to ${logfile}.`;
	return [...facts, fact("plain", say`${where} It says nothing of logins.`, lineOf(server, "logfile"))];
}

function machine(server: ServerModel): Fact[] {
	if (server.kind === "acl") return [fact("plain", say`An ACL file alone does not say what clients may reach beyond the data.`)];
	if (server.kind === "sentinel") {
		const open = server.settings.list("sentinel").findLast(({ words }) => words[1]?.value.toLowerCase() === "deny-scripts-reconfig");
		const isOpen = open?.words[2]?.value.toLowerCase() === "no";
		return [
			isOpen
				? fact("open", say`Clients can have Sentinel run a program.`)
				: fact("closed", say`Clients cannot choose the programs that Sentinel runs.`),
		];
	}
	const open = ["enable-debug-command", "enable-module-command", "enable-protected-configs"].filter((name) =>
		["yes", "local"].includes(wordOf(server, name)),
	);
	const known = server.settings.get("enable-debug-command") !== undefined;
	const modules = server.settings.list("loadmodule").length;
	const facts = [
		!known
			? fact("caution", say`This release has no switch for DEBUG, MODULE LOAD and protected settings: who may run them can use them.`)
			: open.length > 0
				? fact("open", say`Open to clients: ${listed(open)}.`, lineOf(server, open[0] ?? ""))
				: fact("closed", say`DEBUG, MODULE LOAD and protected settings are closed to clients.`),
	];
	return modules > 0 ? [...facts, fact("plain", say`Modules that are loaded at the start: ${modules}.`)] : facts;
}

function availability(server: ServerModel): Fact[] {
	if (server.kind !== "config") return [fact("plain", say`This file sets no limits.`)];
	const memory = numberOf(server, "maxmemory") ?? 0n;
	const clients = numberOf(server, "maxclients");
	const facts = [
		memory > 0n
			? fact("closed", say`The data may take ${sizeOf(memory)} of memory.`, lineOf(server, "maxmemory"))
			: fact("caution", say`Nothing limits the memory of the data.`, lineOf(server, "maxmemory")),
	];
	return clients === undefined
		? facts
		: [...facts, fact("plain", say`At most ${String(clients)} clients at a time.`, lineOf(server, "maxclients"))];
}

/** "1 GiB", "256 MiB"; in bytes where it is no whole number of a larger unit. */
function sizeOf(bytes: bigint): Words {
	const units = ["KiB", "MiB", "GiB", "TiB"];
	let size = bytes;
	let unit: string | undefined;
	for (let next = 0; next < units.length && size % 1024n === 0n; next++) {
		size /= 1024n;
		unit = units[next];
	}
	return unit === undefined ? say`${String(bytes)} bytes` : `${size} ${unit}`;
}

function flaws({ world }: ServerModel): Fact[] {
	const { version, line, product } = world.release;
	if (version !== undefined) return [fact("plain", say`Judged by the known flaws of version ${version}.`)];
	return [
		fact(
			"plain",
			say`No exact version is named, so flaws that were repaired within the line ${line} are not counted. Name one, such as ${product}-${line}.1, to have them checked.`,
		),
	];
}
