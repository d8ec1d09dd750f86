// What is said of files as people post them: each finding was read as the person who gets it would. A new one here is a change to think about.
import { expect, test } from "vitest";
import { postedFiles } from "../support/realFiles";
import { findingsOf, openFiles } from "../support/rules";

/** Line, the first letter of the severity, and the rule. */
const EXPECTED: readonly (readonly [name: string, findings: string])[] = [
	["ansible/redis.conf.j2", "1 w flushall-enabled, 3 h template, 14 i data-at-rest-in-clear-text"],
	[
		"bitnami/redis.conf",
		"1 i no-maxmemory, 1 w no-tls-on-a-reachable-address, 1 i bind-all-interfaces, 16 h unreadable-file, 17 i data-at-rest-in-clear-text",
	],
	["cache/redis.conf", "1 w missing-requirepass, 1 w flushall-enabled"],
	[
		"celery/users.acl",
		"2 w plaintext-acl-password, 2 w weak-password, 2 w scripting-allowed, 3 e weak-password, 3 i spying-allowed, 3 i credentials-readable, 4 w plaintext-acl-password, 4 w broad-rights, 4 w flushall-enabled",
	],
	[
		"cluster/redis-7000.conf",
		"1 w flushall-enabled, 1 i no-maxmemory, 2 w cluster-bus-reachable, 5 i data-at-rest-in-clear-text, 6 w no-tls-on-a-reachable-address",
	],
	[
		"digital/redis.conf",
		"1 i data-at-rest-in-clear-text, 1 w flushall-enabled, 1 i no-maxmemory-clients, 3 w plaintext-port-beside-tls, 8 i client-certificates-not-required",
	],
	[
		"docker/redis.conf",
		"1 w flushall-enabled, 1 i no-maxmemory-clients, 2 w no-tls-on-a-reachable-address, 2 i bind-all-interfaces, 5 e placeholder-password, 8 i data-at-rest-in-clear-text",
	],
	["helm/redis.conf", "1 w missing-requirepass, 1 i bind-all-interfaces, 3 i data-at-rest-in-clear-text"],
	[
		"k8s/master.conf",
		"1 w flushall-enabled, 1 i no-maxmemory, 1 w no-tls-on-a-reachable-address, 1 i bind-all-interfaces, 9 i data-at-rest-in-clear-text, 10 w masterauth-in-clear-text, 11 e weak-password",
	],
	[
		"k8s/redis.conf",
		"1 e missing-requirepass, 1 w flushall-enabled, 1 i no-maxmemory, 1 w bind-all-interfaces, 1 w cluster-bus-reachable, 6 i data-at-rest-in-clear-text, 7 e protected-mode-off",
	],
	[
		"managed/redis.conf",
		"1 i data-at-rest-in-clear-text, 1 w missing-requirepass, 1 w flushall-enabled, 1 i bind-all-interfaces, 18 e unknown-directive",
	],
	["queue/redis.conf", "1 w flushall-enabled, 1 i no-maxmemory, 1 w password-ends-protected-mode, 2 i data-at-rest-in-clear-text"],
	["session/redis.conf", "1 i bind-all-interfaces, 9 h unreadable-file"],
	["simple/hard.conf", "7 i rename-command-instead-of-acl, 8 i rename-command-guessable"],
	["simple/redis.conf", "1 i data-at-rest-in-clear-text, 1 w flushall-enabled, 3 w weak-password"],
	[
		"spring/redis.conf",
		"1 i data-at-rest-in-clear-text, 1 w flushall-enabled, 1 i no-maxmemory, 1 w no-tls-on-a-reachable-address, 3 w weak-password",
	],
	[
		"trio/redis-slave.conf",
		"1 i data-at-rest-in-clear-text, 1 w flushall-enabled, 1 i no-maxmemory, 1 h old-directive-name, 2 w masterauth-in-clear-text, 3 w weak-password, 4 h old-directive-name, 5 h old-directive-name, 6 w no-tls-on-a-reachable-address, 6 i bind-all-interfaces",
	],
	[
		"trio/sentinel.conf",
		"1 e sentinel-missing-requirepass, 1 w sentinel-protected-mode-off, 4 w sentinel-in-clear-text, 5 w weak-password",
	],
];

const posted = new Map(postedFiles().map(({ name, files }) => [name.slice(name.indexOf("/posted/") + "/posted/".length), files]));

test("every file is looked at", () => {
	expect([...posted.keys()].sort()).toEqual(EXPECTED.map(([name]) => name).sort());
});

test.each(EXPECTED)("%s", async (name, findings) => {
	const found = findingsOf(await openFiles(posted.get(name) ?? {}));
	expect(found.map(({ at, severity, rule }) => `${at.line + 1} ${severity[0]} ${rule}`).join(", ")).toBe(findings);
});
