// client: what this client and our own server say to each other beyond the Language Server Protocol. The server has the same names.
import { NotificationType, NotificationType0, RequestType, type WorkspaceEdit } from "vscode-languageclient";
import type { Proposal, Choices as TlsChoices } from "./tlsWizard/answers";
import type { KitFile } from "./tlsWizard/plan";
import type { Matrix } from "./webviews/permissions/matrix";
import type { SaveFormat } from "./webviews/permissions/messages";
import type { Report, SaveFormat as ReportFormat, Wanted } from "./webviews/report/messages";

/** Handed over at the start, as `initializationOptions`. */
export interface ServerOptions {
	/** Where a click on a rule's name leads: this text, the rule's id and ".md". */
	readonly rulePages: string;
	/** The requests about files below are answered. */
	readonly readsFiles: true;
	/** Address of the `dist` folder. */
	readonly shipped: string;
	/** There is the command that shows who may do what. */
	readonly showsPermissions: true;
	/** It wants to know when something has changed. */
	readonly followsChanges: true;
	/** Roots that were chosen before, by the document. */
	readonly roots: Readonly<Record<string, string>>;
	/** False: nothing outside of the workspace folders may be read. */
	readonly trusted: boolean;
	/** Translations by their English, in the language of the editor. */
	readonly translations?: Readonly<Record<string, string>>;
}

export type FileText =
	| { readonly state: "text"; readonly text: string; readonly latin1?: true }
	| { readonly state: "unreadable"; readonly reason: "missing" | "denied" | "not-a-file" | "too-large" | "unsupported" };

export interface FolderEntry {
	readonly name: string;
	readonly type: "file" | "folder";
}

export const ReadFileRequest = new RequestType<{ uri: string }, FileText, void>("redisSecurityLint/readFile");
export const ListFolderRequest = new RequestType<{ uri: string }, readonly FolderEntry[], void>("redisSecurityLint/listFolder");
export const FindFilesRequest = new RequestType<{ folder: string; glob: string; limit: number }, readonly string[], void>(
	"redisSecurityLint/findFiles",
);
/** What a document is judged by. Null where it is not a Redis file. */
export const ServerInForceRequest = new RequestType<{ uri: string }, ServerInForce | null, void>("redisSecurityLint/serverInForce");

export interface ServerInForce {
	/** "redis-7.4". */
	readonly release: string;
	/** "Redis 7.4". */
	readonly name: string;
	readonly from: "flag" | "comment" | "project" | "editor" | "guess";
	readonly reason: string;
	/** Files that include this one or name it as their ACL file. */
	readonly roots: readonly string[];
}

/** What a person can choose for a document. Null where it is not a Redis file. */
export const ChoicesRequest = new RequestType<{ uri: string }, Choices | null, void>("redisSecurityLint/choices");

export interface Choices {
	readonly releases: readonly { readonly id: string; readonly name: string }[];
	/** Files that lead to the document. */
	readonly roots: readonly string[];
	readonly root: string | null;
	/** Where a release can be written down so that it counts. */
	readonly places: readonly ("comment" | "project" | "editor")[];
	/** Address of the project file, which may not exist yet. */
	readonly project: string;
}

/** Null where it cannot be written there. */
export const ChooseServerRequest = new RequestType<
	{ uri: string; release: string | null; place: "comment" | "project" },
	WorkspaceEdit | null,
	void
>("redisSecurityLint/chooseServer");
export const ChooseRootNotification = new NotificationType<{ uri: string; root: string | null }>("redisSecurityLint/chooseRoot");
/** What the server said before may be out of date. */
export const ChangedNotification = new NotificationType0("redisSecurityLint/changed");
/** Null where the users are not known. */
export const PermissionsRequest = new RequestType<{ uri: string; user?: string }, Matrix | null, void>("redisSecurityLint/permissions");
export const ExportPermissionsRequest = new RequestType<
	{ uri: string; format: SaveFormat; users: readonly string[]; commands: readonly string[] },
	{ readonly text: string } | null,
	void
>("redisSecurityLint/exportPermissions");
export const TrustedNotification = new NotificationType0("redisSecurityLint/trusted");
export const EncodingNotification = new NotificationType<{ uri: string; encoding: string }>("redisSecurityLint/encoding");

/** What to propose to a person who wants TLS in a document, or anywhere. */
export const TlsProposalRequest = new RequestType<{ uri?: string }, Proposal, void>("redisSecurityLint/tlsProposal");
export const CheckTlsChoicesRequest = new RequestType<TlsChoices, readonly TlsFault[], void>("redisSecurityLint/checkTlsChoices");
/** The files that come of the choices. Nothing is written. */
export const GenerateTlsKitRequest = new RequestType<
	TlsChoices & { readonly server: string; readonly merge: { readonly config?: string; readonly sentinel?: string } },
	GeneratedTlsKit,
	void
>("redisSecurityLint/generateTlsKit");

export interface TlsFault {
	readonly choice: string;
	readonly message: string;
}

export interface GeneratedTlsKit {
	/** Undefined where the choices cannot work. */
	readonly files?: readonly KitFile[];
	/** Configurations into which nothing could be merged. */
	readonly unmerged?: readonly ("config" | "sentinel")[];
	readonly faults?: readonly TlsFault[];
}

/** Of a file, or without `uri` of the workspace. */
export interface ReportAsked {
	readonly uri?: string;
	readonly name?: string;
	readonly made: string;
	/** Progress is sent under this token. */
	readonly progress?: string;
}

export const SecurityReportRequest = new RequestType<ReportAsked, Report, void>("redisSecurityLint/securityReport");
export const SaveReportRequest = new RequestType<ReportAsked & { format: ReportFormat; language: string }, { readonly text: string }, void>(
	"redisSecurityLint/saveReport",
);
/** `preview` says what would be changed, `apply` has it changed. */
export const ReportFixRequest = new RequestType<
	{ root: string; versions: Readonly<Record<string, number | null>>; what: Wanted; step: "preview" | "apply" },
	ReportFixAnswer,
	void
>("redisSecurityLint/reportFix");

export type ReportFixAnswer =
	| {
			readonly state: "preview";
			readonly safety: "safe" | "may-refuse-clients";
			/** Lines without their secrets; `line` is 0-based. */
			readonly changes: readonly {
				readonly path: string;
				readonly line: number;
				readonly before: readonly string[];
				readonly after: readonly string[];
			}[];
	  }
	| { readonly state: "applied" | "nothing" | "changed" | "refused" };
