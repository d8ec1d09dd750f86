// model: whose replica the server is, and how it logs in there.
import { type Reach, reachOf } from "./exposure";
import { isOn } from "./inForce";
import type { ServerModel } from "./server";
import type { Statement } from "./types";

export interface Primary {
	readonly host: string;
	readonly port: number;
	/** How far the connection to it goes. */
	readonly reach: Reach;
	readonly statement: Statement;
}

/** The primary that a `replicaof` line names; undefined where there is none, or it says "no one". */
export function primaryOf(server: ServerModel): Primary | undefined {
	const setting = server.settings.get("replicaof");
	if (setting?.origin.from !== "line") return undefined;
	const [host = "", port = ""] = setting.values;
	if (setting.values.length !== 2 || host === "" || !/^\d+$/.test(port)) return undefined;
	return { host, port: Number(port), reach: reachOf(host), statement: setting.origin.statement };
}

/** True where the server is a replica or, as a node of a cluster, may become one without any change to its file. */
export function mayReplicate(server: ServerModel): boolean {
	return primaryOf(server) !== undefined || isOn(server, "cluster-enabled") === true;
}
