// model/tls: what a server encrypts, and with which certificates.
import { describe, expect, test } from "vitest";
import { evaluateCipherList, usableSuites } from "../../../server/src/model/tls/ciphers";
import { tlsOf } from "../../../server/src/model/tls/evaluate";
import { weaknessOf } from "../../../server/src/model/tls/suites";
import { openFiles } from "../../support/rules";

async function tls(text: string, name = "redis.conf") {
	const server = (await openFiles({ [name]: text })).servers[0];
	if (!server) throw new Error("no server");
	return tlsOf(server);
}

describe("what is in force", () => {
	test("nothing", async () => {
		expect(await tls("port 6379\n")).toMatchObject({ on: false, listener: false, replication: false, cluster: false });
	});
	test("a listener, with the defaults", async () => {
		const model = await tls("tls-port 6380\n");
		expect(model).toMatchObject({ on: true, listener: true, clientCertificates: "required", protocols: ["TLSv1.2", "TLSv1.3"] });
		expect(model.suites13).toHaveLength(3);
		expect(model.suites.length).toBeGreaterThan(10);
	});
	test.each([
		["tls-replication yes", { replication: true, on: true }],
		["tls-cluster yes", { cluster: true, on: true }],
		["tls-auth-clients no", { clientCertificates: "no" }],
		["tls-auth-clients optional", { clientCertificates: "optional" }],
		['tls-protocols "TLSv1.3 TLSV1.1"', { protocols: ["TLSv1.1", "TLSv1.3"] }],
		['tls-protocols "TLSv1.3,TLSv1.2"', { protocols: undefined }],
		["tls-protocols TLSv1.3", { suites: [] }],
		["tls-protocols TLSv1.2", { suites13: [] }],
		["tls-ciphersuites TLS_AES_128_GCM_SHA256:WRONG", { suites13: ["TLS_AES_128_GCM_SHA256"], unknownSuites13: ["WRONG"] }],
		['tls-ciphers ""', { ciphers: undefined }],
		["include elsewhere.conf", { uncertain: true }],
	])("%s", async (line, expected) => {
		expect(await tls(`${line}\n`)).toMatchObject(expected);
	});
	test("TLS 1.1 alone has only the suites that are as old", async () => {
		const { suites } = await tls('tls-protocols "TLSv1.1"\ntls-ciphers ALL:@SECLEVEL=0\n');
		expect(suites.length).toBeGreaterThan(0);
		expect(suites.every(({ protocol }) => protocol !== "TLSv1.2")).toBe(true);
	});
});

describe("lists of ciphers", () => {
	const names = (text: string, level = 2) => {
		const list = evaluateCipherList(text);
		return list.ok ? usableSuites(list.suites, list.level ?? level).map(({ name }) => name) : list.reason;
	};
	test.each([
		["ECDHE+AESGCM+aRSA", ["ECDHE-RSA-AES256-GCM-SHA384", "ECDHE-RSA-AES128-GCM-SHA256"]],
		["AES128-SHA:ECDHE-RSA-AES128-GCM-SHA256:-AES128-SHA:AES128-SHA", ["ECDHE-RSA-AES128-GCM-SHA256", "AES128-SHA"]],
		["AES128-SHA:!AES128-SHA:AES128-SHA", "empty"],
		["AES128-SHA:AES256-SHA:@STRENGTH", ["AES256-SHA", "AES128-SHA"]],
		["AES128-SHA:@SECLEVEL=3", []],
		["HIGH:*", "invalid"],
		["@SECLEVEL=7:HIGH", "invalid"],
		["DEFAULT:nothing:!ALL", "empty"],
		["SUITEB192", ["ECDHE-ECDSA-AES256-GCM-SHA384"]],
		["NULL-MD5:@SECLEVEL=0", ["NULL-MD5"]],
		["NULL-MD5", []],
		["TLS_RSA_WITH_AES_128_CBC_SHA", "empty"],
	])("%s", (text, expected) => {
		expect(names(text)).toEqual(expected);
	});
	test.each([
		["ADH-AES128-SHA", "anonymous"],
		["NULL-SHA256", "NULL"],
		["AES128-GCM-SHA256", "no forward secrecy"],
		["ECDHE-RSA-AES128-SHA", "CBC with SHA-1"],
		["ECDHE-RSA-AES128-GCM-SHA256", undefined],
		["ECDHE-RSA-CHACHA20-POLY1305", undefined],
	])("%s is weak: %s", (name, weakness) => {
		const list = evaluateCipherList(name);
		expect(list.ok && list.suites.map(weaknessOf)).toEqual([weakness]);
	});
});
