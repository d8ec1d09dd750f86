// generate/report: the shape of the security report. Data without a secret, that the page, Markdown and HTML are made of.
import type { Text, Words } from "../../base/say";
import type { Place } from "../../base/span";
import type { FileKind } from "../../model/types";
import type { UnreadableReason } from "../../model/unreadable";
import type { Profile, Safety, Severity } from "../../rules/define";

export interface SecurityReport {
	readonly of: "file" | "workspace";
	/** What it is about: a file's name, or that of the workspace. */
	readonly name: string;
	/** When it was made, as the host says it: "2026-11-21 05:00 UTC". */
	readonly made: string;
	/** The worst first. */
	readonly servers: readonly ServerReport[];
	/** Every file that was judged, the worst first. */
	readonly files: readonly FileSummary[];
	/** What was to be judged and could not be. */
	readonly left: readonly LeftOut[];
	/** False: the workspace has more files than are looked at. */
	readonly isComplete: boolean;
}

export interface Counts {
	readonly error: number;
	readonly warning: number;
	readonly info: number;
	readonly hint: number;
}

/** One row of the table of files. */
export interface FileSummary {
	readonly file: string;
	readonly path: string;
	readonly kind: FileKind;
	/** Path of the file that it is a part of, where that is another one. */
	readonly partOf?: string;
	/** Position in `servers`. */
	readonly server: number;
	readonly release: string;
	readonly counts: Counts;
	readonly worst?: { readonly severity: Severity; readonly title: Words; readonly at: Place };
}

export interface LeftOut {
	readonly path: string;
	/** `foreign`: no Redis file. */
	readonly why: UnreadableReason | "foreign";
}

/** One root and all that it leads to, as one server would run it. */
export interface ServerReport {
	/** Address of the root. */
	readonly file: string;
	readonly path: string;
	readonly kind: FileKind;
	/** "Redis 7.4", and how it came to be that one. */
	readonly release: string;
	readonly reason: Words;
	readonly profile: Profile;
	/** All files that were read or could not be, the root first. */
	readonly files: readonly ReportFile[];
	readonly headline: Fact;
	readonly counts: Counts;
	readonly layers: readonly LayerReport[];
	readonly reach: Reach;
	readonly silenced: readonly Silenced[];
}

export interface ReportFile {
	readonly file: string;
	readonly path: string;
	readonly kind: FileKind;
	/** Why its contents are not known. */
	readonly unread?: UnreadableReason;
	/** Of an open document, as the client counts; null where it is not open. */
	readonly version: number | null;
	/** Of the findings that stand in it. */
	readonly counts: Counts;
}

export type LayerId =
	| "network"
	| "login"
	| "permissions"
	| "encryption"
	| "data"
	| "audit"
	| "machine"
	| "availability"
	| "flaws"
	| "refused";

export interface LayerReport {
	readonly id: LayerId;
	readonly title: Words;
	/** What is asked here, in one sentence. */
	readonly question: Words;
	readonly facts: readonly Fact[];
	/** The worst first. */
	readonly groups: readonly FindingGroup[];
	readonly counts: Counts;
	/** How many findings each way of "fix all of these" would take. */
	readonly fixable: Readonly<Record<Safety, number>>;
	/** Titles of the rules that were asked. */
	readonly checked: readonly Words[];
}

/** `open`: a hole. `caution`: deserves a look. `closed`: as it should be. `plain`: good to know. */
export type Tone = "open" | "caution" | "closed" | "plain";

/** Something that holds. */
export interface Fact {
	readonly text: Words;
	readonly tone: Tone;
	readonly at?: Place;
}

/** Findings of one rule. */
export interface FindingGroup {
	readonly rule: string;
	readonly title: Words;
	/** Of the gravest among them. */
	readonly severity: Severity;
	readonly findings: readonly ReportFinding[];
	/** More than `findings` where there are too many to show. */
	readonly total: number;
}

export interface ReportFinding {
	readonly severity: Severity;
	/** What is wrong, why it matters, what to do. */
	readonly message: Words;
	readonly at: Place;
	readonly fixes: readonly ReportFix[];
}

export interface ReportFix {
	readonly title: Words;
	readonly safety: Safety;
	readonly preferred: boolean;
}

/** Something that the person has asked not to hear. */
export interface Silenced {
	readonly text: Words;
	readonly at?: Place;
}

/** Who can reach what: from the left to the right. */
export interface Reach {
	/** Where connections come from. */
	readonly hosts: readonly ReachNode[];
	/** Ports, sockets, the cluster bus. */
	readonly listeners: readonly ReachNode[];
	readonly users: readonly ReachUser[];
	readonly edges: readonly ReachEdge[];
	/** What the server itself connects to. */
	readonly outgoing: readonly ReachNode[];
	/** All of it in sentences. */
	readonly words: readonly Fact[];
}

export interface ReachNode {
	readonly id: string;
	readonly title: Words;
	readonly detail: Words;
	readonly tone: Tone;
	readonly at?: Place;
}

/** A login, and what it leads to. */
export interface ReachUser {
	readonly login: ReachNode;
	readonly rights: ReachNode;
	/** Ids of the listeners that lead here; all that take users where it is left out. */
	readonly only?: string;
}

/** From a host to a listener. */
export interface ReachEdge {
	readonly from: string;
	readonly to: string;
	/** `refused`: protected mode closes the way. */
	readonly tone: Tone | "refused";
}

/** The same data in the words of one language. */
export type Said<T> = T extends Text
	? string
	: T extends readonly (infer Item)[]
		? readonly Said<Item>[]
		: T extends object
			? { readonly [Key in keyof T]: Said<T[Key]> }
			: T;
