// webviews: what the page with the table of permissions and the extension say to each other.
import type { Matrix, Place } from "./matrix";
import type { PermissionWords } from "./words";

export type SaveFormat = "markdown" | "csv";

export type ToPage =
	| {
			readonly type: "matrix";
			readonly matrix: Matrix;
			readonly words: PermissionWords;
			/** Address of the document. */
			readonly file: string;
			readonly name: string;
			/** To be looked at first. */
			readonly user?: string;
	  }
	/** There is nothing to show, and why. */
	| { readonly type: "nothing"; readonly why: string };

export type FromPage =
	| { readonly type: "ready" }
	| { readonly type: "reveal"; readonly at: Place }
	| { readonly type: "save"; readonly format: SaveFormat; readonly users: readonly string[]; readonly commands: readonly string[] };
