// Clients by the settings that the TLS kit writes for them, against real servers: they get in, and refuse a wrong name and another authority.
import { existsSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { KitChoices } from "../../server/src/generate/tls/choices";
import { generateKit } from "../../server/src/generate/tls/kit";
import { expand, snippet, snippets } from "../snippets/expand";
import { cli, type Kit, makeKit, run, start } from "../support/tlsKits";

/** In the words of each library. Those that would try again for ever are ended as soon as they have said it. */
const WRONG_NAME =
	/ERR_TLS_CERT_ALTNAME_INVALID|does not match certificate|IP address mismatch|not valid for|not in the cert|did not match expected name|hostname mismatch/i;
const WRONG_AUTHORITY =
	/CERTIFICATE_VERIFY_FAILED|certificate verify failed|unable to verify|self-signed|UNABLE_TO_|signature failure|CERT_SIGNATURE/i;

describe("clients as the kit writes them", () => {
	/** The system's own Python, for which the system has the library. */
	const PYTHON = existsSync("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
	const CLIENTS = {
		"node-redis": { file: "node-redis.mjs", program: process.execPath },
		ioredis: { file: "ioredis.mjs", program: process.execPath },
		python: { file: "python.py", program: PYTHON },
		php: { file: "phpredis.php", program: "php" },
		ruby: { file: "ruby.rb", program: "ruby" },
	} as const;
	// Debian has phpredis 5.3 and redis-rb 4.8, which do these in a way of their own.
	const LACKS: Partial<Record<Library, readonly string[]>> = { php: ["sentinel"], ruby: ["sentinel", "cluster"] };
	type Library = keyof typeof CLIENTS;
	const LIBRARIES = Object.keys(CLIENTS) as Library[];
	const project = fileURLToPath(new URL("../..", import.meta.url));

	/** Runs a client's file in a folder of its own with the certificates in it. */
	async function runClient(
		kit: Kit,
		library: Library,
		change: Partial<KitChoices> = {},
		until?: RegExp,
	): Promise<{ status: number; output: string }> {
		const { file: name, program } = CLIENTS[library];
		const file = generateKit({ ...kit.choices, clients: [library], ...change }).find(({ path }) => path === `clients/${name}`);
		const folder = join(kit.folder, "tls");
		writeFileSync(join(folder, name), file?.text ?? "");
		if (!existsSync(join(folder, "node_modules"))) symlinkSync(join(project, "node_modules"), join(folder, "node_modules"));
		return run(program, [name], folder, {}, until);
	}

	const standalone = (async () => {
		const kit = await makeKit({});
		await start(kit.text("redis.conf"), { args: ["--bind", "127.0.0.1", "127.0.0.2"] });
		return kit;
	})();

	const another = makeKit({});
	const withoutCertificates = (async () => {
		const kit = await makeKit({ mode: "server" });
		await start(kit.text("redis.conf"));
		return kit;
	})();

	test.each(LIBRARIES)("%s gets in", async (library) => {
		const { status, output } = await runClient(await standalone, library);
		expect(output).toMatch(/PONG|True|bool\(true\)/);
		expect(status).toBe(0);
	});

	test.each(LIBRARIES)("%s refuses a wrong name", async (library) => {
		const kit = await standalone;
		// A name of this machine that the certificate does not hold.
		const { output } = await runClient(kit, library, { hosts: ["127.0.0.2"] }, WRONG_NAME);
		expect(output).toMatch(WRONG_NAME);
		expect(output).not.toMatch(/PONG|True|bool\(true\)/);
	});

	test.each(LIBRARIES)("%s refuses another authority", async (library) => {
		const kit = await standalone;
		const stranger = await another;
		const { output } = await runClient(
			{ ...stranger, choices: { ...stranger.choices, port: kit.choices.port } },
			library,
			{},
			WRONG_AUTHORITY,
		);
		expect(output).toMatch(WRONG_AUTHORITY);
		expect(output).not.toMatch(/PONG|True|bool\(true\)/);
	});

	describe("as snippets", () => {
		const RUN: Readonly<Record<string, { file: string; argv: readonly string[]; before?: string }>> = {
			python: { file: "snippet.py", argv: [PYTHON] },
			javascript: { file: "snippet.mjs", argv: [process.execPath] },
			typescript: { file: "snippet.mts", argv: [process.execPath, "--import", "tsx"] },
			php: { file: "snippet.php", argv: ["php"], before: "<?php\n" },
			ruby: { file: "snippet.rb", argv: ["ruby"] },
		};
		const ALL = (["python", "javascript", "typescript", "php", "ruby"] as const).flatMap((language) =>
			snippets(language).map(({ prefix }) => [language, prefix] as const),
		);

		test.each(ALL)("%s: %s", async (language, prefix) => {
			const kit = await (prefix.endsWith("-mutual") ? standalone : withoutCertificates);
			const { file, argv, before = "" } = RUN[language] ?? { file: "", argv: [] };
			const text = expand(snippet(language, prefix), { "redis.example.org": "localhost", "6379": String(kit.choices.port) });
			const folder = join(kit.folder, "tls");
			writeFileSync(join(folder, file), before + text);
			if (!existsSync(join(folder, "node_modules"))) symlinkSync(join(project, "node_modules"), join(folder, "node_modules"));
			const [program = "", ...more] = argv;
			const { status, output } = await run(program, [...more, file], folder);
			expect(output).toMatch(/PONG|True|bool\(true\)/);
			expect(status).toBe(0);
		});
	});

	test("each speaks to a cluster", { timeout: 60_000 }, async () => {
		const kit = await makeKit({ topology: "cluster" });
		// A node that never met another one does not know its address.
		const node = await start(kit.text("redis.conf"), { args: ["--cluster-announce-ip", "127.0.0.1"] });
		const slots = await cli(kit, kit.choices.port, ["cluster", "addslotsrange", "0", "16383"]);
		expect(slots.output).toContain("OK");
		await node.printed(/Cluster state changed: ok/);
		for (const library of LIBRARIES.filter((one) => !LACKS[one]?.includes("cluster"))) {
			// The cluster names its nodes by their addresses.
			const { status, output } = await runClient(kit, library, { hosts: ["127.0.0.1"] });
			expect(status, `${library}: ${output}`).toBe(0);
		}
	});

	test("each finds the primary through Sentinel", { timeout: 60_000 }, async () => {
		const kit = await makeKit({ topology: "sentinel" });
		await start(kit.text("redis.conf"));
		const watched = { ...kit.choices, primary: { host: "127.0.0.1", port: kit.choices.port } };
		await start(generateKit(watched).find(({ path }) => path === "sentinel.conf")?.text ?? "", { sentinel: true });
		for (const library of LIBRARIES.filter((one) => !LACKS[one]?.includes("sentinel"))) {
			const { status, output } = await runClient(kit, library);
			expect(status, `${library}: ${output}`).toBe(0);
		}
	});
});
