// model/acl tests: users, rules and commands in short.
import { parseRelease, type Release } from "../../../server/src/knowledge/release";
import type { CommandSet } from "../../../server/src/model/acl/bits";
import type { Census } from "../../../server/src/model/acl/census";
import { decide } from "../../../server/src/model/acl/decide";
import { type AclEvaluator, createAclEvaluator } from "../../../server/src/model/acl/evaluate";
import { readAclFile } from "../../../server/src/model/acl/file";
import { rulesOfArguments } from "../../../server/src/model/acl/tokens";
import type { AclWorld, Decision, UserState } from "../../../server/src/model/acl/types";
import { parse } from "../../../server/src/syntax/parse";
import { knowledge } from "../../support/knowledge";

export function releaseNamed(id: string): Release {
	return parseRelease(id) as Release;
}

function worldOf(id: string, changes: Partial<AclWorld> = {}): AclWorld {
	const release = releaseNamed(id);
	return { commands: knowledge.commands(release), release, channelsByDefault: "none", renamed: new Map(), ...changes };
}

export function evaluatorOf(id: string, changes?: Partial<AclWorld>): AclEvaluator {
	return createAclEvaluator(worldOf(id, changes));
}

/** The users of an ACL file of Redis 7.4. */
export function censusOf(text: string): Census {
	return readAclFile(parse(text, "acl"), evaluatorOf("redis-7.4"), releaseNamed("redis-7.4"), "file:///users.acl").census;
}

/** The user after `rules`, split at spaces as ACL SETUSER gets them. */
export function userOf(rules: string, evaluator: AclEvaluator): UserState {
	return evaluator.evaluate(tokensOf(rules, evaluator));
}

export function tokensOf(rules: string, evaluator: AclEvaluator): string[] {
	return rulesOfArguments(rules === "" ? [] : rules.split(" "), evaluator.dialect).tokens.map((token) => token.text);
}

/** Names in alphabetical order. */
export function namesOf(set: CommandSet, { world }: AclEvaluator): string[] {
	return Array.from(set, (index) => world.commands.all()[index]?.name ?? "?").sort();
}

/** May a user with these rules, who is on, run this command? */
export function decisionOn(rules: string, command: string, evaluator: AclEvaluator): Decision {
	return decide(userOf(`on ${rules}`, evaluator), command.split(" "), evaluator.world);
}
