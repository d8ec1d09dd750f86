import { weakCiphers } from "../../../server/src/rules/encryption/weak-ciphers";
import { testRule } from "../../support/rules";
import { GOOD, PASSWORD, withTls } from "./configurations";

testRule(weakCiphers, [
	{
		name: "old suites",
		files: withTls("«tls-ciphers HIGH:!aNULL»"),
		says: /SHA-1.*forward secrecy|forward secrecy.*SHA-1/,
		severity: "warning",
		fixed: withTls(`tls-ciphers ${GOOD}`),
	},
	{
		name: "anonymous and unencrypted",
		files: withTls("«tls-ciphers ALL:eNULL:@SECLEVEL=0»"),
		says: "nobody shows a certificate",
		severity: "warning",
	},
	{
		name: "RC4 by name, beside others",
		files: withTls("«tls-ciphers ECDHE+AESGCM:RC4-SHA»"),
		says: "RC4-SHA, where OpenSSL is built with it",
	},
	{ name: "3DES", files: withTls("«tls-ciphers ECDHE+AESGCM:3DES»"), says: "3DES" },
	{ name: "no forward secrecy", files: withTls("«tls-ciphers AES256-GCM-SHA384»"), says: "without forward secrecy (AES256-GCM-SHA384)" },
	{ name: "silent for good ones", files: withTls(`tls-ciphers ${GOOD}`) },
	{ name: "silent for good ones by name", files: withTls("tls-ciphers ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES128-GCM-SHA256") },
	{ name: "silent where RC4 and 3DES are taken out", files: withTls(`tls-ciphers ${GOOD}:!RC4:!3DES`) },
	{ name: "silent where TLS 1.3 alone is offered", files: withTls("tls-ciphers HIGH\ntls-protocols TLSv1.3") },
	{ name: "silent without the line", files: withTls("") },
	{ name: "silent while TLS is off", files: `bind 127.0.0.1\ntls-ciphers HIGH\n${PASSWORD}` },
]);
