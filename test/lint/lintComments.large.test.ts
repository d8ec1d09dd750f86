// lint: comments to this program.
import { expect, test } from "vitest";
import { lintComments } from "../../server/src/lint/suppress";
import { openAt } from "../support/cursor";

test("of a comment that goes on for ever the first thousand names are read", async () => {
	const names = Array.from({ length: 300_000 }, (_, index) => `rule-${index}`).join(" ");
	const { document } = await openAt(`# redis-security-lint-disable ${names} -- why\nport 6379\n`);
	const [comment, ...others] = lintComments(document.file);
	expect(others).toEqual([]);
	expect(comment?.words).toHaveLength(1000);
	expect(comment?.words.at(-1)?.text).toBe("rule-999");
});
