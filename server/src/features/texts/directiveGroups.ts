// features: directives in groups, as a person looks for them: what keeps others out comes first.

import { say, type Words } from "../../base/say";

export interface DirectiveGroup {
	readonly name: Words;
	/** Position among the groups. */
	readonly rank: number;
}

export function groupOf(directive: string): DirectiveGroup {
	const rank = GROUPS.findIndex(([, pattern]) => pattern.test(directive));
	return { name: GROUPS[rank]?.[0] ?? say`advanced`, rank: rank === -1 ? GROUPS.length : rank };
}

/** The first that fits counts. */
const GROUPS: readonly (readonly [name: Words, pattern: RegExp])[] = [
	[say`security`, /^(?:requirepass|user|aclfile|acl|protected-mode$|rename-command$|enable-|sanitize-|hide-user-data|lua-enable-insecure)/],
	[say`TLS`, /^tls-/],
	[say`network`, /^(?:bind|port$|unixsocket|tcp-|timeout$|socket-mark-id$|rdma-|max-new-)/],
	[say`files`, /^(?:include|loadmodule|dir|dbfilename|logfile|pidfile|appenddirname|appendfilename)$/],
	[say`memory`, /^(?:maxmemory|lfu-|replica-ignore-maxmemory|active-expire-effort)/],
	[say`clients`, /^(?:maxclients|client-|proto-max-bulk-len|tracking-table)/],
	[say`snapshots`, /^(?:save|stop-writes-on|rdb)/],
	[say`append-only file`, /^(?:append|aof|auto-aof|no-appendfsync)/],
	[say`replication`, /^(?:repl|slave|min-replicas|min-slaves|master|primary|propagation-error)/],
	[say`cluster`, /^cluster/],
	[say`sentinel`, /^sentinel$/],
	[say`log`, /^(?:log|syslog|slowlog|commandlog|latency|crash)/],
	[say`events`, /^notify-/],
	[say`lazy freeing`, /^lazyfree|^lazyexpire/],
	[say`defragmentation`, /^active-?defrag/],
	[say`scripts`, /^(?:lua|busy-reply)/],
	[say`encoding`, /^(?:hash|list|set|zset|hll|stream)-/],
];
