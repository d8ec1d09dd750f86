// Certificates that are replaced while the server runs, by the script of the TLS kit.
import { readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { connect as connectTls } from "node:tls";
import { describe, expect, test } from "vitest";
import { handshake } from "../support/openssl";
import { type Kit, makeKit, sh, start } from "../support/tlsKits";

describe("rotation on a running server", () => {
	const serial = async (kit: Kit): Promise<string> => {
		const shown = await sh(kit.folder, [
			"-c",
			`openssl s_client -connect 127.0.0.1:${kit.choices.port} -CAfile tls/ca.crt -cert tls/client.crt -key tls/client.key </dev/null 2>/dev/null | openssl x509 -noout -serial`,
		]);
		return shown.output.trim();
	};

	test("new connections get the new certificate, and nobody is dropped", async () => {
		const kit = await makeKit({});
		const redis = await start(kit.text("redis.conf"));
		const tls = join(kit.folder, "tls");
		const files = { ca: join(tls, "ca.crt"), cert: join(tls, "client.crt"), key: join(tls, "client.key") };
		const socket = connectTls({
			...{ port: kit.choices.port, host: "127.0.0.1", servername: "localhost", ca: readFileSync(files.ca) },
			...{ cert: readFileSync(files.cert), key: readFileSync(files.key) },
		});
		const ping = () =>
			new Promise<string>((resolve, reject) => {
				socket.once("data", (chunk) => resolve(chunk.toString()));
				socket.once("close", () => reject(new Error("dropped")));
				socket.write("PING\r\n");
			});
		expect(await ping()).toBe("+PONG\r\n");
		const before = await serial(kit);
		// A second run of the script keeps the authority.
		expect(await sh(kit.folder, ["-c", "cp -r tls new && sh make-certificates.sh new"])).toMatchObject({ status: 0 });
		const rotated = await sh(kit.folder, ["rotate-certificates.sh", "server", "new/redis.crt", "new/redis.key"]);
		expect(rotated).toMatchObject({ status: 0 });
		const after = await serial(kit);
		expect(after).toMatch(/^serial=/);
		expect(after).not.toBe(before);
		expect(await ping()).toBe("+PONG\r\n");
		socket.destroy();
		expect(redis.output()).not.toContain("BUG");
	});

	test("a key that does not fit changes nothing", async () => {
		const kit = await makeKit({});
		await start(kit.text("redis.conf"));
		const before = await serial(kit);
		const rotated = await sh(kit.folder, ["rotate-certificates.sh", "server", "tls/redis.crt", "tls/client.key"]);
		expect(rotated.status).toBe(1);
		expect(rotated.output).toContain("does not belong");
		expect(await serial(kit)).toBe(before);
	});

	test("an authority that did not sign what the server shows is not trusted alone", async () => {
		const kit = await makeKit({});
		await start(kit.text("redis.conf"));
		expect(await sh(kit.folder, ["make-certificates.sh", "next"])).toMatchObject({ status: 0 });
		const { status, output } = await sh(kit.folder, ["rotate-certificates.sh", "only", "next/ca.crt"]);
		expect(status).toBe(1);
		expect(output).toContain("replace that first");
		expect((await handshake({ port: kit.choices.port, ...(kit.client && { cert: kit.client }) })).accepted).toBe(true);
	});

	test("files under names of their own", async () => {
		const made = await makeKit({});
		const tls = made.choices.folder;
		for (const name of ["redis.crt", "redis.key", "ca.crt"]) renameSync(join(tls, name), join(tls, `own-${name}`));
		const files = { cert: join(tls, "own-redis.crt"), key: join(tls, "own-redis.key"), ca: join(tls, "own-ca.crt") };
		const kit = await makeKit({ certificates: "existing", files });
		await start(kit.text("redis.conf"));
		const again = await sh(made.folder, [
			"-c",
			"cp tls/ca.key tls/own-ca.crt . && mkdir new && mv ca.key new/ && mv own-ca.crt new/ca.crt && sh make-certificates.sh new",
		]);
		expect(again).toMatchObject({ status: 0 });
		const fresh = ["redis.crt", "redis.key"].map((name) => join(made.folder, "new", name));
		expect(await sh(kit.folder, ["rotate-certificates.sh", "server", ...fresh])).toMatchObject({ status: 0 });
		expect(readFileSync(files.cert, "utf8")).toBe(readFileSync(fresh[0] ?? "", "utf8"));
	});

	test("a new authority beside the old one, then its certificates", async () => {
		const kit = await makeKit({});
		await start(kit.text("redis.conf"));
		expect(await sh(kit.folder, ["make-certificates.sh", "next"])).toMatchObject({ status: 0 });
		const early = await sh(kit.folder, ["rotate-certificates.sh", "server", "next/redis.crt", "next/redis.key"]);
		expect(early.output).toContain("put the authority in place first");
		expect(await sh(kit.folder, ["rotate-certificates.sh", "authority", "next/ca.crt"])).toMatchObject({ status: 0 });
		const rotated = await sh(kit.folder, ["rotate-certificates.sh", "server", "next/redis.crt", "next/redis.key"]);
		expect(rotated).toMatchObject({ status: 0 });
		const old = { cert: join(kit.folder, "tls/client.crt"), key: join(kit.folder, "tls/client.key") };
		const next = { cert: join(kit.folder, "next/client.crt"), key: join(kit.folder, "next/client.key") };
		for (const cert of [old, next]) expect((await handshake({ port: kit.choices.port, cert })).accepted).toBe(true);
		expect(await sh(kit.folder, ["rotate-certificates.sh", "only", "next/ca.crt"])).toMatchObject({ status: 0 });
		expect((await handshake({ port: kit.choices.port, cert: next })).accepted).toBe(true);
		expect((await handshake({ port: kit.choices.port, cert: old })).accepted).toBe(false);
	});
});
