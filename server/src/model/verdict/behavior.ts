// model/verdict: how the releases differ in reading a configuration, seen by running them and read in their sources.
import { isRelease, type Release, type ReleaseRange } from "../../knowledge/release";

export interface Behavior {
	/** Redis 6 compares names one after another and reads many directives by code of their own; from 7.0 all stand in one table. */
	readonly loader: "chain" | "table";
	/** Text directly after a closing quote belongs to the word. Elsewhere the line is refused. */
	readonly joinsTextAfterQuote: boolean;
	/** The byte 0xFF is lost where words are split. */
	readonly losesByte255: boolean;
	/** What becomes of unknown names with a dot in them, and of those without. Queued names are for modules that are loaded later. */
	readonly dottedNames: "refused" | "queued";
	readonly unknownNames: "refused" | "queued";
	/** The server's words for one queued name that no module took; undefined where it names none. */
	readonly namesLeftOver: "each" | "names" | "nothing";
	/** dir, dbfilename and the like may not be empty. */
	readonly refusesEmptyNames: boolean;
	/** A second `user` line of one name is refused while reading. */
	readonly refusesSecondUser: boolean;
	/** `rename-command` finds subcommands, fails to take them out, and the server stops itself. */
	readonly renameFindsSubcommands: boolean;
	/** `sentinel` lines are kept until the end and read in three groups: settings, monitors, the rest. */
	readonly queuesSentinelLines: boolean;
	/** The timer divides by `hz` as it is written; later releases bring it into bounds first. */
	readonly dividesByHz: boolean;
	/** An empty bind means no address; before, every one. */
	readonly emptyBindIsNowhere: boolean;
	/** Sentinel evaluates `user` lines. */
	readonly sentinelLoadsUsers: boolean;
	/** TLS is set up before modules and users are loaded. */
	readonly tlsBeforeUsers: boolean;
	/** Longest `requirepass` in bytes. */
	readonly longestPassword: number | undefined;
	/** Letters of notify-keyspace-events. */
	readonly eventClasses: string;
	/** Percentiles may be written in hexadecimal. */
	readonly hexPercentiles: "hex" | "no-hex";
	/** Characters that a node's announced name may not hold. */
	readonly badNodeNameCharacters: RegExp;
	readonly words: {
		readonly enumPrefix: string;
		readonly badPort: string;
		readonly badEventClass: string;
		readonly server: string;
		readonly configFile: string;
	};
}

export function behaviorOf(release: Release): Behavior {
	const is = (range: ReleaseRange) => isRelease(release, range);
	const redis6 = is({ redis: "<7.0" });
	const redis8 = is({ redis: ">=8.0" });
	const valkey8 = is({ valkey: ">=8.0" });
	const eventClasses = `Ag$lshzxeKEtm${is({ redis: "<6.2" }) ? "" : "d"}${redis6 ? "" : "n"}${is({ redis: ">=8.2" }) ? "oc" : ""}`;
	return {
		loader: redis6 ? "chain" : "table",
		joinsTextAfterQuote: is({ valkey: ">=9.1" }),
		losesByte255: is({ valkey: ">=8.1" }),
		dottedNames: redis6 ? "refused" : "queued",
		unknownNames: redis8 ? "queued" : "refused",
		namesLeftOver: redis8 ? "each" : valkey8 ? "names" : "nothing",
		refusesEmptyNames: valkey8,
		refusesSecondUser: !redis6,
		renameFindsSubcommands: !redis6,
		queuesSentinelLines: !is({ redis: "<6.2" }),
		dividesByHz: is({ redis: "<6.2" }),
		emptyBindIsNowhere: !redis6,
		sentinelLoadsUsers: !is({ redis: "<6.2" }),
		tlsBeforeUsers: is({ redis: "<7.2" }),
		longestPassword: is({ redis: "<6.2" }) ? 512 : undefined,
		eventClasses,
		hexPercentiles: is({ valkey: ">=9.1" }) ? "no-hex" : "hex",
		badNodeNameCharacters: badNodeNameCharacters(is),
		words: {
			enumPrefix: redis6 ? "argument must be one of the following: " : "argument(s) must be one of the following: ",
			badPort: valkey8 ? "Invalid primary port" : "Invalid master port",
			badEventClass: redis6 ? "Invalid event class character. Use 'g$lshzxeA'." : "Invalid event class character. Use 'Ag$lshzxeKEtmdn'.",
			server: release.product === "valkey" ? "Valkey" : "Redis",
			configFile: release.product === "valkey" && valkey8 ? "valkey.conf" : "redis.conf",
		},
	};
}

function badNodeNameCharacters(is: (range: ReleaseRange) => boolean): RegExp {
	if (is({ valkey: ">=9.0" })) return /[\0-,;<=>?@[\]^{|}~\\\x7f]/;
	if (is({ valkey: ">=8.0" })) return /[\0!#$%&()*+;<>?@[\]^{|}~]/;
	if (is({ redis: ">=8.6" })) return /[\0-\x1f\x7f!#$%&()*+:;<>?@[\]^{|}~,= "'\\]/;
	return /[\0!#$%&()*+:;<>?@[\]^{|}~]/;
}
