import { cipherListRefused } from "../../../server/src/rules/encryption/cipher-list-refused";
import { testRule } from "../../support/rules";
import { GOOD, withTls } from "./configurations";

testRule(cipherListRefused, [
	{
		name: "nothing is meant",
		files: withTls("«tls-ciphers nonsense»"),
		severity: "error",
		says: "does not start",
		fixed: withTls(`tls-ciphers ${GOOD}`),
	},
	{
		name: "the name of the standard",
		files: withTls("«tls-ciphers TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256»"),
		says: "ECDHE-RSA-AES128-GCM-SHA256",
	},
	{ name: "not the notation", files: withTls("«tls-ciphers HIGH:*»"), says: "notation" },
	{
		name: "too weak for the level: nothing is left",
		files: withTls("«tls-ciphers aNULL»\ntls-protocols TLSv1.2"),
		says: "no suite in common",
	},
	{
		name: "suites of 1.2 for TLS 1.1 alone",
		files: withTls('«tls-ciphers ECDHE+AESGCM»\ntls-protocols "TLSv1.1"'),
		says: "no suite in common",
	},
	{ name: "no suite of 1.3", files: withTls("«tls-ciphersuites ECDHE-RSA-AES128-GCM-SHA256»"), says: "tls-ciphers" },
	{ name: "silent where one name is known", files: withTls("tls-ciphersuites TLS_AES_128_GCM_SHA256:TLS_NEW") },
	{ name: "silent where TLS 1.3 makes up for it", files: withTls("tls-ciphers aNULL") },
	{ name: "silent for good ones", files: withTls(`tls-ciphers ${GOOD}`) },
]);
