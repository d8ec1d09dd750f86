import { cipherListRefused } from "../../../server/src/rules/encryption/cipher-list-refused";
import { clientCertificatesNotRequired } from "../../../server/src/rules/encryption/client-certificates-not-required";
import { noTlsOnAReachableAddress } from "../../../server/src/rules/encryption/no-tls-on-a-reachable-address";
import { plaintextPortBesideTls } from "../../../server/src/rules/encryption/plaintext-port-beside-tls";
import { replicationInClearText } from "../../../server/src/rules/encryption/replication-in-clear-text";
import { sentinelInClearText } from "../../../server/src/rules/encryption/sentinel-in-clear-text";
import { tlsSettingsWithoutEffect } from "../../../server/src/rules/encryption/tls-settings-without-effect";
import { tlsWithoutCa } from "../../../server/src/rules/encryption/tls-without-ca";
import { tlsWithoutCertificate } from "../../../server/src/rules/encryption/tls-without-certificate";
import { tlsWithoutKey } from "../../../server/src/rules/encryption/tls-without-key";
import { weakCiphers } from "../../../server/src/rules/encryption/weak-ciphers";
import { testRule } from "../../support/rules";

const FILES = "tls-cert-file /srv/tls/redis.crt\ntls-key-file /srv/tls/redis.key\ntls-ca-cert-file /srv/tls/ca.crt\n";
const PASSWORD = "requirepass correct-horse-battery-staple\n";
const tls = (lines: string) => `bind 127.0.0.1\nport 0\ntls-port 6379\n${FILES}${PASSWORD}${lines}\n`;
const GOOD = "ECDHE+AESGCM:ECDHE+CHACHA20:DHE+AESGCM:!aNULL:!aDSS:!PSK";

testRule(tlsWithoutCertificate, [
	{ name: "a port alone", files: `port 0\n«tls-port 6379»\n${PASSWORD}`, severity: "error" },
	{ name: "silent with all files", files: tls("") },
]);

testRule(tlsWithoutKey, [
	{ name: "no key", files: `«tls-port 6379»\ntls-cert-file /srv/a.crt\n${PASSWORD}` },
	{ name: "silent with all files", files: tls("") },
]);

testRule(tlsWithoutCa, [
	{ name: "clients are asked", files: `«tls-port 6379»\ntls-cert-file /srv/a.crt\ntls-key-file /srv/a.key\n${PASSWORD}` },
	{
		name: "silent where nobody is asked",
		files: `tls-port 6379\ntls-cert-file /srv/a.crt\ntls-key-file /srv/a.key\ntls-auth-clients no\n${PASSWORD}`,
	},
]);

testRule(plaintextPortBesideTls, [
	{
		name: "both, reachable",
		files: `bind 10.0.0.5\n«port 6379»\ntls-port 6380\n${FILES}${PASSWORD}`,
		severity: "warning",
		fixed: `bind 10.0.0.5\nport 0\ntls-port 6380\n${FILES}${PASSWORD}`,
	},
	{ name: "both, on this machine", files: `bind 127.0.0.1\n«port 6379»\ntls-port 6380\n${FILES}${PASSWORD}`, severity: "info" },
	{ name: "no port line", files: `«bind 10.0.0.5»\ntls-port 6380\n${FILES}${PASSWORD}`, says: "open unless a line closes it" },
	{ name: "Sentinel's own port", files: { "sentinel.conf": `«bind 10.0.0.5»\ntls-port 26380\n${FILES}` }, says: "26379" },
	{ name: "silent with port 0", files: tls("") },
	{ name: "silent without TLS", files: `bind 127.0.0.1\nport 6379\n${PASSWORD}` },
	{ name: "silent where an include cannot be read", files: `include more.conf\nbind 127.0.0.1\ntls-port 6379\n${FILES}${PASSWORD}` },
]);

testRule(noTlsOnAReachableAddress, [
	{ name: "a private address", files: `bind «10.0.0.5»\n${PASSWORD}`, severity: "warning" },
	{ name: "said once", files: `bind 127.0.0.1 «10.0.0.5» 10.0.0.6\n${PASSWORD}` },
	{ name: "silent on this machine", files: `bind 127.0.0.1 -::1\n${PASSWORD}` },
	{ name: "silent with TLS beside it, which says so itself", files: `bind 10.0.0.5\nport 6379\ntls-port 6380\n${FILES}${PASSWORD}` },
	{ name: "silent while protected mode protects", files: "bind 10.0.0.5\n" },
	{ name: "silent without a bind line", files: PASSWORD },
	{ name: "silent in the development profile", files: `bind 10.0.0.5\n${PASSWORD}`, settings: { profile: "development" } },
]);

testRule(clientCertificatesNotRequired, [
	{
		name: "no",
		files: tls("«tls-auth-clients no»").replace("127.0.0.1", "10.0.0.5"),
		severity: "info",
		fixed: tls("tls-auth-clients yes").replace("127.0.0.1", "10.0.0.5"),
	},
	{ name: "optional", files: tls("«tls-auth-clients optional»").replace("127.0.0.1", "10.0.0.5"), says: 'optional" checks' },
	{ name: "silent for yes", files: tls("tls-auth-clients yes").replace("127.0.0.1", "10.0.0.5") },
	{ name: "silent on this machine", files: tls("tls-auth-clients no") },
]);

