// cli: findings as JSON, of which nothing is left out.
import { expect, it } from "vitest";
import { MOST_REPORTED } from "../../server/src/cli/report/most";
import { Workplace } from "./runCli";

it("very many findings are all told, as JSON is written elsewhere", async () => {
	const users = Array.from({ length: Math.ceil(MOST_REPORTED / 3) + 1 }, (_, n) => `user u${n} on nopass ~* &* +@all\n`);
	const place = new Workplace({ "users.acl": `user default off\n${users.join("")}`, "safe.txt": "nothing of Redis\n" });
	const { stdout, stderr } = await place.run("lint --format json users.acl safe.txt");
	const data = JSON.parse(stdout) as { readonly files: readonly { readonly findings: readonly object[] }[] };
	expect(data.files[0]?.findings.length).toBeGreaterThan(MOST_REPORTED);
	expect(data.files[1]?.findings).toEqual([]);
	expect(stderr).not.toContain("left out");
	expect(`${JSON.stringify(data, null, 2)}\n` === stdout).toBe(true);
	const text = await place.run("lint users.acl");
	expect(text.stderr).toMatch(/^redis-security-lint: \d+ more findings are left out/m);
});
