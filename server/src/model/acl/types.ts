// model/acl: users and what they may do, evaluated as the server does it.
import type { Place, Span } from "../../base/span";
import type { Release } from "../../knowledge/release";
import type { Commands } from "../../knowledge/types";
import type { CommandSet } from "./bits";
import type { CommandTrail } from "./commandState";
import type { AclError } from "./errors";

/** One rule of a user: a word such as `+@read`, or a whole selector `(~x +get)` that may span several words. */
export interface AclToken extends Span {
	/** What the server reads, selectors with their parentheses. */
	readonly text: string;
	/** Of a selector: the rules inside it. */
	readonly inner?: readonly AclToken[];
}

export interface KeyPattern {
	readonly pattern: string;
	readonly read: boolean;
	readonly write: boolean;
	/** The token that added it. */
	readonly token: number;
}

export interface ChannelPattern {
	readonly pattern: string;
	readonly token: number;
}

/** The root permissions of a user, or one selector. */
export interface Permissions {
	/** Without those that need no permission (AUTH, HELLO, ...). Equal command rules give the same object. */
	readonly commands: CommandSet;
	/** True while every command, also one that a module adds later, is allowed. */
	readonly allCommands: boolean;
	/** Commands that a module adds later are allowed: the last of `+@all` and `-@all` was `+@all`. */
	readonly futureCommands: boolean;
	/** First-argument rules such as `+select|0`: command index to the arguments allowed (lower case). */
	readonly firstArguments: ReadonlyMap<number, readonly string[]>;
	readonly allKeys: boolean;
	readonly keys: readonly KeyPattern[];
	/** Also in Redis 6.0, which does not know permissions for channels. */
	readonly allChannels: boolean;
	readonly channels: readonly ChannelPattern[];
	/** Valkey 9: numbers of databases, or "all"; undefined in releases that do not know them. */
	readonly databases?: readonly number[] | "all";
	/** Of a selector: the token that holds it. */
	readonly token?: number;
	/** How the commands came about, for `decidingToken`; undefined where no rule says so. */
	readonly trail?: CommandTrail;
}

/** A user after all its rules. */
export interface UserState {
	readonly enabled: boolean;
	readonly nopass: boolean;
	/** SHA-256, 64 lower-case hexadecimal digits, in the order in which the server keeps them. */
	readonly passwords: readonly {
		readonly hash: string;
		readonly token: number;
		readonly clearText: boolean;
		/** In clear text, where a rule of the user says it. */
		readonly text?: string;
	}[];
	/** What RESTORE gets from this user is checked in depth. */
	readonly sanitizePayload: boolean;
	/** What the rules say of it; undefined where no rule does. */
	readonly payload: "sanitize" | "skip" | undefined;
	readonly root: Permissions;
	readonly selectors: readonly Permissions[];
	readonly errors: readonly AclError[];
}

/** A user of the configuration, with where it is written. */
export interface AclUser {
	readonly name: string;
	/** `line`: a user line or a line of an ACL file. `implied`: the default user that no line names. */
	readonly source: "line" | "implied";
	readonly file: string;
	/** 0-based; of an implied user, the line that makes it so (`requirepass`, `aclfile`) or 0. */
	readonly line: number;
	readonly nameAt?: Place;
	/** Of a line: the same object for as long as the line says the same, wherever it stands. */
	readonly reading?: object;
	readonly tokens: readonly AclToken[];
	readonly state: UserState;
	/**
	 * Users of one kind have the same rules in the same order, but for passwords, key patterns and channels. None of these is there twice in one user,
	 * none is `*` or holds quotes, and the server takes all rules. Undefined for users of whom that is not known.
	 */
	readonly kind?: object | undefined;
}

/** What the evaluation of a user depends on besides its tokens. */
export interface AclWorld {
	readonly commands: Commands;
	/** The release in force, where it is not quite that of `commands`: a full version, or a line whose facts are those of an older one. */
	readonly release?: Release;
	/** `acl-pubsub-default` in force: what a new user starts with. */
	readonly channelsByDefault: "all" | "none";
	/** rename-command: original name (lower case) to the new one, null where the command was taken away. */
	readonly renamed: ReadonlyMap<string, string | null>;
}

/** The answer to: may this user run this command, and what decided it. */
export type Decision =
	| {
			readonly allowed: true /** Token that granted it, undefined where it is always allowed (AUTH, HELLO, ...) or implied. */;
			readonly token?: number;
			/** Position in `selectors`; undefined where the root permissions allow it. */
			readonly selector?: number;
			/** Of a selector: position of the deciding rule inside it. */
			readonly inner?: number;
	  }
	| {
			readonly allowed: false;
			readonly because: "off" | "no-such-command" | "command" | "key" | "channel" | "database" | "unknown";
			/** Token that took it away, undefined where nothing ever granted it. */
			readonly token?: number;
			/** The argument that is out of bounds. */
			readonly argument?: string;
	  };
