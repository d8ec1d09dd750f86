// features: what the groups of rules are called.
import { say, type Words } from "../../base/say";
import type { Group } from "../../rules/define";

export const GROUPS: Readonly<Record<Group, Words>> = {
	network: say`network`,
	authentication: say`authentication`,
	authorization: say`authorization`,
	encryption: say`encryption`,
	audit: say`audit`,
	intrusion: say`intrusion`,
	availability: say`availability`,
	advisories: say`advisories`,
	syntax: say`syntax`,
};
