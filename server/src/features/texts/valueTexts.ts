// features: what the words mean that a directive takes out of a list, in our own words.
import { say, type Words } from "../../base/say";

/** One value of a directive, both by their own names in lower case; undefined where its name says it all. */
export function textOfValue(directive: string, value: string): Words | undefined {
	const texts = TEXTS[directive];
	return texts && Object.hasOwn(texts, value) ? texts[value] : undefined;
}

const PROTECTED = {
	no: say`Nobody may, not even an administrator. The safe choice.`,
	local: say`Only connections from this machine may.`,
	yes: say`Every user may whose ACL rules allow the command.`,
};

const SHUTDOWN = {
	default: say`Saves where \`save\` points are set, and waits for replicas that lag behind.`,
	save: say`Always writes a snapshot, also without \`save\` points.`,
	nosave: say`Never writes a snapshot: what changed since the last one is lost unless there is an append-only file.`,
	now: say`Does not wait for replicas that lag behind.`,
	force: say`Ends even if a snapshot cannot be written.`,
	safe: say`Refuses to end while that would lose something.`,
	failover: say`In a cluster, hands over to a replica first.`,
};

const TEXTS: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
	"acl-pubsub-default": {
		allchannels: say`A new user may use every Pub/Sub channel until a rule says otherwise.`,
		resetchannels: say`A new user may use no Pub/Sub channel until a rule names one. The safe choice.`,
	},
	appendfsync: {
		always: say`Each write is on the disk before the client has its answer: the safest and the slowest.`,
		everysec: say`Once a second: a crash of the machine loses about a second of writes.`,
		no: say`The operating system decides when: a crash of the machine may lose half a minute of writes.`,
	},
	"cluster-preferred-endpoint-type": {
		ip: say`Clients are told the address of a node.`,
		hostname: say`Clients are told the name that \`cluster-announce-hostname\` sets, which a TLS certificate can hold.`,
		"unknown-endpoint": say`Clients are told a port only, and use the host that they are connected to.`,
	},
	"cluster-config-save-behavior": {
		sync: say`The node ends itself when it cannot write its cluster file.`,
		"best-effort": say`The node goes on when it cannot write its cluster file.`,
	},
	"enable-debug-command": PROTECTED,
	"enable-module-command": PROTECTED,
	"enable-protected-configs": PROTECTED,
	"log-format": {
		legacy: say`One line of plain text per message.`,
		logfmt: say`Pairs of key and value, for programs that read logs.`,
		json: say`One JSON object per message, for programs that read logs.`,
	},
	"log-timestamp-format": {
		legacy: say`Day, month name and time in local time.`,
		iso8601: say`ISO 8601, with the time zone.`,
		milliseconds: say`Milliseconds since 1970.`,
	},
	loglevel: {
		debug: say`Everything, for people who develop or test. It slows the server down.`,
		verbose: say`Much that is rarely useful.`,
		notice: say`What one wants to know of a server in production.`,
		warning: say`Only what is important or critical.`,
		nothing: say`Nothing at all: after an incident there is no log to look at.`,
	},
	"maxmemory-policy": {
		noeviction: say`No key is removed. Commands that need memory get an error; reads still work.`,
		"allkeys-lru": say`Of all keys, those are removed that were not used for the longest time.`,
		"allkeys-lfu": say`Of all keys, those are removed that are used least often.`,
		"allkeys-lrm": say`Of all keys, those are removed that were not changed for the longest time.`,
		"allkeys-random": say`Any key may be removed, by chance.`,
		"volatile-lru": say`Of the keys with an expiry time, those are removed that were not used for the longest time. Others stay.`,
		"volatile-lfu": say`Of the keys with an expiry time, those are removed that are used least often. Others stay.`,
		"volatile-lrm": say`Of the keys with an expiry time, those are removed that were not changed for the longest time. Others stay.`,
		"volatile-random": say`Any key with an expiry time may be removed, by chance. Others stay.`,
		"volatile-ttl": say`Of the keys with an expiry time, those are removed that expire first. Others stay.`,
	},
	"oom-score-adj": {
		no: say`The server leaves to the operating system whom it kills when memory runs out.`,
		yes: say`The same as \`relative\`.`,
		relative: say`\`oom-score-adj-values\` are added to the score that the process starts with.`,
		absolute: say`\`oom-score-adj-values\` are the scores themselves.`,
	},
	"propagation-error-behavior": {
		ignore: say`An error while applying a command from the primary or the append-only file is logged, and the server goes on.`,
		panic: say`The server ends itself at an error while applying a command from the primary or the append-only file.`,
		"panic-on-replicas": say`Replicas end themselves at such an error; a primary goes on.`,
	},
	"rdb-version-check": {
		strict: say`A snapshot of a newer format than this release knows is refused.`,
		relaxed: say`A snapshot of a newer format is tried, and refused only at what is not understood.`,
	},
	"repl-diskless-load": {
		disabled: say`A replica writes the data of its primary to disk first, then loads it.`,
		"on-empty-db": say`A replica loads straight from the connection, but only while it has no data.`,
		swapdb: say`A replica loads straight from the connection and keeps the old data in memory until that has worked.`,
		"flush-before-load": say`A replica drops its data before it loads: if the connection breaks, it is empty.`,
	},
	"sanitize-dump-payload": {
		no: say`What RESTORE brings is not checked in depth. A made-up payload can crash the server or worse.`,
		yes: say`What RESTORE and replication bring is always checked in depth.`,
		clients: say`What clients bring with RESTORE is checked in depth; what a primary sends or a file holds is not.`,
	},
	"shutdown-on-sigint": SHUTDOWN,
	"shutdown-on-sigterm": SHUTDOWN,
	supervised: {
		no: say`Tells no supervisor anything.`,
		upstart: say`Stops itself once at the start, which upstart waits for.`,
		systemd: say`Tells systemd when it is ready.`,
		auto: say`Upstart or systemd, by what the environment says.`,
	},
	"tls-auth-clients": {
		yes: say`Clients must show a certificate of your CA. Others are refused before they can say anything.`,
		optional: say`A certificate is checked where a client shows one; without one it gets in as well.`,
		no: say`Clients are not asked for a certificate. They log in with a password only.`,
	},
	"tls-auth-clients-user": {
		off: say`The name in a client's certificate has no meaning.`,
		cn: say`The common name of a client's certificate logs it in as the user of that name, without AUTH.`,
		uri: say`A URI among the names of a client's certificate logs it in as the user of that name, without AUTH.`,
	},
	"client-output-buffer-limit": {
		normal: say`Clients that are neither replicas nor subscribers.`,
		replica: say`Replicas of this server.`,
		slave: say`Replicas of this server (the old name).`,
		pubsub: say`Clients that subscribe to channels.`,
	},
	"tls-protocols": {
		tlsv1: say`TLS 1.0, broken and given up in 2021. Do not offer it.`,
		"tlsv1.1": say`TLS 1.1, broken and given up in 2021. Do not offer it.`,
		"tlsv1.2": say`TLS 1.2, safe with modern cipher suites.`,
		"tlsv1.3": say`TLS 1.3, the newest. All its cipher suites are safe.`,
	},
};

/** Letters of `notify-keyspace-events`; `A` stands for all but `K`, `E`, `m`, `n`, `o` and `c`. */
export const EVENT_LETTERS: Readonly<Record<string, Words>> = {
	K: say`on channels named after keys, \`__keyspace@0__:key\``,
	E: say`on channels named after events, \`__keyevent@0__:event\``,
	g: say`commands for keys of any type: DEL, EXPIRE, RENAME and the like`,
	$: say`commands for strings`,
	l: say`commands for lists`,
	s: say`commands for sets`,
	h: say`commands for hashes`,
	z: say`commands for sorted sets`,
	t: say`commands for streams`,
	d: say`keys of types that modules bring`,
	x: say`keys that expire`,
	e: say`keys that are removed because memory is full`,
	m: say`reads of keys that do not exist`,
	n: say`new keys`,
	o: say`keys that are overwritten`,
	c: say`keys that change their type`,
	A: say`all of \`g$lshztxed\` that this release knows`,
};
