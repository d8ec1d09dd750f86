// model: everything in the files of one root that the server would refuse, die of, or read otherwise than it looks.
import type { AclLineError } from "./acl/file";
import { placeOf } from "./settings";
import type { Reading } from "./statements";
import type { Problem, Snapshot, World } from "./types";
import { checkSnapshot } from "./verdict/check";

/** Problems of the configuration with all its includes, and of the lines of its ACL file (`aclErrors`), files one after the other. */
export function findProblems(snapshot: Snapshot, reading: Reading, aclErrors: readonly AclLineError[], world: World): readonly Problem[] {
	return [...checkSnapshot(snapshot, world), ...reading.cycles.map(cycle), ...aclErrors.map(ofAclLine)];
}

function cycle(statement: Reading["cycles"][number]): Problem {
	return {
		code: "include-cycle",
		at: placeOf(statement),
		message:
			"This include leads back to a file that is still being read. The server reads on in circles until it crashes. Take the line out.",
		effect: "crash",
	};
}

function ofAclLine({ code, file, line, start, end, message, serverSays, crash, suggestions }: AclLineError): Problem {
	return { code, at: { file, line, start, end }, message, serverSays, suggestions, effect: crash ? "crash" : "refused" };
}
