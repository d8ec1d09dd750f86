// model/verdict: what a server's own parser would say of one file, whatever its kind.
import { verdictOn } from "../acl/collect";
import { createAclEvaluator } from "../acl/evaluate";
import { readAclFile } from "../acl/file";
import type { ServerModel } from "../server";
import type { TextFile, Verdict } from "../types";
import { checkConfig } from "./check";

/** @param server what it has read of the file is not read again. */
export function verdictOf(file: TextFile, { acl, world }: ServerModel): Verdict {
	if (file.kind !== "acl") return checkConfig(file.tree, file.kind, world, { file: file.uri }).verdict;
	const commands = world.knowledge.commands(world.release);
	const channels = world.knowledge.directives(world.release).find("acl-pubsub-default")?.default;
	const channelsByDefault = channels === "resetchannels" ? "none" : "all";
	const evaluator = createAclEvaluator({ commands, release: world.release, channelsByDefault, renamed: new Map() });
	if (acl.source.from === "file" && acl.source.file === file && acl.evaluator === evaluator) return verdictOn(acl.fileErrors);
	return readAclFile(file.tree, evaluator, world.release, file.uri).verdict;
}
