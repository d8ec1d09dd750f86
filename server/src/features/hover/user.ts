// features: the user that a setting names, as this server has it: those it speaks of mostly have the same.
import { joined, say, type Words } from "../../base/say";
import { summaryMarkdown } from "../acl/summary";
import { userAt } from "../acl/userAt";
import type { RedisDocument } from "../document";
import { occurrencesOf } from "../navigation/occurrences";

/** Undefined where no line here describes the user. */
export function namedUserInWords({ server }: RedisDocument, name: string, of: "primary" | "sentinels"): Words | undefined {
	const { evaluator } = server.acl;
	for (const { at, role } of occurrencesOf(server, { kind: "user", name })) {
		const file = role === "definition" ? server.snapshot.files.get(at.file) : undefined;
		const user = file?.state === "text" ? userAt(server, file, at.line) : undefined;
		if (user) return joined([WHOSE[of], summaryMarkdown(user.name, user.state, evaluator)], "\n\n");
	}
	return undefined;
}

const WHOSE = {
	primary: say`A user of the primary. If that has the same users as this server:`,
	sentinels: say`A user of the other Sentinels. If they have the same users as this one:`,
} as const;