testRule(replicationInClearText, [
	{ name: "from another host", files: "bind 127.0.0.1\n«replicaof 10.0.0.4 6379»\n" },
	{ name: "only the listener is encrypted", files: tls("«replicaof 10.0.0.4 6379»"), says: "tls-port encrypts only" },
	{ name: "silent with tls-replication", files: tls("replicaof 10.0.0.4 6379\ntls-replication yes") },
	{
		name: "silent with a password, which is the worse half",
		files: tls("replicaof 10.0.0.4 6379\nmasterauth correct-horse-battery-staple"),
	},
	{ name: "silent on this machine", files: "bind 127.0.0.1\nreplicaof 127.0.0.1 6380\n" },
]);

testRule(sentinelInClearText, [
	{ name: "another host", files: { "sentinel.conf": "«sentinel monitor main 10.0.0.4 6379 2»\n" } },
	{
		name: "only the listener",
		files: { "sentinel.conf": `port 0\ntls-port 26379\n${FILES}«sentinel monitor main 10.0.0.4 6379 2»\n` },
		says: "connect here",
	},
	{
		name: "silent with tls-replication",
		files: { "sentinel.conf": `tls-replication yes\n${FILES}sentinel monitor main 10.0.0.4 6379 2\n` },
	},
	{ name: "silent on this machine", files: { "sentinel.conf": "sentinel monitor main 127.0.0.1 6379 2\n" } },
]);

testRule(weakCiphers, [
	{
		name: "old suites",
		files: tls("«tls-ciphers HIGH:!aNULL»"),
		says: /SHA-1.*forward secrecy|forward secrecy.*SHA-1/,
		severity: "warning",
		fixed: tls(`tls-ciphers ${GOOD}`),
	},
	{
		name: "anonymous and unencrypted",
		files: tls("«tls-ciphers ALL:eNULL:@SECLEVEL=0»"),
		says: "nobody shows a certificate",
		severity: "warning",
	},
	{ name: "RC4 by name, beside others", files: tls("«tls-ciphers ECDHE+AESGCM:RC4-SHA»"), says: "RC4-SHA, where OpenSSL is built with it" },
	{ name: "3DES", files: tls("«tls-ciphers ECDHE+AESGCM:3DES»"), says: "3DES" },
	{ name: "no forward secrecy", files: tls("«tls-ciphers AES256-GCM-SHA384»"), says: "without forward secrecy (AES256-GCM-SHA384)" },
	{ name: "silent for good ones", files: tls(`tls-ciphers ${GOOD}`) },
	{ name: "silent for good ones by name", files: tls("tls-ciphers ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES128-GCM-SHA256") },
	{ name: "silent where RC4 and 3DES are taken out", files: tls(`tls-ciphers ${GOOD}:!RC4:!3DES`) },
	{ name: "silent where TLS 1.3 alone is offered", files: tls("tls-ciphers HIGH\ntls-protocols TLSv1.3") },
	{ name: "silent without the line", files: tls("") },
	{ name: "silent while TLS is off", files: `bind 127.0.0.1\ntls-ciphers HIGH\n${PASSWORD}` },
]);

testRule(cipherListRefused, [
	{
		name: "nothing is meant",
		files: tls("«tls-ciphers nonsense»"),
		severity: "error",
		says: "does not start",
		fixed: tls(`tls-ciphers ${GOOD}`),
	},
	{
		name: "the name of the standard",
		files: tls("«tls-ciphers TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256»"),
		says: "ECDHE-RSA-AES128-GCM-SHA256",
	},
	{ name: "not the notation", files: tls("«tls-ciphers HIGH:*»"), says: "notation" },
	{ name: "too weak for the level: nothing is left", files: tls("«tls-ciphers aNULL»\ntls-protocols TLSv1.2"), says: "no suite in common" },
	{
		name: "suites of 1.2 for TLS 1.1 alone",
		files: tls('«tls-ciphers ECDHE+AESGCM»\ntls-protocols "TLSv1.1"'),
		says: "no suite in common",
	},
	{ name: "no suite of 1.3", files: tls("«tls-ciphersuites ECDHE-RSA-AES128-GCM-SHA256»"), says: "tls-ciphers" },
	{ name: "silent where one name is known", files: tls("tls-ciphersuites TLS_AES_128_GCM_SHA256:TLS_NEW") },
	{ name: "silent where TLS 1.3 makes up for it", files: tls("tls-ciphers aNULL") },
	{ name: "silent for good ones", files: tls(`tls-ciphers ${GOOD}`) },
]);

testRule(tlsSettingsWithoutEffect, [
	{
		name: "a certificate and no port",
		files: `bind 127.0.0.1\n«tls-cert-file /srv/a.crt»\ntls-key-file /srv/a.key\n${PASSWORD}`,
		says: "This line and 1 more",
	},
	{ name: "tls-port 0", files: `bind 127.0.0.1\ntls-port 0\n«tls-cert-file /srv/a.crt»\n${PASSWORD}` },
	{ name: "silent with a port", files: tls("") },
	{ name: "silent with replication alone", files: `bind 127.0.0.1\ntls-replication yes\n${FILES}${PASSWORD}` },
	{ name: "silent for a list of protocols by itself", files: `bind 127.0.0.1\ntls-protocols "TLSv1.2"\n${PASSWORD}` },
]);
