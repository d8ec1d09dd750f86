// rules: the version that runs has publicly known flaws, and the configuration leaves them open.
import { listed, listedWithAnd, say, type Words } from "../../base/say";
import type { Edit } from "../../base/span";
import type { Exposure, KnownFlaws } from "../../knowledge/advisories";
import type { AclUser } from "../../model/acl/types";
import { isOn, lineOf, numberOf, wordOf } from "../../model/inForce";
import { type OutputLimit, outputLimits } from "../../model/outputLimits";
import { addDirective, replaceStatement } from "../../model/placement";
import type { ServerModel } from "../../model/server";
import { placeOf } from "../../model/settings";
import { defineRule, type Fix, type Report, type RuleContext } from "../define";
import { setTo } from "../shared/directiveEdits";
import { CommandGroup, grantOf, isLimitedToKeys, reachOf, takeAwayFromAll, usersInWords } from "../shared/rights";

type Open = Pick<Report, "at" | "fixes" | "reach" | "severity"> & {
	/** What to do until the server is a newer one: a sentence. */
	readonly until: Words;
};

export const vulnerableRelease = defineRule({
	id: "vulnerable-release",
	group: "advisories",
	subject: "server",
	severity: { development: "info", production: { network: "error", local: "warning" }, strict: "error" },
	title: say`The version that runs has known flaws, and the configuration leaves them open`,
	releases: { redis: "*", valkey: "*" },
	cwe: [1395],
	compliance: ["pci-dss:6.3.3", "iso-27001:A.8.8", "soc2:CC7.1", "gdpr:32"],
	asksUsers: true,
	*check(server, context) {
		for (const [number, flaws] of server.world.knowledge.flaws(server.world.release).entries()) {
			const open = flaws.facts.commands ? byCommands(server, flaws, `flaw ${number}`, context) : BY_SETTING[flaws.exposure]?.(server);
			if (!open) continue;
			const { until, ...report } = open;
			yield { ...report, message: say`${whatIsKnown(server, flaws)} ${upgrade(flaws)} ${until}` };
		}
	},
});

/** The worst comes first in the list of facts. */
function whatIsKnown({ world }: ServerModel, { advisories }: KnownFlaws): Words {
	const product = world.release.product === "redis" ? "Redis" : "Valkey";
	const [first] = advisories;
	const ids = advisories.map(({ id }) => id).filter((id) => id.startsWith("CVE-"));
	const name = `${product} ${world.release.version ?? world.release.line}`;
	const title = first?.title ?? "";
	if (ids.length === 0) return say`${name} has a known flaw: ${title}.`;
	return ids.length === 1
		? say`${name} has a known flaw (${ids[0] ?? ""}): ${title}.`
		: say`${name} has known flaws (${listed(ids)}). The worst: ${title}.`;
}

function upgrade({ fixedIn }: KnownFlaws): Words {
	return fixedIn === undefined ? say`No version without it is known.` : say`Move to ${fixedIn} or later.`;
}

/** Administrators may do worse anyway. */
function byCommands(
	server: ServerModel,
	{ facts, exposure }: KnownFlaws,
	question: string,
	context: RuleContext<object>,
): Open | undefined {
	if (facts.needs === "tls" && !server.exposure.listeners.some(({ protocol }) => protocol === "tls")) return undefined;
	const group = new CommandGroup(facts.commands ?? []);
	const { world } = server.acl.evaluator;
	const isOpenTo = (user: AclUser) =>
		user.state.enabled &&
		!context.administrators(user.name) &&
		group.allowedTo(user.state, world).length > 0 &&
		(facts.needs !== "limited-keys" || isLimitedToKeys(user.state));
	const users = context.usersOfKindsWhere(isOpenTo, question);
	const fromNetwork = context.usersOfKindsWhere(
		(user) => isOpenTo(user) && reachOf(server, user) === "network",
		`${question} from the network`,
	);
	const [user] = users.slice(0, 1);
	if (!user) return undefined;
	return {
		at: server.acl.source.from === "nothing" ? { absent: "user", file: server.snapshot.root } : placeOfGrant(server, user, group),
		until:
			users.length === 1
				? say`Until then take ${NAMES[exposure] ?? say`it`} away from users who do not need it: ${usersInWords(users)} is open to it now.`
				: say`Until then take ${NAMES[exposure] ?? say`it`} away from users who do not need it: ${usersInWords(users)} are open to it now.`,
		fixes: user.source === "line" ? [takeAwayFromAll(server, users, group)] : [],
		reach: fromNetwork.length > 0 ? "network" : "local",
	};
}

