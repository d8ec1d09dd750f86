// model/verdict: what a server's own parser would say of one file, whatever its kind.
import { createAclEvaluator } from "../acl/evaluate";
import { readAclFile } from "../acl/file";
import type { SourceFile, Verdict, World } from "../types";

export function verdictOf(file: SourceFile & { readonly state: "text" }, world: World): Verdict {
	if (file.kind !== "acl") return { outcome: "accept" };
	const commands = world.knowledge.commands(world.release);
	const evaluator = createAclEvaluator({ commands, release: world.release, channelsByDefault: "none", renamed: new Map() });
	return readAclFile(file.tree, evaluator, world.release, file.uri).verdict;
}
