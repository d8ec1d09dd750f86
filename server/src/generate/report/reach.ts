// generate/report: who can reach what: hosts, listeners, logins and what they lead to, as a picture and in sentences.
import { listed, say, type Words } from "../../base/say";
import { shownName } from "../../lint/mask";
import { isOn } from "../../model/inForce";
import { primaryOf } from "../../model/replication";
import { sentinelOf } from "../../model/sentinel";
import type { ServerModel } from "../../model/server";
import { type JudgedUser, POWERS, powerDetail, powerWords } from "./abilities";
import { type Door, doorName, doorProtection, doorsOf, exposureOf, isEncrypted, isWeak, openTone } from "./listeners";
import { shownWord } from "./shown";
import type { Fact, Reach, ReachEdge, ReachNode, ReachUser, Tone } from "./types";

/** More than these are one node together. */
const MOST_USERS = 8;
const MOST_OUTGOING = 4;

export function reachOf(server: ServerModel, users: readonly JudgedUser[] | undefined): Reach {
	const doors = doorsOf(server);
	const hosts = hostsOf(server, doors);
	const listeners = doors.length > 0 ? doors.map((door) => listenerOf(server, door)) : [noListener(server)];
	const people = doors.some(({ kind }) => kind !== "bus") || server.kind === "acl" ? peopleOf(server, users) : [];
	const bus = doors.find(({ kind }) => kind === "bus");
	const edges = doors.flatMap((door) => edgesTo(server, door));
	const all = [...people, ...(bus ? [nodesOfCluster(server, bus)] : [])];
	const outgoing = outgoingOf(server);
	return { hosts, listeners, users: all, edges, outgoing, words: wordsOf({ hosts, listeners, users: all, edges, outgoing }) };
}

function hostsOf(server: ServerModel, doors: readonly Door[]): ReachNode[] {
	if (server.kind === "acl") return [{ id: "unknown", title: say`Not known`, detail: say`an ACL file alone`, tone: "plain" }];
	const edges = doors.flatMap((door) => edgesTo(server, door));
	return HOSTS.flatMap((host) => {
		const own = edges.filter(({ from }) => from === host.id);
		if (own.length === 0) return [];
		return own.every(({ tone }) => tone === "refused") ? [{ ...host, tone: "plain" }] : [host];
	});
}

const HOSTS: readonly ReachNode[] = [
	{ id: "any", title: say`Any host`, detail: say`on every network of the machine`, tone: "open" },
	{ id: "private", title: say`Private network`, detail: say`hosts of that network`, tone: "caution" },
	{ id: "local", title: say`This machine`, detail: say`programs that run on it`, tone: "closed" },
];

/** Where connections to a listener come from: the widest, and this machine where the others are refused. */
function edgesTo(server: ServerModel, door: Door): ReachEdge[] {
	if (server.kind === "acl") return [];
	const from = door.reach === "loopback" ? "local" : door.reach === "private" ? "private" : "any";
	if (from === "local") return [{ from, to: door.id, tone: "closed" }];
	if (isProtected(server, door)) {
		return [
			{ from, to: door.id, tone: "refused" },
			{ from: "local", to: door.id, tone: "closed" },
		];
	}
	return [{ from, to: door.id, tone: isEncrypted(server, door) ? "caution" : "open" }];
}

function listenerOf(server: ServerModel, door: Door): ReachNode {
	const { id, addresses, at, kind, others } = door;
	const where = others > 0 ? say`${listed(addresses)} and ${others} more` : listed(addresses);
	const detail = kind === "socket" ? doorProtection(server, door) : say`${doorProtection(server, door)}; ${where}`;
	return { id, title: doorName(door), detail, tone: doorTone(server, door), ...(at && { at }) };
}

/** Protected mode does not look at the bus. */
function isProtected(server: ServerModel, { kind }: Door): boolean {
	return kind !== "bus" && exposureOf(server)?.protectedMode === "protecting";
}

function doorTone(server: ServerModel, door: Door): Tone {
	if (door.reach === "loopback" || isProtected(server, door)) return "closed";
	if (isWeak(server, door)) return "caution";
	return isEncrypted(server, door) ? "closed" : "open";
}