const NAMES: Readonly<Partial<Record<Exposure, Words>>> = {
	scripting: say`scripting`,
	restore: "RESTORE",
	hyperloglog: say`the commands for HyperLogLogs`,
	xackdel: "XACKDEL",
	xautoclaim: "XAUTOCLAIM",
	stralgo: "STRALGO",
	"sort-ro": "SORT_RO",
	"client-kill": "CLIENT KILL",
	"other-keys": listedWithAnd(["SORT", "GEORADIUS", "XREAD"]),
	"vector-sets": listedWithAnd(["VSIM", "VREM"]),
};

function placeOfGrant(server: ServerModel, user: AclUser, group: CommandGroup): Report["at"] {
	return grantOf({ server, user }, group.allowedTo(user.state, server.acl.evaluator.world)[0] as string).at;
}

/** Undefined where the setting does not leave the flaw open. */
const BY_SETTING: Readonly<Partial<Record<Exposure, (server: ServerModel) => Open | undefined>>> = {
	"writable-replica": (server) => {
		const at = lineOf(server, "replica-read-only");
		if (!at || isOn(server, "replica-read-only") !== false) return undefined;
		return { at, until: say`Until then make replicas read-only.`, fixes: [set(server, "replica-read-only", "yes")], reach: "local" };
	},
	"large-requests": (server) => {
		const at = lineOf(server, "proto-max-bulk-len");
		if (!at || (numberOf(server, "proto-max-bulk-len") ?? 0n) <= USUAL_LENGTH) return undefined;
		return {
			at,
			until: say`Until then leave proto-max-bulk-len at 512mb.`,
			fixes: [set(server, "proto-max-bulk-len", "512mb")],
		};
	},
	"client-eviction": (server) => {
		const at = lineOf(server, "maxmemory-clients");
		const limit = numberOf(server, "maxmemory-clients");
		if (!at || limit === 0n) return undefined;
		return { at, until: say`Until then only maxmemory-clients 0, which evicts no clients, keeps it closed.`, reach: "local" };
	},
	"login-from-network": (server) => {
		const normal = outputLimits(server).find((limit) => limit.class === "normal");
		const isLimited = normal !== undefined && (normal.hard > 0n || normal.soft > 0n);
		if (server.kind !== "config" || !server.exposure.network || isLimited || asksForCertificates(server)) return undefined;
		return {
			at: normal ? placeOf(normal.statement) : { absent: "client-output-buffer-limit", file: server.snapshot.root },
			until: say`Until then let only known hosts reach the port, ask for client certificates, or limit what the server keeps for clients.`,
			fixes: [
				{
					title: say`Limit what the server keeps for each client: ${LIMIT.join(" ")}`,
					safety: "may-refuse-clients",
					edits: () => (normal ? limitAnew(normal) : limit(server)),
				},
			],
			severity: "warning",
		};
	},
	"unix-socket": (server) => {
		const at = lineOf(server, "unixsocketperm");
		if (!at || !server.settings.get("unixsocket")?.value) return undefined;
		return { at, until: say`Until then keep the socket in a folder that only its users may enter.`, severity: "info" };
	},
	"certificate-names": (server) => {
		const at = lineOf(server, "tls-auth-clients-user");
		if (!at || ["", "off"].includes(wordOf(server, "tls-auth-clients-user"))) return undefined;
		return { at, until: say`Until then switch tls-auth-clients-user off, and let clients log in.` };
	},
};

/** The default of proto-max-bulk-len in every release, in bytes. */
const USUAL_LENGTH = 512n * 1024n * 1024n;

/** Hard, soft, and for how many seconds. */
const LIMIT = ["64mb", "16mb", "60"];

function limitAnew({ statement, word }: OutputLimit): Edit[] {
	const words = statement.words.map(({ value }) => value);
	words.splice(word + 1, 3, ...LIMIT);
	return [replaceStatement(statement, words)];
}

function limit({ snapshot }: ServerModel): Edit[] {
	const root = snapshot.files.get(snapshot.root);
	return root ? addDirective(root, "client-output-buffer-limit", ["normal", ...LIMIT]) : [];
}

function asksForCertificates(server: ServerModel): boolean {
	const ports = server.exposure.listeners.filter(({ protocol, reach }) => protocol !== "unix" && reach !== "loopback");
	return ports.every(({ protocol }) => protocol === "tls") && wordOf(server, "tls-auth-clients") === "yes";
}

function set(server: ServerModel, directive: string, value: string): Fix {
	return {
		title: say`Set ${directive} to ${value}`,
		safety: "may-refuse-clients",
		edits: () => setTo(server, directive, value),
	};
}
