// lsp: a workspace of more Redis files than are checked at once.
import { expect, test } from "vitest";
import { SEARCH_LIMITS } from "../../server/src/lsp/files/redisFiles";
import { defineRule } from "../../server/src/rules/define";
import { RULE_OF_A_TEST } from "../support/rules";
import { Asking } from "./asking";
import { connect } from "./scriptedClient";

const SILENT = defineRule({ ...RULE_OF_A_TEST, id: "silent", check: () => [] });

test("files that are not open are not all checked where there are very many, and that is said once", async () => {
	const names = Array.from({ length: SEARCH_LIMITS.files + 20 }, (_, i) => `a/redis-${i}.conf`);
	const files = Object.fromEntries([...names, "z/redis.conf"].map((name) => [name, "port 6379\n"]));
	const client = await connect({ files, rules: [SILENT] });
	const { reports } = await new Asking(client).ask();
	expect(reports.length).toBeLessThanOrEqual(SEARCH_LIMITS.files);
	await client.until(() => client.logged.length > 0);
	expect(client.logged).toEqual([expect.stringContaining("There are more here")]);
});
