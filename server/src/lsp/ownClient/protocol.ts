// lsp: what this server and its own client say to each other beyond the Language Server Protocol. Any other client works without it.
import {
	NotificationType,
	NotificationType0,
	type ProgressToken,
	ProgressType,
	RequestType,
	type WorkspaceEdit,
} from "vscode-languageserver";
import type { Place } from "../../base/span";
import type { PermissionMatrix } from "../../generate/acl/matrix";
import type { ExportFormat, ExportSelection } from "../../generate/acl/matrixExport";
import type { LayerId, Said, SecurityReport, ServerReport } from "../../generate/report/types";
import type { ChoiceFault, KitChoices } from "../../generate/tls/choices";
import type { Existing, KitFile } from "../../generate/tls/kit";
import type { Suggestion } from "../../generate/tls/suggest";
import type { FileText } from "../../model/types";
import type { Safety } from "../../rules/define";
import type { FolderEntry } from "../host";

/** `initializationOptions`; every part may be left out. */
export interface ClientOptions {
	/** Where a person's click on a rule's name leads: this text, the rule's id and ".md". */
	readonly rulePages?: string;
	/** The client answers the requests about files below. */
	readonly readsFiles?: boolean;
	/** Address of the `dist` folder, for a server without a disk. */
	readonly shipped?: string;
	/** False: the person has not said that the workspace is trusted, so nothing outside of it is read. */
	readonly trusted?: boolean;
	/** The client has the command that shows who may do what. */
	readonly showsPermissions?: boolean;
	/** Roots that were chosen before, by the document. */
	readonly roots?: Readonly<Record<string, string>>;
	/** The client wants to know when something has changed. */
	readonly followsChanges?: boolean;
	/** Translations by their English, as the editor has loaded them for the person's language. */
	readonly translations?: Readonly<Record<string, string>>;
	/** The settings under `redisSecurityLint`, for clients that cannot be asked for them. */
	readonly settings?: unknown;
}

/** Answered by the client: the contents of a file, at most 16 MB. */
export const ReadFileRequest = new RequestType<{ uri: string }, FileText, void>("redisSecurityLint/readFile");

/** Answered by the client: what is in a folder; nothing where it cannot be read. */
export const ListFolderRequest = new RequestType<{ uri: string }, readonly FolderEntry[], void>("redisSecurityLint/listFolder");

/** Answered by the client: files anywhere in a workspace folder that fit a glob. */
export const FindFilesRequest = new RequestType<{ folder: string; glob: string; limit: number }, readonly string[], void>(
	"redisSecurityLint/findFiles",
);

/** Told by the client: the person trusts the workspace from now on. */
export const TrustedNotification = new NotificationType0("redisSecurityLint/trusted");

/** Told by the client: how it reads an open document, in VS Code's own words such as "utf8" and "utf8bom". */
export const EncodingNotification = new NotificationType<{ uri: string; encoding: string }>("redisSecurityLint/encoding");

/** Asked by the client: the release that a document is judged by. Null where it is not a Redis file. */
export const ServerInForceRequest = new RequestType<{ uri: string }, ServerInForce | null, void>("redisSecurityLint/serverInForce");

export interface ServerInForce {
	/** "redis-7.4". */
	readonly release: string;
	/** "Redis 7.4", with the full version where somebody named one. */
	readonly name: string;
	readonly from: "flag" | "comment" | "project" | "editor" | "guess";
	/** Why this one, in words. */
	readonly reason: string;
	/** Files that include this one or name it as their ACL file. */
	readonly roots: readonly string[];
}

/** Told to the client: a file, a setting or another document has changed, so what it was told before may be out of date. */
export const ChangedNotification = new NotificationType0("redisSecurityLint/changed");

/** Asked by the client: what a person can choose for a document. Null where it is not a Redis file. */
export const ChoicesRequest = new RequestType<{ uri: string }, Choices | null, void>("redisSecurityLint/choices");

export interface Choices {
	/** The newest first, Redis before Valkey. */
	readonly releases: readonly { readonly id: string; readonly name: string }[];
	/** Files that lead to the document, whether it is judged inside of them or not. */
	readonly roots: readonly string[];
	/** The root that the person has chosen. */
	readonly root: string | null;
	/** Where a release can be written down so that it counts, the narrowest first. */
	readonly places: readonly ("comment" | "project" | "editor")[];
	/** The project file in force, or the one that there could be. */
	readonly project: string;
}

/** Asked by the client: the edit that writes down a release, or with null takes it away. Null where that cannot be done. */
export const ChooseServerRequest = new RequestType<
	{ uri: string; release: string | null; place: "comment" | "project" },
	WorkspaceEdit | null,
	void
>("redisSecurityLint/chooseServer");

/** Told by the client: the document is judged inside of this root, which may be the document itself; null: of all that lead to it. */
export const ChooseRootNotification = new NotificationType<{ uri: string; root: string | null }>("redisSecurityLint/chooseRoot");

