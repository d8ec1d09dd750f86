// What the rules about logins say is so on the real server, before their fix and after it.
import { describe, expect, test } from "vitest";
import { applyEdits } from "../../../server/src/base/edits";
import { newPassword } from "../../../server/src/lint/run";
import { uriOf } from "../../support/memoryFiles";
import { type CommandOptions, otherServers, RedisError, serverRelease, withRedis } from "../../support/redis";
import { findingsOf, openFiles, SEED } from "../../support/rules";

const STRONG = "kP3vXw9Lq2ZsT7mBkP3v";
const OTHER = "wT5nQz8Jr1YcV6kDwT5n";

type Login = Pick<CommandOptions, "user" | "password">;

interface LoginCase {
	readonly rule: string;
	readonly what: string;
	readonly config: string;
	readonly login: Login;
	/** The first word of the server's answer to PING, before and after. */
	readonly before: string;
	readonly after: string;
	/** Another login after the fix. */
	readonly afterwards?: readonly [login: Login, answer: string];
}

const passwordOf = (user: string) => newPassword(`${SEED}\n${uriOf("redis.conf")}\n${user}`);

const CASES: readonly LoginCase[] = [
	{
		rule: "nopass-user",
		what: "any password lets in, then only the new one",
		config: "user default off\nuser app on nopass +ping\n",
		login: { user: "app", password: "whatever" },
		before: "PONG",
		after: "WRONGPASS",
		afterwards: [{ user: "app", password: passwordOf("app") }, "PONG"],
	},
	{
		rule: "user-cannot-log-in",
		what: "every password is refused, then the new one lets in",
		config: "user default off\nuser app on +ping\n",
		login: { user: "app", password: passwordOf("app") },
		before: "WRONGPASS",
		after: "PONG",
	},
	{
		rule: "default-user-locked-out",
		what: "requirepass is refused, then it lets in",
		config: `requirepass ${STRONG}\nuser default on +ping\n`,
		login: { password: STRONG },
		before: "WRONGPASS",
		after: "PONG",
	},
	{
		rule: "requirepass-without-effect",
		what: "requirepass is refused, and the password of the user line lets in as before",
		config: `requirepass ${STRONG}\nuser default on >${OTHER} +ping\n`,
		login: { password: STRONG },
		before: "WRONGPASS",
		after: "WRONGPASS",
		afterwards: [{ password: OTHER }, "PONG"],
	},
	{
		rule: "weak-password",
		what: "the documented password lets in, then only the new one",
		config: "requirepass foobared\n",
		login: { password: "foobared" },
		before: "PONG",
		after: "WRONGPASS",
		afterwards: [{ password: passwordOf("default") }, "PONG"],
	},
	{
		rule: "password-shared-by-users",
		what: "one user's password opens the other, then no more",
		config: `user default off\nuser one on >${STRONG} +ping\nuser two on >${STRONG} +ping\n`,
		login: { user: "two", password: STRONG },
		before: "PONG",
		after: "WRONGPASS",
		afterwards: [{ user: "one", password: STRONG }, "PONG"],
	},
];

describe.each(["redis-server", ...otherServers()])("%s", (server) => {
	test.each(CASES.map((one) => [one.rule, one.what, one] as const))(
		"%s: %s",
		async (rule, _, { config, login, before, after, afterwards }) => {
			const findings = findingsOf(await openFiles({ "redis.conf": config }, { server: await serverRelease(server) }));
			const fix = findings.find((finding) => finding.rule === rule)?.fixes[0];
			expect(fix, "there is a fix").toBeDefined();
			const fixed = applyEdits(config, fix?.edits() ?? []);
			expect(await answer(server, config, login)).toBe(before);
			expect(await answer(server, fixed, login)).toBe(after);
			if (afterwards) expect(await answer(server, fixed, afterwards[0])).toBe(afterwards[1]);
		},
	);

	test("placeholder-password: the very characters are the password", async () => {
		const text = `$\{REDIS_PASSWORD}`;
		expect(await answer(server, `requirepass ${text}\n`, { password: text })).toBe("PONG");
	});
});

async function answer(server: string, config: string, login: Login): Promise<string | undefined> {
	return withRedis({ server, config }, async (redis) => {
		const reply = await redis.command(["PING"], login);
		return reply instanceof RedisError ? reply.message.split(" ")[0] : String(reply);
	});
}
