// features: directives in groups, as a person looks for them: what keeps others out comes first.

export interface DirectiveGroup {
	readonly name: string;
	/** Position among the groups. */
	readonly rank: number;
}

export function groupOf(directive: string): DirectiveGroup {
	const rank = GROUPS.findIndex(([, pattern]) => pattern.test(directive));
	return { name: GROUPS[rank]?.[0] ?? "advanced", rank: rank === -1 ? GROUPS.length : rank };
}

/** The first that fits counts. */
const GROUPS: readonly (readonly [name: string, pattern: RegExp])[] = [
	["security", /^(?:requirepass|user|aclfile|acl|protected-mode$|rename-command$|enable-|sanitize-|hide-user-data|lua-enable-insecure)/],
	["TLS", /^tls-/],
	["network", /^(?:bind|port$|unixsocket|tcp-|timeout$|socket-mark-id$|rdma-|max-new-)/],
	["files", /^(?:include|loadmodule|dir|dbfilename|logfile|pidfile|appenddirname|appendfilename)$/],
	["memory", /^(?:maxmemory|lfu-|replica-ignore-maxmemory|active-expire-effort)/],
	["clients", /^(?:maxclients|client-|proto-max-bulk-len|tracking-table)/],
	["snapshots", /^(?:save|stop-writes-on|rdb)/],
	["append-only file", /^(?:append|aof|auto-aof|no-appendfsync)/],
	["replication", /^(?:repl|slave|min-replicas|min-slaves|master|primary|propagation-error)/],
	["cluster", /^cluster/],
	["sentinel", /^sentinel$/],
	["log", /^(?:log|syslog|slowlog|commandlog|latency|crash)/],
	["events", /^notify-/],
	["lazy freeing", /^lazyfree|^lazyexpire/],
	["defragmentation", /^active-?defrag/],
	["scripts", /^(?:lua|busy-reply)/],
	["encoding", /^(?:hash|list|set|zset|hll|stream)-/],
];
