// generate/acl: whatever rules users have, they go to an ACL file and back.
import fc from "fast-check";
import { test } from "vitest";
import { aclFileToUsers } from "../../../server/src/generate/acl/convertUsers";
import { applied, expectSameUsers, serverOf, toFile } from "./converted";
import { EVALUATORS, evaluatorOf, randomUser } from "./randomUsers";

test.each(["redis-6.0", "redis-6.2", "redis-7.4", "valkey-9.1"])("random users go to an ACL file and back, on %s", async (id) => {
	const evaluator = EVALUATORS.find(([name]) => name === id)?.[1] ?? evaluatorOf(id);
	const plain = /^[\x20-\x7e]*$/;
	await fc.assert(
		fc.asyncProperty(fc.array(randomUser(evaluator), { minLength: 1, maxLength: 3 }), async (users) => {
			if (!users.every(({ words }) => words.every((word) => plain.test(word)))) return;
			const lines = users.map(({ words }, i) => `user u${i} ${words.join(" ")}`.trim());
			const there = { "redis.conf": "aclfile users.acl\n", "users.acl": `${lines.join("\n")}\n` };
			const before = await serverOf(there, id);
			const inLines = applied(there, aclFileToUsers(before));
			await expectSameUsers(before, inLines, id);
			const only = { "redis.conf": inLines["redis.conf"] ?? "" };
			const back = applied(only, toFile(await serverOf(only, id)));
			await expectSameUsers(before, back, id);
		}),
		{ numRuns: 40 },
	);
});