function noListener(server: ServerModel): ReachNode {
	if (server.kind === "acl") {
		return { id: "unknown", title: say`Not known`, detail: say`the configuration says where it listens`, tone: "plain" };
	}
	return { id: "none", title: say`Nothing listens`, detail: say`no port and no socket is open`, tone: "plain" };
}

/** Those who can log in, the most powerful and least protected first; the others are counted. */
function peopleOf(server: ServerModel, users: readonly JudgedUser[] | undefined): ReachUser[] {
	if (users === undefined) {
		const login: ReachNode = { id: "users", title: say`Not known`, detail: say`the users could not be read`, tone: "caution" };
		return [{ login, rights: { id: "rights", title: say`Not known`, detail: "", tone: "caution" } }];
	}
	const active = users.filter(({ login }) => login === "open" || login === "password").sort((a, b) => weight(b) - weight(a));
	const shown = active.length > MOST_USERS ? active.slice(0, MOST_USERS - 1) : active;
	const people = shown.map((user, index) => personOf(server, user, index));
	const others = active.slice(shown.length);
	if (others.length > 0) people.push(moreOf(server, others));
	const out = users.length - active.length;
	if (out > 0) people.push(outOf(users, out));
	return people;
}

function weight({ login, power }: JudgedUser): number {
	return POWERS.indexOf(power) + (login === "open" ? POWERS.length : 0);
}

function personOf(server: ServerModel, judged: JudgedUser, index: number): ReachUser {
	const { user, login } = judged;
	const wide = openTone(server);
	const place = user.nameAt && { at: user.nameAt };
	return {
		login: {
			id: `user ${index}`,
			title: shownName(user.name),
			detail: login === "open" ? say`no password is asked` : say`with a password`,
			tone: login === "open" ? wide : "closed",
			...place,
		},
		rights: {
			id: `rights ${index}`,
			title: powerWords(server, judged),
			detail: powerDetail(server, judged),
			tone: powerTone(judged, wide),
			...place,
		},
	};
}

function powerTone({ power, login, isAdministrator }: JudgedUser, wide: Tone): Tone {
	if (login === "open" && power !== "nothing") return wide;
	if (power === "takes-over" || power === "deletes") return isAdministrator ? "plain" : "caution";
	return power === "all-keys" ? "caution" : "closed";
}

function moreOf(server: ServerModel, others: readonly JudgedUser[]): ReachUser {
	const worst = others[0]?.power ?? "nothing";
	const strong = others.filter(({ power }) => power === worst).length;
	const [first] = others;
	return {
		login: {
			id: "more",
			title: say`${others.length} more users`,
			detail: say`with a password`,
			tone: first?.login === "open" ? openTone(server) : "closed",
		},
		rights: {
			id: "more rights",
			title: say`As much or less`,
			detail: strong === 1 ? ONE_OF_THEM[worst] : MANY_OF_THEM[worst](strong),
			tone: first ? powerTone(first, openTone(server)) : "plain",
		},
	};
}

const ONE_OF_THEM: Readonly<Record<JudgedUser["power"], Words>> = {
	nothing: say`1 of them may run nothing`,
	limited: say`1 of them has keys of its own`,
	"all-keys": say`1 of them has every key`,
	deletes: say`1 of them can delete all data`,
	"takes-over": say`1 of them can take over the server`,
};

const MANY_OF_THEM: Readonly<Record<JudgedUser["power"], (count: number) => Words>> = {
	nothing: (count) => say`${count} of them may run nothing`,
	limited: (count) => say`${count} of them have keys of their own`,
	"all-keys": (count) => say`${count} of them have every key`,
	deletes: (count) => say`${count} of them can delete all data`,
	"takes-over": (count) => say`${count} of them can take over the server`,
};

function outOf(users: readonly JudgedUser[], count: number): ReachUser {
	const [first] = users.filter(({ login }) => login === "off" || login === "locked");
	const name = first && count === 1 ? shownName(first.user.name) : say`${count} users`;
	const detail = first?.login === "locked" && count === 1 ? say`has no password to log in with` : say`off, or without a password`;
	const off = first?.login === "off" && count === 1 ? say`is off` : detail;
	return {
		login: { id: "out", title: name, detail: off, tone: "plain" },
		rights: { id: "out rights", title: say`Nobody gets in here`, detail: "", tone: "plain" },
		only: "nothing",
	};
}

