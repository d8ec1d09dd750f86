// features: what the groups of commands are called.
import { say, type Words } from "../../base/say";

/** By the names that `COMMAND DOCS` gives. */
export const COMMAND_GROUPS: Readonly<Record<string, Words>> = {
	bitmap: say`bitmaps`,
	cluster: say`cluster`,
	connection: say`connection`,
	generic: say`keys of any type`,
	geo: say`places on the map`,
	hash: say`hashes`,
	hyperloglog: "HyperLogLog",
	list: say`lists`,
	module: say`modules`,
	pubsub: "Pub/Sub",
	scripting: say`scripts`,
	sentinel: "Sentinel",
	server: say`server`,
	set: say`sets`,
	"sorted-set": say`sorted sets`,
	stream: say`streams`,
	string: say`strings`,
	transactions: say`transactions`,
};
