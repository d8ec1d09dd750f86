// service: what a document is judged by: the release and who has chosen it, the settings, and the files that lead to it.
import { describe, expect, it } from "vitest";
import type { SettingsLayer } from "../../server/src/lint/settings";
import type { OpenRequest } from "../../server/src/service/service";
import { type Content, uriOf } from "../support/memoryFiles";
import { serviceOf } from "../support/rules";

const PROJECT = ".redis-security-lint.json";
const COMMENT = "# redis-security-lint-server redis-6.2\n";

function open(files: Readonly<Record<string, Content>>, request: Partial<OpenRequest> = {}) {
	const [first = ""] = Object.keys(files);
	return serviceOf(files).open({ uri: uriOf(first), candidates: Object.keys(files).map(uriOf), ...request });
}

describe("the release", () => {
	const flags: SettingsLayer = { server: "redis-7.0" };
	const editor: SettingsLayer = { server: "redis-7.4" };
	const project = { [PROJECT]: '{ "server": "redis-7.2" }' };

	it.each([
		["a flag before all others", { "redis.conf": `${COMMENT}port 1\n`, ...project }, { flags, editor }, "redis-7.0 flag"],
		["a comment before the project file", { "redis.conf": `${COMMENT}port 1\n`, ...project }, { editor }, "redis-6.2 comment"],
		["the project file before the editor", { "redis.conf": "port 1\n", ...project }, { editor }, "redis-7.2 project"],
		["the editor", { "redis.conf": "port 1\n" }, { editor }, "redis-7.4 editor"],
		["a guess: the newest", { "redis.conf": "port 1\n" }, {}, "redis-8.6 guess"],
		["a guess by what only Valkey has", { "redis.conf": "port 1\nextended-redis-compatibility yes\n" }, {}, "valkey-9.1 guess"],
		[
			"no release in a comment counts as no comment",
			{ "redis.conf": "# redis-security-lint-server mysql-8\nport 1\n" },
			{ editor },
			"redis-7.4 editor",
		],
		[
			"a comment of the root, in a file that it includes",
			{ "part.conf": "port 1\n", "redis.conf": `${COMMENT}include part.conf\n` },
			{},
			"redis-6.2 comment",
		],
	] as [string, Record<string, string>, Partial<OpenRequest>, string][])("comes from %s", async (_, files, request, expected) => {
		const { release, choice } = await open(files, request);
		expect(`${release.id} ${choice.from}`).toBe(expected);
	});
});

describe("the project file", () => {
	const files = { "redis.conf": "port 1\n", "custom.json": '{ "profile": "strict" }', [PROJECT]: '{ "profile": "development" }' };

	it("is the one that is named, else the nearest", async () => {
		expect((await open(files)).settings.profile).toBe("development");
		expect((await open(files, { project: uriOf("custom.json") })).settings.profile).toBe("strict");
	});

	it.each([
		["is no JSON", { project: uriOf("broken.json") }, [["broken.json", 13]]],
		["cannot be read", { project: uriOf("missing.json") }, [["missing.json", undefined]]],
		["has a setting that is none", { project: uriOf("odd.json") }, [["odd.json", undefined]]],
	] as const)("that %s is told of, and the document is judged all the same", async (_, request, expected) => {
		const view = await open({ "redis.conf": "port 1\n", "broken.json": '{ "profile": ', "odd.json": '{ "color": 1 }' }, request);
		expect(view.faults.map(({ uri, offset }) => [uri, offset])).toEqual(expected.map(([name, offset]) => [uriOf(name), offset]));
		expect(view.servers).toHaveLength(1);
	});
});

describe("a document that others lead to", () => {
	it.each([
		[
			"is judged inside of each of them",
			{ "part.conf": "port 1\n", "a.conf": "include part.conf\n", "b.conf": "include part.conf\n" },
			["a.conf", "b.conf"],
		],
		[
			"is judged inside of the outermost",
			{ "part.conf": "port 1\n", "a.conf": "include part.conf\n", "b.conf": "include a.conf\n" },
			["b.conf"],
		],
		[
			"and that includes them in turn is its own root",
			{ "part.conf": "port 1\ninclude a.conf\n", "a.conf": "port 2\ninclude part.conf\n" },
			["part.conf"],
		],
		[
			"by a line of another program is judged by itself",
			{ "part.conf": "port 1\n", "nginx.conf": "server {\n  listen 80;\n}\ninclude part.conf\n" },
			["part.conf"],
		],
	])("%s", async (_, files, roots) => {
		const view = await open(files);
		expect(view.servers.map(({ snapshot }) => snapshot.root)).toEqual(roots.map(uriOf));
		expect(view.includedBy).toEqual(roots.map(uriOf).filter((root) => root !== uriOf("part.conf")));
	});
});

it.each(["nginx.conf", "redis.conf"])("of a file of another program nothing is said, though it is called %s", async (name) => {
	const view = await open({ [name]: "server {\n  listen 80;\n}\n" });
	expect([view.servers, view.allFindings(), view.verdict]).toEqual([[], [], { outcome: "accept" }]);
});

it("what did not change is not evaluated again", async () => {
	const service = serviceOf({ "redis.conf": "port 1\n" });
	const first = await service.open({ uri: uriOf("redis.conf") });
	const second = await service.open({ uri: uriOf("redis.conf"), previous: first });
	const third = await first.withText("port 2\n");
	expect(second.servers[0]).toBe(first.servers[0]);
	expect(third.servers[0]).not.toBe(first.servers[0]);
	expect(third.file?.tree.text).toBe("port 2\n");
});