function nodesOfCluster(server: ServerModel, { id }: Door): ReachUser {
	const encrypted = isOn(server, "tls-cluster") === true;
	return {
		login: {
			id: "node",
			title: say`Any node`,
			detail: encrypted ? say`with a certificate` : say`no login is asked`,
			tone: encrypted ? "closed" : "open",
		},
		rights: {
			id: "node rights",
			title: say`Takes part in the cluster`,
			detail: say`joins it, takes over slots`,
			tone: encrypted ? "plain" : "open",
		},
		only: id,
	};
}

/** What the server connects to by itself. */
function outgoingOf(server: ServerModel): ReachNode[] {
	const encrypted = isOn(server, "tls-replication") === true;
	const how = encrypted ? say`by TLS` : say`in clear text`;
	if (server.kind === "sentinel") {
		const { primaries } = sentinelOf(server);
		const shown = primaries.slice(0, MOST_OUTGOING);
		const nodes = shown.map(({ reach, authPass, monitor }, index): ReachNode => {
			const [name, host] = [shownWord(server, monitor, 2), shownWord(server, monitor, 3)];
			const login = authPass ? say`with a password` : say`without a password`;
			const tone = !encrypted && reach !== "loopback" ? "open" : "closed";
			const at = placeOf(monitor);
			return { id: `primary ${index}`, title: say`Watches ${name}`, detail: say`${host}, ${how}, ${login}`, tone, ...(at && { at }) };
		});
		const others = primaries.length - shown.length;
		return others > 0 ? [...nodes, { id: "primaries", title: say`${others} more primaries`, detail: how, tone: "plain" }] : nodes;
	}
	const primary = server.kind === "config" ? primaryOf(server) : undefined;
	if (!primary) return [];
	const login = server.settings.get("masterauth")?.value ? say`with a password` : say`without a password`;
	const tone = !encrypted && primary.reach !== "loopback" ? "open" : "closed";
	const title = say`Copies all data from ${shownWord(server, primary.statement, 1)}`;
	const at = placeOf(primary.statement);
	return [{ id: "primary", title, detail: say`port ${primary.port}, ${how}, ${login}`, tone, ...(at && { at }) }];
}

function placeOf({
	file,
	lineNumber,
	words,
}: {
	readonly file: string;
	readonly lineNumber: number;
	readonly words: readonly { readonly start: number; readonly end: number }[];
}) {
	const [first] = words;
	return first && { file, line: lineNumber, start: first.start, end: words.at(-1)?.end ?? first.end };
}

/** The picture for people who do not see it. */
function wordsOf({ hosts, listeners, users, edges, outgoing }: Omit<Reach, "words">): Fact[] {
	const hostOf = new Map(hosts.map((host) => [host.id, host]));
	const doors = listeners.map(({ id, title, detail, tone, at }): Fact => {
		const open = edges.filter((edge) => edge.to === id && edge.tone !== "refused").map(({ from }) => hostOf.get(from)?.title ?? "");
		const shut = edges.filter((edge) => edge.to === id && edge.tone === "refused").map(({ from }) => hostOf.get(from)?.title ?? "");
		const place = at && { at };
		if (open.length === 0) return { text: say`${title}: ${detail}.`, tone, ...place };
		const who = say`${title} (${detail}) answers: ${listed(open)}.`;
		return { text: shut.length > 0 ? say`${who} Refused by protected mode: ${listed(shut)}.` : who, tone, ...place };
	});
	const people = users.map(({ login, rights }): Fact => {
		const text =
			rights.detail === ""
				? say`${login.title}, ${login.detail}: ${rights.title}.`
				: say`${login.title}, ${login.detail}: ${rights.title} (${rights.detail}).`;
		return { text, tone: login.tone === "open" ? "open" : rights.tone, ...(login.at && { at: login.at }) };
	});
	const out = outgoing.map(({ title, detail, tone, at }): Fact => ({ text: say`${title}: ${detail}.`, tone, ...(at && { at }) }));
	return [...doors, ...people, ...out];
}
