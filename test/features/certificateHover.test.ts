// features: what a certificate says, under the path that names it.
import { expect, test } from "vitest";
import { hover } from "../../server/src/features/hover/hover";
import { rules } from "../../server/src/rules";
import { openAt } from "../support/cursor";

test.each<[string, ...(string | RegExp)[]]>([
	[
		"tls-cert-file /etc/redis/tls/re$0dis.crt",
		"| Subject | `CN=redis` |",
		"| Issuer | `CN=Test authority` |",
		"2026-01-01 to 2036-01-01",
		"`localhost` `redis.example` `127.0.0.1`",
		"serverAuth, clientAuth",
		/SHA-256 \| `([0-9A-F]{2}:){31}[0-9A-F]{2}`/,
	],
	["tls-ca-cert-file /etc/redis/tls/$0ca.crt", "| Issuer | itself |", "authority"],
	["tls-cert-file /etc/redis/tls/exp$0ired.crt", "(expired)"],
	["tls-key-file /etc/redis/tls/re$0dis.key", "A private key: EC, 256 bits."],
	["tls-key-file /etc/redis/tls/loc$0ked.key", "locked with a pass phrase"],
	["tls-dh-params-file /etc/redis/tls/dh$01024.pem", "1024 bits"],
	["tls-cert-file /etc/redis/tls/mis$0sing.crt", "no such file on this machine"],
])("%s", async (text, ...says) => {
	const { document, point } = await openAt(`${text}\n`);
	const markdown = hover(document, point, { rules, pageOf: () => undefined })?.markdown.toString() ?? "";
	for (const part of says) typeof part === "string" ? expect(markdown).toContain(part) : expect(markdown).toMatch(part);
	expect(markdown).not.toContain("PRIVATE KEY");
});
