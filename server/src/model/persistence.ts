// model: whether the data is written to disk.
import { isRelease } from "../knowledge/release";
import { isOn } from "./inForce";
import type { ServerModel } from "./server";

export interface Persistence {
	/** RDB files are written from time to time. */
	readonly snapshots: boolean;
	/** Each write goes to an append-only file. */
	readonly log: boolean;
	/** The line that switches it on; undefined where the release does so by default. */
	readonly directive: "appendonly" | "save" | undefined;
}

export function persistenceOf(server: ServerModel): Persistence {
	const log = isOn(server, "appendonly") === true;
	const [snapshots, isWritten] = snapshotsOf(server);
	return { snapshots, log, directive: log ? "appendonly" : snapshots && isWritten ? "save" : undefined };
}

/** The last line that counts decides; up to 6.2, lines of another form than `save ""` and `save 900 1` are passed over. */
function snapshotsOf(server: ServerModel): [on: boolean, isWritten: boolean] {
	const isStrict = isRelease(server.world.release, { redis: "<7.0" });
	for (const { words } of server.settings.list("save").toReversed()) {
		if (words.length === 2 && words[1]?.value === "") return [false, true];
		if (words.length === 3 || (!isStrict && words.length > 3)) return [true, true];
	}
	return [Boolean(server.world.knowledge.directives(server.world.release).find("save")?.default), false];
}
