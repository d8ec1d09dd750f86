// rules: opinions. One file per rule, its page beside it; this file is the shape that they share.
import type { Words } from "../base/say";
import type { Edit, Place } from "../base/span";
import type { ReleaseRange } from "../knowledge/release";
import type { UserSelection } from "../model/acl/census";
import type { HashSet } from "../model/acl/passwords";
import type { AclUser } from "../model/acl/types";
import type { WrittenPassword } from "../model/passwords";
import type { ServerModel } from "../model/server";
import type { TlsModel } from "../model/tls/evaluate";
import type { Problem } from "../model/types";

export type Severity = "error" | "warning" | "info" | "hint";

/** The gravest first. */
export const SEVERITIES: readonly Severity[] = ["error", "warning", "info", "hint"];
export type Profile = "development" | "production" | "strict";

/** The same hole weighs more where another host can reach it. */
export type SeverityByReach = Severity | { readonly network: Severity; readonly local: Severity };

export type Safety =
	/** Nobody who gets in today is refused by it. */
	| "safe"
	/** Clients that get in today may be refused until they are changed. */
	| "may-refuse-clients";

export interface Fix {
	/** An instruction: "Set requirepass to a new random password". */
	readonly title: Words;
	readonly safety: Safety;
	/** The one to take where several are offered; also what `--fix=all` takes. Without one it takes the first. */
	readonly preferred?: true;
	/** Never part of "fix all": it asks for something that only the person can do next, such as noting a password. */
	readonly alone?: true;
	/** Computed when it is wanted; never throws. */
	edits(): readonly Edit[];
}

/** A line that is not there: the finding stands where a person would look for it. */
export interface Absent {
	/** The directive; of several, the first that stands there commented out. */
	readonly absent: string | readonly string[];
	readonly file: string;
}

export interface Report {
	readonly at: Place | Absent;
	/** What is wrong, why it matters, what to do. Never a secret. */
	readonly message: Words;
	readonly related?: readonly { readonly at: Place; readonly message: Words }[];
	/** Lazy: computed again for each code action. */
	readonly fixes?: readonly Fix[];
	/** Where the hole can be used from, if that is not where the server as a whole can be reached from. */
	readonly reach?: "network" | "local";
	/** For the cases that weigh less: this, where the rule's own severity is not lower still. */
	readonly severity?: Severity;
	/** For the cases that weigh more. */
	readonly atLeast?: Severity;
}

/** What a rule may use besides its subject. */
export interface RuleContext<Options> {
	readonly options: Options;
	readonly administrators: (name: string) => boolean;
	/**
	 * All users for whom something holds that depends on the user itself, and beside it on nothing but what rules about one user may look at.
	 * In a rule that says `asksUsers` it is not asked again of users who stay as they are. A rule that asks several questions names them.
	 */
	usersWhere(holds: (user: AclUser) => boolean, question?: string): UserSelection;
	/** The same for what depends only on the kind of a user (`AclUser.kind`), and on whether it is `default` or an administrator. */
	usersOfKindsWhere(holds: (user: AclUser) => boolean, question?: string): UserSelection;
	/** A new strong password of letters and digits, about 256 bits, for one user of one server. Rules that ask for the same user get the same one. */
	newPassword(user: string): string;
	/** 64 lower-case hexadecimal digits of the UTF-8 bytes. */
	sha256(text: string): string;
}

/** What each kind of rule looks at. */
export interface Subjects {
	/** A redis.conf with all it includes, or an ACL file that stands alone. */
	readonly server: ServerModel;
	/** A redis.conf with all it includes, for what an ACL file that stands alone cannot say. */
	readonly config: ServerModel;
	/** A sentinel.conf. */
	readonly sentinel: ServerModel;
	/** What a redis.conf or a sentinel.conf encrypts, and with which certificates. */
	readonly tls: { readonly server: ServerModel; readonly tls: TlsModel };
	/** One user of a server, by itself. */
	readonly user: { readonly server: ServerModel; readonly user: AclUser };
	/** One password that a file holds and that opens something, of any kind of file, by itself. */
	readonly password: { readonly server: ServerModel; readonly password: WrittenPassword };
	/** One thing in one file that the server would refuse or read otherwise than it looks. */
	readonly problem: { readonly problem: Problem; readonly server: ServerModel };
	/** One word of a comment to this program, or of the project file about this file, after all other rules have run. */
	readonly comment: CommentWord;
}

/** A rule or a release that a comment to this program names, or a rule that the project file names for the file. */
export interface CommentWord {
	readonly server: ServerModel;
	/** `name`: what stands in place of the name of a comment. */
	readonly kind: "disable" | "disable-next-line" | "server" | "project" | "name";
	readonly text: string;
	readonly at: Place;
	/** Of the project file: whom the entry is about, where it names a user. */
	readonly user?: string;
	/** The comment holds other words besides this one. */
	readonly others: boolean;
	/** `unknown`: there is no such rule or release. `unused`: it silences nothing. */
	readonly state: "used" | "unused" | "unknown";
	/** Names that were probably meant. */
	readonly suggestions: readonly string[];
}

export type SubjectName = keyof Subjects;

export interface RuleDefinition<S extends SubjectName, Options> {
	/** Names the bad pattern; the name of its file, page, test, setting and suppression. */
	readonly id: string;
	readonly group: Group;
	readonly subject: S;
	readonly severity: Readonly<Record<Profile, SeverityByReach | "off">>;
	/** One line for lists. */
	readonly title: Words;
	readonly releases: ReleaseRange;
	/** Numbers of the Common Weakness Enumeration. */
	readonly cwe: readonly number[];
	/** Such as "pci-dss:2.2.2". */
	readonly compliance?: readonly string[];
	/** Of a rule about problems: which kinds it speaks of; without it the one that has the rule's own name. */
	readonly codes?: readonly string[];
	/**
	 * Of a rule about users or their passwords: whether it is silent depends only on the kind of the user (`AclUser.kind`), and on whether it is `default` or an
	 * administrator, but not on its name, passwords and patterns. It is not asked again of kinds to which it has nothing to say. `hashes`: this holds
	 * for users whose passwords are all written as hashes.
	 */
	readonly silentBy?: "kind" | "hashes";
	/** Of a rule about users or their passwords: it has nothing to say to any user of this server. */
	isIdle?(server: ServerModel): boolean;
	/** Of a rule about passwords: the only hashes to which it has something to say. */
	hashes?(context: RuleContext<Options>): HashSet;
	/** Of a rule that calls `usersWhere` or `usersOfKindsWhere`: what it is told there is kept for the next version of the document. */
	readonly asksUsers?: true;
	/** Defaults of the rule's options; their keys are the only ones allowed. */
	readonly options?: Options;
	check(subject: Subjects[S], context: RuleContext<Options>): Iterable<Report>;
}

/** Each has a folder of its own. */
export const GROUPS = [
	"authentication",
	"authorization",
	"network",
	"encryption",
	"intrusion",
	"audit",
	"availability",
	"advisories",
	"syntax",
] as const;

export type Group = (typeof GROUPS)[number];

/** A rule as the rest of the program sees it: its options are checked before they reach it. */
export type Rule = { readonly [S in SubjectName]: RuleDefinition<S, never> }[SubjectName];

/** Keeps the types of subject and options together, and hides the options' type from the list of rules. */
export function defineRule<S extends SubjectName, Options extends object>(rule: RuleDefinition<S, Options>): Rule {
	return rule as unknown as Rule;
}
