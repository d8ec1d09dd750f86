// The hardened examples have no finding but what is true of them whatever one writes.
import { expect, test } from "vitest";
import { opened } from "../support/fixProof";
import { exampleFolders } from "../support/realFiles";

const HARDENED = exampleFolders().filter(({ name }) => name.includes("/hardened/"));

/** The server keeps its data on disk, and that is in clear text: whoever runs it has to know. */
const TRUE_OF_ALL = ["data-at-rest-in-clear-text"];

test.each(
	HARDENED.flatMap(({ name, files }) =>
		["redis-7.0", "redis-7.4", "redis-8.6", "valkey-7.2", "valkey-9.1"].map((server) => [name, server, files] as const),
	),
)("%s for %s", async (name, server, files) => {
	const { findings, refused } = await opened(files, { server });
	expect(refused).toEqual([]);
	const said = findings.map(({ rule, severity }) => `${severity} ${rule}`);
	expect(said).toEqual(name.endsWith("sentinel.conf") ? [] : TRUE_OF_ALL.map((rule) => `info ${rule}`));
});

test("there is one for each way to run a server", () => {
	const folders = new Set(HARDENED.map(({ name }) => name.split("/").at(-2)));
	expect([...folders].sort()).toEqual(["cluster", "replica", "sentinel", "stand-alone"]);
});
