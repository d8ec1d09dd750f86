// rules: a command was renamed that the server, its replicas or Sentinel send under its own name.
import { isOn, lineOf, numberOf } from "../../model/inForce";
import { mayReplicate } from "../../model/replication";
import type { ServerModel } from "../../model/server";
import { defineRule } from "../define";
import { removeStatements } from "../lines";
import { renameLines } from "../renames";
import { inWords } from "../rights";

/** What comes of it, where the server writes an append-only file. Seen with Redis 6.2 to 7.2. */
const IN_THE_FILE = "The append-only file holds it under its own name, and the server does not start again with such a file";

const FOR_FILE: Readonly<Record<string, string>> = { select: IN_THE_FILE, multi: IN_THE_FILE, exec: IN_THE_FILE };

/** The same, where there are replicas. */
const FOR_REPLICAS: Readonly<Record<string, string>> = {
	ping: "Replicas cannot connect without it",
	psync: "Replicas copy all data again after every pause",
	replconf: "Replicas cannot say how far they are",
	select: "A replica puts keys into the wrong database",
	multi: "A replica cannot follow transactions",
	exec: "A replica cannot follow transactions",
};

const SENTINEL = "Sentinel cannot watch the server or fail over, unless sentinel rename-command tells it the new name";

const FOR_SENTINEL: ReadonlySet<string> = new Set("info publish subscribe slaveof config client script multi exec ping".split(" "));

export const renameCommandNeededByServers = defineRule({
	id: "rename-command-needed-by-servers",
	group: "authorization",
	subject: "server",
	severity: { development: "warning", production: "warning", strict: "warning" },
	title: "A renamed command breaks the append-only file, replicas or Sentinel",
	releases: { redis: "*", valkey: "*" },
	cwe: [684],
	compliance: ["iso-27001:A.8.14", "soc2:A1.2"],
	*check(server) {
		for (const { command, at, statement } of renameLines(server)) {
			const effects = effectsOf(server, command);
			if (effects.length === 0) continue;
			const name = inWords([command]);
			yield {
				at,
				message: `${name} is renamed. ${effects.join(". ")}. Take the line out and keep the command from users by their rules.`,
				fixes: [
					{
						title: `Take the line out: then every user may run ${name} who is not kept from it by rules`,
						safety: "may-refuse-clients",
						alone: true,
						edits: () => removeStatements(server, [statement]),
					},
				],
			};
		}
	},
});

function effectsOf(server: ServerModel, command: string): string[] {
	const file = isOn(server, "appendonly") ? FOR_FILE[command] : undefined;
	const isReplicated = hasReplicas(server);
	const replicas = isReplicated ? FOR_REPLICAS[command] : undefined;
	const sentinel = isReplicated && !isOn(server, "cluster-enabled") && FOR_SENTINEL.has(command) ? SENTINEL : undefined;
	return [file, replicas, sentinel].flatMap((effect) => effect ?? []);
}

/** The files say that the server is a replica, may become one, or waits for its own. */
function hasReplicas(server: ServerModel): boolean {
	const waits = (numberOf(server, "min-replicas-to-write") ?? 0n) > 0n;
	const says = ["masterauth", "masteruser", "replica-announce-ip", "replica-announce-port"].some((name) => lineOf(server, name));
	return waits || says || mayReplicate(server);
}
