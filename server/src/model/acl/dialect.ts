// model/acl: what the rule language of a release knows. Read off Redis 6.0 to 8.6 and Valkey 7.2 to 9.1.
import { compareVersions, isRelease, type Release } from "../../knowledge/release";

export interface AclDialect {
	readonly release: Release;
	/** `&`, allchannels, resetchannels and acl-pubsub-default: from Redis 6.2. */
	readonly channels: boolean;
	/** sanitize-payload and skip-sanitize-payload: from Redis 6.2. */
	readonly payload: boolean;
	/** skip-sanitize-payload is accepted and does nothing: from Valkey 9.1, which always checks. */
	readonly payloadAlwaysChecked: boolean;
	/** Selectors, `%R~` and `%W~`, subcommands of their own: from Redis 7.0. */
	readonly selectors: boolean;
	/** `db=`, alldbs and resetdbs: from Valkey 9.1. */
	readonly databases: boolean;
	/** `+get +get|x` is refused: Redis 6.0 only. */
	readonly refusesArgumentOfAllowed: boolean;
	/** `%` alone passes as a pattern without permissions: some patch releases from 7.2 on, mended later. */
	readonly barePercent: boolean;
	/** An opening parenthesis inside an open selector begins anew and drops what was read: Redis 7.0 only. */
	readonly parenthesisRestarts: boolean;
	/** Text right after a closing quote belongs to the word: from Valkey 9.1. */
	readonly joinsAfterQuote: boolean;
	/** Of a user that is named twice the last line counts: up to Redis 6.2. Later releases refuse the second. */
	readonly lastUserWins: boolean;
	/** Lines that begin with `#` in an ACL file are skipped: from Redis 8.8. */
	readonly fileComments: boolean;
	/** Only AUTH needs no permission; HELLO does: Redis 6.0. */
	readonly onlyAuthIsFree: boolean;
}

/** Always the same object for one release object. */
export function dialectOf(release: Release): AclDialect {
	let dialect = dialects.get(release);
	if (dialect === undefined) {
		dialect = readDialect(release);
		dialects.set(release, dialect);
	}
	return dialect;
}

const dialects = new WeakMap<Release, AclDialect>();

function readDialect(release: Release): AclDialect {
	const selectors = isRelease(release, { redis: ">=7.0", valkey: "*" });
	return {
		release,
		channels: isRelease(release, { redis: ">=6.2", valkey: "*" }),
		payload: isRelease(release, { redis: ">=6.2", valkey: "*" }),
		payloadAlwaysChecked: isRelease(release, { valkey: ">=9.1" }),
		selectors,
		databases: isRelease(release, { valkey: ">=9.1" }),
		refusesArgumentOfAllowed: isRelease(release, { redis: "<6.2" }),
		barePercent: acceptsBarePercent(release),
		parenthesisRestarts: isRelease(release, { redis: ">=7.0 <7.2" }),
		joinsAfterQuote: isRelease(release, { valkey: ">=9.1" }),
		lastUserWins: !selectors,
		fileComments: release.product === "redis" && compareVersions(release.version ?? release.line, "8.8") >= 0,
		onlyAuthIsFree: isRelease(release, { redis: "<6.2" }),
	};
}

/** Patch releases that mended it, by line; a line without a patch number is taken as the one that was tried. */
const BARE_PERCENT_UNTIL: Readonly<Record<string, string>> = {
	"redis-7.2": "7.2.7",
	"redis-7.4": "7.4.2",
	"valkey-7.2": "7.2.8",
	"valkey-8.0": "8.0.2",
};

function acceptsBarePercent(release: Release): boolean {
	const mended = BARE_PERCENT_UNTIL[release.id];
	return mended !== undefined && (release.version === undefined || compareVersions(release.version, mended) < 0);
}
