// lint: runs the rules over a model and makes findings of what they report.
import type { Words } from "../base/say";
import type { Place } from "../base/span";
import type { Fix, Profile, Severity } from "../rules/define";

/** What people see of a finding. */
export interface ShownFinding {
	readonly rule: string;
	readonly severity: Severity;
	/** In English, for reports and for telling findings apart. */
	readonly message: string;
	/** The same, for an editor to show in the language of the person. */
	readonly words: Words;
	readonly at: Place;
	readonly related: readonly { readonly at: Place; readonly message: string; readonly words: Words }[];
}

export interface Finding extends ShownFinding {
	readonly fixes: readonly FoundFix[];
}

/** The fix of a finding. */
export interface FoundFix extends Omit<Fix, "title"> {
	/** In English; no two fixes of a finding have the same. */
	readonly title: string;
	/** The same, for an editor to show. */
	readonly words: Words;
}

/** What the person has chosen, after all layers are merged. */
export interface LintSettings {
	readonly profile: Profile;
	/** Per rule id: "off" or the severity to use in place of the rule's own. */
	readonly rules: Readonly<Record<string, "off" | Severity>>;
	/** Options per rule id, as the rule declares them. */
	readonly options: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
	/** Names of users who may do everything; "*" stands for any characters. */
	readonly administrators: readonly string[];
	/** Suppressions of the project file. */
	readonly suppress: readonly FoundSuppression[];
}

export interface Suppression {
	/** Path relative to the project file's folder, "*" and "**" allowed. Without it: every file. */
	readonly file?: string;
	readonly user?: string;
	readonly rules: readonly string[];
	readonly reason?: string;
}

/** As it was read. */
export interface FoundSuppression extends Suppression {
	/** Address of the project file that holds it. */
	readonly from?: string;
}

export const DEFAULT_SETTINGS: LintSettings = {
	profile: "production",
	rules: {},
	options: {},
	administrators: ["admin", "admin-*", "admin_*", "*-admin", "*_admin", "administrator", "root", "superuser"],
	suppress: [],
};

/** What the host hands in because the core cannot have it. */
export interface LintTools {
	/** Text that cannot be guessed; new passwords are made of it. The same seed gives the same edits. */
	readonly seed: string;
	/** Of findings about users, about so many are kept for whoever wants to see them, and others made again then. Without it all are. */
	readonly ready?: number;
	/** Findings about users after which no more users are asked. Without it more than anybody reads. */
	readonly aboutUsers?: number;
}
