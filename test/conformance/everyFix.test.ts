// Conformance of all fixes: what the real server takes before a fix it takes after it, over random files that the rules have something to say of.

import fc from "fast-check";
import { expect, test } from "vitest";
import { english } from "../../server/src/base/say";
import { eachFix, opened, type Texts } from "../support/fixProof";
import { realFiles } from "../support/realFiles";
import { otherServers, redisVerdict, serverRelease } from "../support/redis";
import { ruleFiles } from "../support/ruleFiles";

/** Samples of each kind of fix, by rule and title. */
const SAMPLES = Number(process.env.FIX_SAMPLES ?? 2);

/** Lines that need something of the machine, or reach beyond it. */
const OF_THE_MACHINE =
	/^[ \t]*"?(tls-(port|cert-file|key-file|key-file-pass|ca-cert-file|ca-cert-dir|dh-params-file|client-[a-z-]+|cluster|replication)|cluster-(enabled|port)|loadmodule|unixsocket|dir|logfile|pidfile|syslog-[a-z]+|supervised|daemonize)\b.*$/gim;

function harmless(files: Texts): Texts {
	return Object.fromEntries(
		Object.entries(files).map(([name, text]) => [
			name,
			name.endsWith(".acl")
				? text
				: text
						.replace(OF_THE_MACHINE, "# left out")
						.replace(/^[ \t]*include[ \t]+"?\/.*$/gim, "# left out")
						.replace(/^[ \t]*aclfile[ \t]+\/\S*\/(\S+)/gim, (_, acl: string) =>
							files[acl] === undefined ? "# left out" : `aclfile ${acl}`,
						)
						.replace(/^([ \t]*(?:replicaof|slaveof))[ \t]+\S+[ \t]+\d+/gim, "$1 127.0.0.1 1")
						.replace(/^([ \t]*sentinel[ \t]+monitor[ \t]+\S+)[ \t]+\S+[ \t]+\d+/gim, "$1 127.0.0.1 1"),
		]),
	);
}

/** Whether the server takes the files, and whether we say so. */
async function taken(files: Texts, server: string, release: string): Promise<{ real: boolean; ours: boolean; why: string }> {
	const [root = "", text = ""] = Object.entries(files)[0] ?? [];
	const sentinel = root.startsWith("sentinel") ? { sentinel: true as const } : {};
	const rest = Object.fromEntries(Object.entries(files).slice(1));
	const config = root.endsWith(".acl")
		? { "redis.conf": `aclfile ${root}\n`, [root]: text }
		: { ...rest, [sentinel.sentinel ? "sentinel.conf" : "redis.conf"]: text };
	const verdict = await redisVerdict(config, { server, ...sentinel });
	const { refused } = await opened(files, { server: release });
	return { real: verdict.outcome === "accept", ours: refused.length === 0, why: `${verdict.reason} / ${refused.join("; ")}` };
}

test.each(["redis-server", ...otherServers()])("%s takes what a fix leaves", { timeout: 600_000 }, async (server) => {
	const release = await serverRelease(server);
	const samples = new Map<string, number>();
	const faults: string[] = [];
	const random = fc.sample(ruleFiles(), { numRuns: 400, seed: 20_250 }).map(({ files }) => files);
	for (const files of [...realFiles().map((one) => one.files), ...random]) {
		const before = await opened(files, { server: release });
		if (before.refused.length > 0) continue;
		const fixes = (await eachFix(before, { server: release })).filter(({ finding, fix }) => {
			const kind = `${finding.rule} ${english(fix.title).replace(/\d+|\b(app|admin|worker|replica|monitoring|default)\b/g, "")}`;
			const seen = samples.get(kind) ?? 0;
			samples.set(kind, seen + 1);
			return seen < SAMPLES;
		});
		if (fixes.length === 0) continue;
		const start = await taken(harmless(files), server, release);
		if (start.real !== start.ours) faults.push(`we say ${start.ours}: ${start.why}\n${JSON.stringify(files)}`);
		if (!start.real) continue;
		for (const { finding, fix, after } of fixes) {
			const end = await taken(harmless(after), server, release);
			if (!end.real || !end.ours)
				faults.push(`${finding.rule}, "${fix.title}": ${end.why}\n${JSON.stringify(files)}\n${JSON.stringify(after)}`);
		}
	}
	expect(samples.size).toBeGreaterThan(60);
	expect(faults).toEqual([]);
});
