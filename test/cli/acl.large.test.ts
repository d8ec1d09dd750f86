// cli: `acl` of files that are larger than anybody reads.
import { expect, it } from "vitest";
import { Workplace } from "./runCli";

it("very many users and refused lines are all told, as JSON is written elsewhere", async () => {
	const lines = Array.from({ length: 10_001 }, (_, n) => `user u${n} off -@all\nuser v${n} bad\n`);
	const { stdout } = await new Workplace({ "users.acl": lines.join("") }).run("acl --format json users.acl");
	const data = JSON.parse(stdout) as { readonly users: readonly unknown[]; readonly errors: readonly unknown[] };
	expect([data.users.length, data.errors.length]).toEqual([10_002, 10_001]);
	expect(`${JSON.stringify(data, null, 2)}\n` === stdout).toBe(true);
});
