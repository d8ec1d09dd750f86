// model/verdict: half a million lines that a NUL joins with the next. To look at all that was joined so far for each of them takes minutes.
import { expect, it } from "vitest";
import { newestRelease } from "../../../server/src/knowledge/release";
import { evaluateServer } from "../../../server/src/model/server";
import { snapshotOf } from "../../../server/src/model/snapshot";
import { verdictOf } from "../../../server/src/model/verdict/verdictOf";
import { knowledge } from "../../support/knowledge";

it("are read, and the line that they make is refused", () => {
	const snapshot = snapshotOf("file:///redis.conf", "config", "port\0 6379\n".repeat(500_000));
	const file = snapshot.files.get(snapshot.root);
	if (file?.state !== "text") throw new Error("no text");
	const server = evaluateServer(snapshot, { knowledge, release: newestRelease("redis") });
	expect(verdictOf(file, server)).toMatchObject({ outcome: "reject", line: 1 });
});
