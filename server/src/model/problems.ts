// model: everything in the files of one root that the server would refuse, die of, or read otherwise than it looks.
import type { AclLineError } from "./acl/file";
import type { Problem, Snapshot, World } from "./types";
import { checkSnapshot } from "./verdict/check";

/** Problems of the configuration with all its includes, and of the lines of its ACL file (`aclErrors`). */
export function findProblems(snapshot: Snapshot, aclErrors: readonly AclLineError[], world: World): readonly Problem[] {
	return [...checkSnapshot(snapshot, world), ...aclErrors.map(ofAclLine)];
}

function ofAclLine({ code, file, line, start, end, message, serverSays, crash, suggestions }: AclLineError): Problem {
	return { code, at: { file, line, start, end }, message, serverSays, suggestions, effect: crash ? "crash" : "refused" };
}
