// property: no secret is in a security report, wherever in a file it stands and whatever else is wrong there.
import { expect, test } from "vitest";
import { english } from "../../server/src/base/say";
import { toEnd } from "../../server/src/base/steps";
import { reportHtml } from "../../server/src/generate/report/html";
import { LAYERS } from "../../server/src/generate/report/layers";
import { reportMarkdown } from "../../server/src/generate/report/markdown";
import { drawReach } from "../../server/src/generate/report/picture";
import { securityReport } from "../../server/src/generate/report/report";
import { said } from "../../server/src/generate/report/said";
import { serverReport } from "../../server/src/generate/report/server";
import { newPassword } from "../../server/src/lint/run";
import { rules } from "../../server/src/rules";
import { reportFixes } from "../../server/src/service/reportFixes";
import { uriOf } from "../support/memoryFiles";
import { openFiles, SEED } from "../support/rules";

const SECRET = "Zx9Planted7Secret3Qw5";
const HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

const FILES: readonly Readonly<Record<string, string>>[] = [
	{ "redis.conf": `requirepass ${SECRET}\nmasterauth ${SECRET}\nreplicaof 10.0.0.1 6379\n` },
	{ "redis.conf": `requirepass "${SECRET}\nbind 0.0.0.0 requirepass ${SECRET}\n` },
	{ "redis.conf": `bind 127.0.0.1 masterauth ${SECRET}\nport 6379 requirepass ${SECRET}\n` },
	{ "redis.conf": `logfile "" requirepass ${SECRET}\ndir /x masterauth ${SECRET}\nunixsocket /run/r.sock requirepass ${SECRET}\n` },
	{ "redis.conf": `replicaof 10.0.0.1 6379 masterauth ${SECRET}\nreplicaof ${SECRET} masterauth ${SECRET}\n` },
	{ "redis.conf": `user app on >${SECRET} #${HASH} ~* +@all\nuser >${SECRET} on nopass +@all\nuser b on ${SECRET} +get\n` },
	{ "redis.conf": `user app on >${SECRET} ~* +@all +acl|${SECRET}\nuser app on <${SECRET} !${HASH}\n` },
	{ "redis.conf": `rename-command FLUSHALL ${SECRET}\nrename-command CONFIG ${SECRET}\nrename-command CONFIG|SET ${SECRET}\n` },
	{
		"redis.conf": `# redis-security-lint-disable weak-password -- password: ${SECRET}\n# requirepass ${SECRET}\nrequirepas ${SECRET}\n`,
	},
	{ "redis.conf": `tls-port 6380\ntls-key-file-pass ${SECRET}\ntls-cert-file a.crt\ntls-key-file a.key tls-key-file-pass ${SECRET}\n` },
	{ "redis.conf": `requirepass = ${SECRET}\n--requirepass ${SECRET}\nredis-server --requirepass ${SECRET}\nbind 0.0.0.0\n` },
	{
		"sentinel.conf": `port 26379\nsentinel monitor shop 10.0.0.5 6379 2\nsentinel auth-pass shop ${SECRET}\nsentinel sentinel-pass ${SECRET}\nrequirepass ${SECRET}\n`,
	},
	{
		"sentinel.conf": `sentinel monitor shop auth-pass shop ${SECRET}\nsentinel rename-command shop CONFIG ${SECRET}\nsentinel auth-pas shop ${SECRET}\n`,
	},
	{
		"users.acl": `user default on #${HASH} ~* +@all\nuser app on >${SECRET} ~app:* +@write\nuser x on ( >${SECRET} ) +get\n${SECRET}\nuser y  on >${SECRET}\n`,
	},
	{
		"redis.conf": "aclfile users.acl\nbind 0.0.0.0\n",
		"users.acl": `user app on nopass >${SECRET} (~a:* +@all >${SECRET})\nuser #${HASH} on nopass +@all\n`,
	},
];

test.each(FILES.map((files) => [files]))("%j", async (files) => {
	for (const server of ["redis-6.0", "redis-7.4", "valkey-9.0"]) {
		const view = await openFiles(files, { server, profile: "strict", suppress: [{ rules: ["weak-password"], reason: `token=${SECRET}` }] });
		const [model] = view.servers;
		if (!model) throw new Error("no server");
		const findings = toEnd(view.lint(model, SEED));
		const given = {
			server: model,
			findings,
			settings: view.settings,
			rules,
			release: server,
			reason: "x",
			pathOf: (uri: string) => uri,
			versionOf: () => null,
		};
		const whole = { of: "workspace", name: "x", made: "x", servers: [serverReport(given)], left: [], isComplete: true } as const;
		const report = said(securityReport(whole), { say: english, place: (at) => at });
		const drawings = report.servers.map(({ reach }) => drawReach(reach, "x", english));
		const changes = LAYERS.flatMap((layer) =>
			(["safe", "may-refuse-clients"] as const).map(
				(safety) => toEnd(reportFixes(view, model, rules, { do: "fix-layer", layer, safety }, SEED))?.changes,
			),
		);
		const everything = [
			JSON.stringify(report),
			...drawings,
			reportMarkdown(report, english),
			reportHtml(report, english),
			JSON.stringify(changes),
		];
		// New passwords and their hashes too: these stand in edits alone.
		const made = ["default", "app", "x", "b"].map((user) => newPassword(`${SEED}\n${uriOf(Object.keys(files)[0] ?? "")}\n${user}`));
		for (const text of everything)
			for (const secret of [SECRET, HASH, ...made])
				expect(text.includes(secret), text.slice(Math.max(0, text.indexOf(secret) - 200), text.indexOf(secret) + 80)).toBe(false);
	}
});
