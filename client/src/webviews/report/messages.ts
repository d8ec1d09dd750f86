// webviews: what the page of the security report shows, as the language server answers it, and what the page and the extension say to each other.
import type { ReportWords } from "./words";

export type Severity = "error" | "warning" | "info" | "hint";
export type Tone = "open" | "caution" | "closed" | "plain";
export type Safety = "safe" | "may-refuse-clients";
export type Kind = "config" | "sentinel" | "acl";
export type Why = "missing" | "denied" | "not-a-file" | "too-large" | "changed" | "unsupported" | "outside" | "foreign";
export type SaveFormat = "markdown" | "html";
export type Counts = Readonly<Record<Severity, number>>;

/** A stretch of one line, counted as the editor counts. */
export interface Place {
	readonly file: string;
	readonly line: number;
	readonly start: number;
	readonly end: number;
}

export interface Report {
	readonly of: "file" | "workspace";
	readonly name: string;
	readonly made: string;
	/** The worst first. */
	readonly servers: readonly Server[];
	readonly files: readonly FileRow[];
	readonly left: readonly { readonly path: string; readonly why: Why }[];
	readonly isComplete: boolean;
}

export interface FileRow {
	readonly file: string;
	readonly path: string;
	readonly kind: Kind;
	readonly partOf?: string;
	/** Position in `servers`. */
	readonly server: number;
	readonly release: string;
	readonly counts: Counts;
	readonly worst?: { readonly severity: Severity; readonly title: string; readonly at: Place };
}

export interface Server {
	readonly file: string;
	readonly path: string;
	readonly kind: Kind;
	readonly release: string;
	readonly reason: string;
	readonly profile: "development" | "production" | "strict";
	readonly files: readonly {
		readonly file: string;
		readonly path: string;
		readonly unread?: Exclude<Why, "foreign">;
		readonly version: number | null;
	}[];
	readonly headline: Fact;
	readonly counts: Counts;
	readonly layers: readonly Layer[];
	readonly reach: {
		readonly hosts: readonly Node[];
		readonly listeners: readonly Node[];
		readonly users: readonly { readonly login: Node; readonly rights: Node }[];
		readonly outgoing: readonly Node[];
		readonly words: readonly Fact[];
	};
	/** An `svg` element. */
	readonly picture: string;
	readonly silenced: readonly { readonly text: string; readonly at?: Place }[];
}

export interface Node {
	readonly id: string;
	readonly at?: Place;
}

export interface Layer {
	readonly id: string;
	readonly title: string;
	readonly question: string;
	readonly facts: readonly Fact[];
	readonly groups: readonly Group[];
	readonly counts: Counts;
	readonly fixable: Readonly<Record<Safety, number>>;
	readonly checked: readonly string[];
}

export interface Fact {
	readonly text: string;
	readonly tone: Tone;
	readonly at?: Place;
}

export interface Group {
	readonly rule: string;
	readonly title: string;
	readonly severity: Severity;
	readonly findings: readonly Finding[];
	readonly total: number;
}

export interface Finding {
	readonly severity: Severity;
	readonly message: string;
	readonly at: Place;
	readonly fixes: readonly { readonly title: string; readonly safety: Safety; readonly preferred: boolean }[];
}

/** What a person wants to have fixed. */
export type Wanted =
	| { readonly do: "fix"; readonly rule: string; readonly message: string; readonly at: Place; readonly fix: number }
	| { readonly do: "fix-layer"; readonly layer: string; readonly safety: Safety };

export type ToPage =
	| {
			readonly type: "report";
			readonly report: Report;
			readonly words: ReportWords;
			/** Address of the file; undefined for the workspace. */
			readonly file?: string;
			/** There is a workspace to make a report of. */
			readonly hasWorkspace: boolean;
	  }
	| { readonly type: "busy"; readonly text: string }
	/** There is nothing to show: why, and what to do. */
	| { readonly type: "nothing"; readonly why: string; readonly actions: readonly { readonly action: PageAction; readonly title: string }[] }
	/** Said to everybody, also aloud. */
	| { readonly type: "said"; readonly text: string };

export type PageAction = "again" | "workspace" | "example" | "open";

export type FromPage =
	| { readonly type: "ready" }
	| { readonly type: "reveal"; readonly at: Place }
	| { readonly type: "rule"; readonly rule: string }
	| { readonly type: "save"; readonly format: SaveFormat }
	| { readonly type: "fix"; readonly root: string; readonly versions: Readonly<Record<string, number | null>>; readonly what: Wanted }
	| { readonly type: "do"; readonly action: PageAction };
