// features: which numbers of the configuration are times, and in which unit. The server's tables only say that they are numbers.
import type { TimeUnit } from "./inWords";

/** The unit of a directive's number, by its own name; undefined where it is no time. */
export function timeUnitOf(directive: string): TimeUnit | undefined {
	return UNITS.get(directive);
}

const UNITS: ReadonlyMap<string, TimeUnit> = new Map(
	(
		[
			[
				"seconds",
				"timeout tcp-keepalive repl-timeout repl-ping-replica-period repl-backlog-ttl repl-diskless-sync-delay min-replicas-max-lag " +
					"shutdown-timeout cluster-blacklist-ttl tls-session-cache-timeout tls-auto-reload-interval stream-idmp-duration",
			],
			[
				"milliseconds",
				"cluster-node-timeout cluster-manual-failover-timeout cluster-ping-interval cluster-slot-migration-sync-buffer-drain-timeout " +
					"cluster-slot-migration-write-pause-timeout busy-reply-threshold lua-time-limit latency-monitor-threshold watchdog-period " +
					"sentinel|down-after-milliseconds sentinel|failover-timeout sentinel|master-reboot-down-after-period " +
					"sentinel|primary-reboot-down-after-period",
			],
			["microseconds", "slowlog-log-slower-than commandlog-execution-slower-than active-defrag-cycle-us key-load-delay rdb-key-save-delay"],
			["minutes", "lfu-decay-time"],
		] as const
	).flatMap(([unit, names]) => names.split(" ").map((name) => [name, unit] as const)),
);