/** Asked by the client: who may do what by this document; `user` is among those shown. Null where the users are not known. */
export const PermissionsRequest = new RequestType<{ uri: string; user?: string }, PermissionMatrix | null, void>(
	"redisSecurityLint/permissions",
);

/** Asked by the client: the same as text to keep, of the users and commands named. Null where the users are not known. */
export const ExportPermissionsRequest = new RequestType<
	{ uri: string; format: ExportFormat } & ExportSelection,
	{ readonly text: string } | null,
	void
>("redisSecurityLint/exportPermissions");

type ChosenTls = Omit<KitChoices, "release">;

/** Choices of a person; what is left out is the default. `server` is a release such as "redis-7.4". */
export type TlsKitParams = Partial<ChosenTls> & {
	readonly server?: string;
	/** Addresses of configurations into which the lines are merged; where one is left out, it is a new file. */
	readonly merge?: { readonly config?: string; readonly sentinel?: string };
};

/** Asked by the client. Nothing is written. */
export const GenerateTlsKitRequest = new RequestType<TlsKitParams, GeneratedTlsKit, void>("redisSecurityLint/generateTlsKit");

export type GeneratedTlsKit =
	| { readonly faults: readonly ChoiceFault[] }
	| {
			readonly files: readonly KitFile[];
			/** Those of `merge` that are no such file, or none that can be read: what is given for them is a new file. */
			readonly unmerged: readonly (keyof Existing)[];
	  };

/** Asked by the client: what cannot work of the choices. Quick enough for every key. */
export const CheckTlsChoicesRequest = new RequestType<Partial<ChosenTls>, readonly ChoiceFault[], void>(
	"redisSecurityLint/checkTlsChoices",
);

/** Asked by the client, for a document or none: what to propose. */
export const TlsProposalRequest = new RequestType<{ uri?: string }, TlsProposal, void>("redisSecurityLint/tlsProposal");

export interface TlsProposal {
	/** "redis-7.4" and "Redis 7.4". */
	readonly server: string;
	readonly serverName: string;
	/** What the document is; null where it takes no TLS lines. */
	readonly kind: "config" | "sentinel" | null;
	readonly defaults: ChosenTls;
	/** What the document says. */
	readonly said: Suggestion["choices"];
	/** What Sentinel watches. */
	readonly primaries: Suggestion["primaries"];
}

/** What a report is to be about. */
export interface ReportAsked {
	/** Without it: of the whole workspace. */
	readonly uri?: string;
	/** Name of the workspace. */
	readonly name?: string;
	/** The date and the time, as they are to be read. */
	readonly made: string;
	/** Progress is sent under this token. */
	readonly progress?: ProgressToken;
}

/** The report in words of one language, places as the protocol counts, with the drawing of each server. */
export interface ShownReport extends Omit<Said<SecurityReport>, "servers"> {
	readonly servers: readonly (Said<ServerReport> & { readonly picture: string })[];
}

/** Asked by the client: the report of a file, or of all Redis files. */
export const SecurityReportRequest = new RequestType<ReportAsked, ShownReport, void>("redisSecurityLint/securityReport");

export interface ReportToSave extends ReportAsked {
	readonly format: "markdown" | "html";
	/** Of the words, such as "de"; English without it. */
	readonly language?: string;
}

/** Asked by the client: the same as text to keep. */
export const SaveReportRequest = new RequestType<ReportToSave, { readonly text: string }, void>("redisSecurityLint/saveReport");

/** Told to the client while a report is made: how many files are done. */
export const ReportProgress = new ProgressType<{ readonly done: number; readonly all: number }>();

/** What a person wants to have fixed. */
export interface ReportFixAsked {
	/** Root of the server. */
	readonly root: string;
	/** Of each file, as the report said. */
	readonly versions: Readonly<Record<string, number | null>>;
	readonly what:
		| { readonly do: "fix"; readonly rule: string; readonly message: string; readonly at: Place; readonly fix: number }
		| { readonly do: "fix-layer"; readonly layer: LayerId; readonly safety: Safety };
	/** `preview`: only say what would be changed. `apply`: have the client change it. */
	readonly step: "preview" | "apply";
}

export type ReportFixAnswer =
	| { readonly state: "preview"; readonly safety: Safety; readonly changes: readonly ReportChange[] }
	| { readonly state: "applied" }
	/** `changed`: a file is another than the report speaks of. `refused`: the client did not do it. */
	| { readonly state: "nothing" | "changed" | "refused" };

export interface ReportChange {
	readonly path: string;
	/** 0-based. */
	readonly line: number;
	readonly before: readonly string[];
	readonly after: readonly string[];
}

/** Asked by the client: what would be changed, or to have it changed. */
export const ReportFixRequest = new RequestType<ReportFixAsked, ReportFixAnswer, void>("redisSecurityLint/reportFix");
