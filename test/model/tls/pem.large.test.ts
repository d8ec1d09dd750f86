// model/tls: files of certificates that are made to do harm.
import { expect, test } from "vitest";
import { nodeCrypto } from "../../../server/src/hosts/certificates";
import { readPem } from "../../../server/src/model/tls/pem";

test.each([
	["one name", () => "-----BEGIN CERTIFICATE-----\n"],
	["many names", (n: number) => `-----BEGIN X${n}-----\n`],
])("blocks of %s that never end are soon read", (_, line) => {
	const lines = Array.from({ length: 130_000 }, (_unused, n) => line(n)).join("");
	const started = process.cpuUsage();
	expect(readPem(lines, { readAt: 0 }, nodeCrypto)).toMatchObject({ certificates: [], broken: true });
	expect(process.cpuUsage(started).user).toBeLessThan(2_000_000);
});
