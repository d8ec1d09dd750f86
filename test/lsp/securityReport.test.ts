// lsp: the security report as a client asks for it, saves it and has it repaired.
import { describe, expect, it } from "vitest";
import { ApplyWorkspaceEditRequest, CancellationTokenSource } from "vscode-languageserver/node";
import {
	ReportFixRequest,
	ReportProgress,
	SaveReportRequest,
	SecurityReportRequest,
	type ShownReport,
} from "../../server/src/lsp/ownClient/protocol";
import { connect, type ScriptedClient, uriOf } from "./scriptedClient";

const made = "2026-11-21 05:00 UTC";
const OPEN = "bind 0.0.0.0\nprotected-mode no\nacllog-max-len 0\nslowlog-max-len 0\n";
const SAFE = "bind 127.0.0.1\nport 6379\nrequirepass 8Zq2mV7xKc4tYb9pLw3nRf6h\n";

function ask(client: ScriptedClient, uri?: string): Promise<ShownReport> {
	return client.connection.sendRequest(SecurityReportRequest, { made, ...(uri === undefined ? { name: "shop" } : { uri }) });
}

/** An editor that does what it is asked to. */
function applying(client: ScriptedClient): ScriptedClient {
	client.connection.onRequest(ApplyWorkspaceEditRequest.type, async ({ edit }) => {
		await client.apply(edit);
		return { applied: true };
	});
	return client;
}

function fixLayer(
	client: ScriptedClient,
	{ servers: [server] }: ShownReport,
	layer: "audit" | "network",
	safety: "safe" | "may-refuse-clients",
	step: "preview" | "apply",
) {
	const versions = Object.fromEntries(server?.files.map(({ file, version }) => [file, version]) ?? []);
	return client.connection.sendRequest(ReportFixRequest, {
		root: server?.file ?? "",
		versions,
		what: { do: "fix-layer", layer, safety },
		step,
	});
}

describe("of a file", () => {
	it("is about the server as a whole, with the release and why, and a picture", async () => {
		const client = await connect({
			files: {
				"redis.conf": "include part.conf\naclfile users.acl\n",
				"part.conf": OPEN,
				"users.acl": "user default on nopass ~* +@all\n",
			},
			settings: { server: "redis-7.4", profile: "strict" },
		});
		const uri = await client.open("part.conf");
		const { of, name, servers, files } = await ask(client, uri);
		expect([of, name, servers.length]).toEqual(["file", "part.conf", 1]);
		const [server] = servers;
		expect(server).toMatchObject({
			path: "redis.conf",
			release: "Redis 7.4",
			reason: "chosen in the editor's settings",
			profile: "strict",
		});
		expect(server?.files.map(({ path, version }) => [path, version])).toEqual([
			["redis.conf", null],
			["part.conf", 1],
			["users.acl", null],
		]);
		expect(server?.picture).toMatch(/^<svg .*default.*<\/svg>$/);
		expect(files.map(({ path }) => path).sort()).toEqual(["part.conf", "redis.conf", "users.acl"]);
	});

	it("counts lines as the protocol does", async () => {
		const client = await connect();
		const uri = await client.open("redis.conf", "# a\rb\nbind 0.0.0.0\nprotected-mode no\n");
		const { servers } = await ask(client, uri);
		const found = servers[0]?.layers[0]?.groups.flatMap(({ rule, findings }) => findings.map(({ at }) => `${rule} ${at.line} ${at.start}`));
		expect(found).toContain("protected-mode-off 3 0");
	});

	it("says why there is none, and never fails", async () => {
		const client = await connect({ files: { "notes.conf": "server { listen 80; }\n" } });
		expect((await ask(client, uriOf("gone.conf"))).left).toEqual([{ path: "gone.conf", why: "missing" }]);
		expect((await ask(client, uriOf("notes.conf"))).left).toEqual([{ path: "notes.conf", why: "foreign" }]);
	});
});

describe("of the workspace", () => {
	const files = {
		"a/redis.conf": `${SAFE}include part.conf\n`,
		"a/part.conf": "maxmemory 1gb\n",
		"b/redis.conf": OPEN,
		"b/sentinel.conf": "port 26379\nsentinel monitor m 10.0.0.1 6379 2\n",
		"nginx.conf": "server { listen 80; }\n",
	};

	it("has each server once, the worst first, and tells how far it is", async () => {
		const client = await connect({ files });
		const told: string[] = [];
		client.connection.onProgress(ReportProgress, "mine", ({ done, all }) => {
			told.push(`${done}/${all}`);
		});
		const report = await client.connection.sendRequest(SecurityReportRequest, { made, name: "shop", progress: "mine" });
		expect(report.servers.map(({ path }) => path)).toEqual(["b/redis.conf", "b/sentinel.conf", "a/redis.conf"]);
		expect(report.files.find(({ path }) => path === "a/part.conf")?.partOf).toBe("a/redis.conf");
		expect(told).toEqual(["0/4", "1/4", "2/4", "3/4"]);
		expect([report.name, report.isComplete]).toEqual(["shop", true]);
	});

	it("stops when the client does not want it any more", async () => {
		const client = await connect({ files });
		const stop = new CancellationTokenSource();
		client.connection.onProgress(ReportProgress, "mine", () => stop.cancel());
		const asked = client.connection.sendRequest(SecurityReportRequest, { made, progress: "mine" }, stop.token);
		await expect(asked).rejects.toThrow(/cancel/i);
	});

	it("is empty where there is nothing", async () => {
		const client = await connect({ files: { "nginx.conf": "server { listen 80; }\n" } });
		expect(await ask(client)).toMatchObject({ servers: [], files: [], left: [], isComplete: true });
	});
});

