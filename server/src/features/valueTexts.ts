// features: what the words mean that a directive takes out of a list, in our own words.

/** One value of a directive, both by their own names in lower case; undefined where its name says it all. */
export function textOfValue(directive: string, value: string): string | undefined {
	const texts = TEXTS[directive];
	return texts && Object.hasOwn(texts, value) ? texts[value] : undefined;
}

const PROTECTED = {
	no: "Nobody may, not even an administrator. The safe choice.",
	local: "Only connections from this machine may.",
	yes: "Every user may whose ACL rules allow the command.",
};

const SHUTDOWN = {
	default: "Saves where `save` points are set, and waits for replicas that lag behind.",
	save: "Always writes a snapshot, also without `save` points.",
	nosave: "Never writes a snapshot: what changed since the last one is lost unless there is an append-only file.",
	now: "Does not wait for replicas that lag behind.",
	force: "Ends even if a snapshot cannot be written.",
	safe: "Refuses to end while that would lose something.",
	failover: "In a cluster, hands over to a replica first.",
};

const TEXTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	"acl-pubsub-default": {
		allchannels: "A new user may use every Pub/Sub channel until a rule says otherwise.",
		resetchannels: "A new user may use no Pub/Sub channel until a rule names one. The safe choice.",
	},
	appendfsync: {
		always: "Each write is on the disk before the client has its answer: the safest and the slowest.",
		everysec: "Once a second: a crash of the machine loses about a second of writes.",
		no: "When the operating system likes: a crash of the machine may lose half a minute of writes.",
	},
	"cluster-preferred-endpoint-type": {
		ip: "Clients are told the address of a node.",
		hostname: "Clients are told the name that `cluster-announce-hostname` sets, which a TLS certificate can hold.",
		"unknown-endpoint": "Clients are told a port only, and use the host that they are connected to.",
	},
	"cluster-config-save-behavior": {
		sync: "The node ends itself when it cannot write its cluster file.",
		"best-effort": "The node goes on when it cannot write its cluster file.",
	},
	"enable-debug-command": PROTECTED,
	"enable-module-command": PROTECTED,
	"enable-protected-configs": PROTECTED,
	"log-format": {
		legacy: "One line of plain text per message.",
		logfmt: "Pairs of key and value, for programs that read logs.",
		json: "One JSON object per message, for programs that read logs.",
	},
	"log-timestamp-format": {
		legacy: "Day, month name and time in local time.",
		iso8601: "ISO 8601, with the time zone.",
		milliseconds: "Milliseconds since 1970.",
	},
	loglevel: {
		debug: "Everything, for people who develop or test. It slows the server down.",
		verbose: "Much that is rarely useful.",
		notice: "What one wants to know of a server in production.",
		warning: "Only what is important or critical.",
		nothing: "Nothing at all: after an incident there is no log to look at.",
	},
	"maxmemory-policy": {
		noeviction: "No key goes. Commands that need memory get an error; reads still work.",
		"allkeys-lru": "Of all keys, those go that were not used for the longest time.",
		"allkeys-lfu": "Of all keys, those go that are used least often.",
		"allkeys-lrm": "Of all keys, those go that were not changed for the longest time.",
		"allkeys-random": "Any key may go, by chance.",
		"volatile-lru": "Of the keys with an expiry time, those go that were not used for the longest time. Others stay.",
		"volatile-lfu": "Of the keys with an expiry time, those go that are used least often. Others stay.",
		"volatile-lrm": "Of the keys with an expiry time, those go that were not changed for the longest time. Others stay.",
		"volatile-random": "Any key with an expiry time may go, by chance. Others stay.",
		"volatile-ttl": "Of the keys with an expiry time, those go that expire first. Others stay.",
	},
	"oom-score-adj": {
		no: "The server leaves to the operating system whom it kills when memory runs out.",
		yes: "The same as `relative`.",
		relative: "`oom-score-adj-values` are added to the score that the process starts with.",
		absolute: "`oom-score-adj-values` are the scores themselves.",
	},
	"propagation-error-behavior": {
		ignore: "An error while applying a command from the primary or the append-only file is logged, and the server goes on.",
		panic: "The server ends itself at an error while applying a command from the primary or the append-only file.",
		"panic-on-replicas": "Replicas end themselves at such an error; a primary goes on.",
	},
	"rdb-version-check": {
		strict: "A snapshot of a newer format than this release knows is refused.",
		relaxed: "A snapshot of a newer format is tried, and refused only at what is not understood.",
	},
	"repl-diskless-load": {
		disabled: "A replica writes the data of its primary to disk first, then loads it.",
		"on-empty-db": "A replica loads straight from the connection, but only while it has no data.",
		swapdb: "A replica loads straight from the connection and keeps the old data in memory until that has worked.",
		"flush-before-load": "A replica drops its data before it loads: if the connection breaks, it is empty.",
	},
	"sanitize-dump-payload": {
		no: "What RESTORE brings is not checked in depth. A made-up payload can crash the server or worse.",
		yes: "What RESTORE and replication bring is always checked in depth.",
		clients: "What clients bring with RESTORE is checked in depth; what a primary sends or a file holds is not.",
	},
	"shutdown-on-sigint": SHUTDOWN,
	"shutdown-on-sigterm": SHUTDOWN,
	supervised: {
		no: "No signs to a supervisor.",
		upstart: "Stops itself once at the start, which upstart waits for.",
		systemd: "Tells systemd when it is ready.",
		auto: "Upstart or systemd, by what the environment says.",
	},
	"tls-auth-clients": {
		yes: "Clients must show a certificate of your CA. Others are refused before they can say anything.",
		optional: "A certificate is checked where a client shows one; without one it gets in as well.",
		no: "Clients are not asked for a certificate. They log in with a password only.",
	},
	"tls-auth-clients-user": {
		off: "The name in a client's certificate has no meaning.",
		cn: "The common name of a client's certificate logs it in as the user of that name, without AUTH.",
		uri: "A URI among the names of a client's certificate logs it in as the user of that name, without AUTH.",
	},
	"client-output-buffer-limit": {
		normal: "Clients that are neither replicas nor subscribers.",
		replica: "Replicas of this server.",
		slave: "Replicas of this server (the old name).",
		pubsub: "Clients that subscribe to channels.",
	},
	"tls-protocols": {
		tlsv1: "TLS 1.0, broken and given up in 2021. Do not offer it.",
		"tlsv1.1": "TLS 1.1, broken and given up in 2021. Do not offer it.",
		"tlsv1.2": "TLS 1.2, safe with modern cipher suites.",
		"tlsv1.3": "TLS 1.3, the newest. All its cipher suites are safe.",
	},
};

/** Letters of `notify-keyspace-events`; `A` stands for all but `K`, `E`, `m`, `n`, `o` and `c`. */
export const EVENT_LETTERS: Readonly<Record<string, string>> = {
	K: "on channels named after keys, `__keyspace@0__:key`",
	E: "on channels named after events, `__keyevent@0__:event`",
	g: "commands for keys of any type: DEL, EXPIRE, RENAME and the like",
	$: "commands for strings",
	l: "commands for lists",
	s: "commands for sets",
	h: "commands for hashes",
	z: "commands for sorted sets",
	t: "commands for streams",
	d: "keys of types that modules bring",
	x: "keys that expire",
	e: "keys that are evicted because memory is full",
	m: "reads of keys that do not exist",
	n: "new keys",
	o: "keys that are overwritten",
	c: "keys that change their type",
	A: "all of `g$lshztxed` that this release knows",
};
