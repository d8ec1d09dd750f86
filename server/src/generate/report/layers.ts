// generate/report: the layers of defense, and to which of them a rule belongs.
import { isRelease, type Release } from "../../knowledge/release";
import { isAskedOf } from "../../lint/asked";
import type { LintSettings } from "../../lint/types";
import type { FileKind } from "../../model/types";
import type { Group, Rule } from "../../rules/define";
import type { LayerId } from "./types";

/** From the outside to the inside; at the end what concerns the file itself. */
export const LAYERS: readonly LayerId[] = [
	"network",
	"login",
	"permissions",
	"encryption",
	"data",
	"audit",
	"machine",
	"availability",
	"flaws",
	"refused",
];

const OF_GROUP: Readonly<Record<Group, LayerId>> = {
	network: "network",
	authentication: "login",
	authorization: "permissions",
	encryption: "encryption",
	audit: "audit",
	intrusion: "machine",
	availability: "availability",
	advisories: "flaws",
	syntax: "refused",
};

/** Rules whose group is about more than one layer. */
const OF_RULE: Readonly<Record<string, LayerId>> = {
	"data-at-rest-in-clear-text": "data",
	"hide-user-data-from-log-off": "data",
	"readable-private-key": "data",
	"writable-replica": "data",
};

export function layerOf({ id, group }: Pick<Rule, "id" | "group">): LayerId {
	return OF_RULE[id] ?? OF_GROUP[group];
}

/** Whether the run over a file of this kind asks the rule at all. */
export function isAsked(rule: Rule, kind: FileKind, release: Release, settings: LintSettings): boolean {
	if (settings.rules[rule.id] === "off" || rule.severity[settings.profile] === "off") return false;
	return isRelease(release, rule.releases) && isAskedOf(kind, rule) && (kind !== "acl" || isOfAclFiles(rule));
}

/** An ACL file alone says who may do what, and nothing else of the server. It takes no comments. */
function isOfAclFiles({ group, subject }: Rule): boolean {
	return OF_ACL_FILES.has(group) && subject !== "comment";
}

const OF_ACL_FILES: ReadonlySet<Group> = new Set(["authentication", "authorization", "syntax"]);
