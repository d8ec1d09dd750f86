// test support: certificates and handshakes, tried on the real server.
import { expect, test } from "vitest";
import { handshake, testCertificates } from "./openssl";
import { withRedis } from "./redis";

const tlsConfig = async (more: string) => {
	const { ca, server } = await testCertificates();
	return `tls-cert-file ${server.cert}\ntls-key-file ${server.key}\ntls-ca-cert-file ${ca}\n${more}`;
};

test("TLS 1.1 is offered and accepted at security level 0, and told apart from a refusal", async () => {
	const config = await tlsConfig('tls-auth-clients no\ntls-protocols "TLSv1.1 TLSv1.2"\ntls-ciphers "ALL:@SECLEVEL=0"\n');
	await withRedis({ listen: "tls", config }, async ({ tlsPort: port }) => {
		expect(await handshake({ port, protocol: "tls1_1", seclevel0: true })).toMatchObject({
			accepted: true,
			protocol: "TLSv1.1",
			reply: "+PONG",
		});
		expect(await handshake({ port, protocol: "tls1_2" })).toMatchObject({ accepted: true, protocol: "TLSv1.2" });
		expect(await handshake({ port, protocol: "tls1_3" })).toMatchObject({ accepted: false, reply: undefined });
		expect(await handshake({ port, protocol: "tls1", seclevel0: true })).toMatchObject({ accepted: false });
		expect(await handshake({ port, silent: true })).toMatchObject({ accepted: true });
	});
});

test("each certificate is what it says", async () => {
	const certificates = await testCertificates();
	await withRedis({ listen: "tls", config: await tlsConfig("tls-auth-clients yes\n") }, async ({ tlsPort: port }) => {
		const shown = async (cert?: "server" | "client" | "serverOnly" | "stranger") =>
			(await handshake({ port, ...(cert ? { cert: certificates[cert] } : {}) })).accepted;
		expect(await shown()).toBe(false);
		expect(await shown("client")).toBe(true);
		expect(await shown("server")).toBe(true);
		expect(await shown("serverOnly")).toBe(false);
		expect(await shown("stranger")).toBe(false);
	});
});

test("the client of the tests speaks TLS as well", async () => {
	const { ca, client } = await testCertificates();
	await withRedis({ listen: "tls", config: await tlsConfig("") }, async (redis) => {
		expect(await redis.command(["PING"], { tls: { ca, ...client } })).toBe("PONG");
		await expect(redis.command(["PING"], { tls: { ca } })).rejects.toThrow();
	});
});
