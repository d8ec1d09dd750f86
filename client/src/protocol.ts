// client: what this client and our own server say to each other beyond the Language Server Protocol. The server has the same names.
import { NotificationType, NotificationType0, RequestType } from "vscode-languageclient";
import type { Matrix, SaveFormat } from "./webviews/permissions/messages";

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
	/** False: nothing outside of the workspace folders may be read. */
	readonly trusted: boolean;
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
/** Null where the users are not known. */
export const PermissionsRequest = new RequestType<{ uri: string; user?: string }, Matrix | null, void>("redisSecurityLint/permissions");
export const ExportPermissionsRequest = new RequestType<
	{ uri: string; format: SaveFormat; users: readonly string[]; commands: readonly string[] },
	{ readonly text: string } | null,
	void
>("redisSecurityLint/exportPermissions");
export const TrustedNotification = new NotificationType0("redisSecurityLint/trusted");
export const EncodingNotification = new NotificationType<{ uri: string; encoding: string }>("redisSecurityLint/encoding");