describe("saved", () => {
	it.each(["html", "markdown"] as const)("as %s", async (format) => {
		const client = await connect({ files: { "redis.conf": OPEN } });
		const { text } = await client.connection.sendRequest(SaveReportRequest, { uri: uriOf("redis.conf"), made, format });
		expect(text.startsWith(format === "html" ? "<!DOCTYPE html>" : "# Security report: redis.conf")).toBe(true);
		for (const part of ["Every host that reaches this server gets in without a password.", "redis.conf:2", made])
			expect(text).toContain(part);
	});
});

describe("fixes", () => {
	it("of a layer are shown first, and then done in one step", async () => {
		const client = applying(await connect());
		const uri = await client.open("redis.conf", OPEN);
		const report = await ask(client, uri);
		expect(report.servers[0]?.layers.find(({ id }) => id === "audit")?.fixable).toEqual({ safe: 2, "may-refuse-clients": 2 });
		expect(await fixLayer(client, report, "audit", "safe", "preview")).toEqual({
			state: "preview",
			safety: "safe",
			changes: [
				{
					path: "redis.conf",
					line: 2,
					before: ["acllog-max-len 0", "slowlog-max-len 0"],
					after: ["acllog-max-len 128", "slowlog-max-len 128"],
				},
			],
		});
		expect(client.document(uri).getText()).toBe(OPEN);
		expect(await fixLayer(client, report, "audit", "safe", "apply")).toEqual({ state: "applied" });
		expect(client.document(uri).getText()).toBe(OPEN.replaceAll("len 0", "len 128"));
		const again = await ask(client, uri);
		expect(await fixLayer(client, again, "audit", "safe", "preview")).toEqual({ state: "nothing" });
		expect(await fixLayer(client, again, "network", "safe", "preview")).toEqual({ state: "nothing" });
		expect(await fixLayer(client, again, "network", "may-refuse-clients", "preview")).toMatchObject({
			safety: "may-refuse-clients",
			changes: [{ before: ["bind 0.0.0.0", "protected-mode no"] }],
		});
	});

	it("of one finding", async () => {
		const client = applying(await connect());
		const uri = await client.open("redis.conf", OPEN);
		const [server] = (await ask(client, uri)).servers;
		const group = server?.layers[0]?.groups.find(({ rule }) => rule === "protected-mode-off");
		const [finding] = group?.findings ?? [];
		if (!server || !group || !finding) throw new Error("not found");
		const what = { do: "fix", rule: group.rule, message: finding.message, at: finding.at, fix: 0 } as const;
		const asked = { root: server.file, versions: { [uri]: 1 }, what };
		expect(await client.connection.sendRequest(ReportFixRequest, { ...asked, step: "apply" })).toEqual({ state: "applied" });
		expect(client.document(uri).getText()).toBe(OPEN.replace("mode no", "mode yes"));
	});

	it("change other files of the server too, open or not", async () => {
		const client = applying(await connect({ files: { "redis.conf": "include part.conf\n", "part.conf": OPEN } }));
		const uri = await client.open("redis.conf");
		expect(await fixLayer(client, await ask(client, uri), "audit", "safe", "apply")).toEqual({ state: "applied" });
		expect(client.disk.texts.get(uriOf("part.conf"))).toContain("acllog-max-len 128");
	});

	it("are there for a root that is itself judged as a part of another file", async () => {
		const files = {
			"sentinel.conf": "aclfile other.conf\n",
			"other.conf": `${OPEN}include conf.d/redis.conf\n`,
			"conf.d/redis.conf": "port 1\n",
		};
		const client = await connect({ files });
		const report = await ask(client);
		const servers = report.servers.filter(({ file }) => file === uriOf("other.conf"));
		expect(servers).toHaveLength(1);
		expect(await fixLayer(client, { ...report, servers }, "audit", "safe", "preview")).toMatchObject({ state: "preview" });
	});

	it("are not done to a file that has changed since", async () => {
		const client = applying(await connect());
		const uri = await client.open("redis.conf", OPEN);
		const report = await ask(client, uri);
		await client.replace(uri, "bind", "# x\nbind");
		expect(await fixLayer(client, report, "audit", "safe", "apply")).toEqual({ state: "changed" });
		expect(client.document(uri).getText()).toBe(OPEN.replace("bind", "# x\nbind"));
	});

	it("may be refused by the client", async () => {
		const client = await connect();
		client.connection.onRequest(ApplyWorkspaceEditRequest.type, () => ({ applied: false }));
		const uri = await client.open("redis.conf", OPEN);
		expect(await fixLayer(client, await ask(client, uri), "audit", "safe", "apply")).toEqual({ state: "refused" });
	});

	it("show no new password", async () => {
		const client = await connect();
		const uri = await client.open("redis.conf", "port 6379\nuser app on >hunter2hunter2 ~* +@all\n");
		const [server] = (await ask(client, uri)).servers;
		const [group] = server?.layers.find(({ id }) => id === "login")?.groups ?? [];
		const [finding] = group?.findings ?? [];
		if (!server || !group || !finding) throw new Error("not found");
		const what = { do: "fix", rule: group.rule, message: finding.message, at: finding.at, fix: 0 } as const;
		const shown = JSON.stringify(
			await client.connection.sendRequest(ReportFixRequest, { root: server.file, versions: { [uri]: 1 }, what, step: "preview" }),
		);
		expect(shown).toContain("********");
		expect(shown).not.toMatch(/[A-Za-z0-9]{40}|hunter2/);
	});
});
