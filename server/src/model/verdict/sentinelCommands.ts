// model/verdict: the commands that exist in Sentinel, far fewer than in a server. Read off COMMAND of Redis 6.2 to 8.6 and Valkey 7.2 to 9.1.
import { isRelease } from "../../knowledge/release";
import type { Command, Commands } from "../../knowledge/types";

/** The commands of `commands` that Sentinel has too, and its own. */
export function sentinelCommands(commands: Commands): Commands {
	const { release } = commands;
	const is60 = isRelease(release, { redis: "<6.2" });
	const kept = commands.all().filter((command) => {
		const name = command.container ?? command.name;
		return IN_SENTINEL.has(name) && !(is60 && NOT_IN_6_0.has(name)) && !NOT_IN_SENTINEL.has(command.name);
	});
	const subcommands = isRelease(release, { valkey: ">=8.0" }) ? [...SUBCOMMANDS, ...PRIMARY_SUBCOMMANDS] : SUBCOMMANDS;
	const own = commands.hasSubcommands ? subcommands.map((name) => `sentinel|${name}`) : [];
	const all = [
		...kept.map((command) => ({ ...command, subcommands: command.subcommands.filter((name) => !NOT_IN_SENTINEL.has(name)) })),
		{ ...SENTINEL, subcommands: own },
		...own.map((name) => ({ ...SENTINEL, name, container: "sentinel" })),
	].map((command, index): Command => ({ ...command, index }));
	const byName = new Map(all.map((command) => [command.name, command]));
	return { ...commands, all: () => all, find: (name) => byName.get(name) ?? byName.get(name.toLowerCase()) };
}

const IN_SENTINEL = new Set([
	"acl",
	"auth",
	"client",
	"command",
	"hello",
	"info",
	"ping",
	"psubscribe",
	"publish",
	"punsubscribe",
	"role",
	"shutdown",
	"subscribe",
	"unsubscribe",
]);

const NOT_IN_6_0 = new Set(["acl", "command"]);

const NOT_IN_SENTINEL = new Set(["client|capa", "client|import-source", "client|no-touch"]);

const SENTINEL: Command = {
	name: "sentinel",
	index: 0,
	subcommands: [],
	arity: -2,
	flags: [],
	categories: ["admin", "slow", "dangerous"],
	keySpecs: [],
};

const SUBCOMMANDS = [
	"ckquorum",
	"config",
	"debug",
	"failover",
	"flushconfig",
	"get-master-addr-by-name",
	"help",
	"info-cache",
	"is-master-down-by-addr",
	"master",
	"masters",
	"monitor",
	"myid",
	"pending-scripts",
	"remove",
	"replicas",
	"reset",
	"sentinels",
	"set",
	"simulate-failure",
	"slaves",
];

const PRIMARY_SUBCOMMANDS = ["get-primary-addr-by-name", "is-primary-down-by-addr", "primaries", "primary"];
