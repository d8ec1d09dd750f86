import { certificateForAnotherName } from "../../../server/src/rules/encryption/certificate-for-another-name";
import { certificateForAnotherUse } from "../../../server/src/rules/encryption/certificate-for-another-use";
import { certificateOutOfDate } from "../../../server/src/rules/encryption/certificate-out-of-date";
import { emptyCaFolder } from "../../../server/src/rules/encryption/empty-ca-folder";
import { keyDoesNotFitCertificate } from "../../../server/src/rules/encryption/key-does-not-fit-certificate";
import { publicAuthorityTrusted } from "../../../server/src/rules/encryption/public-authority-trusted";
import { readablePrivateKey } from "../../../server/src/rules/encryption/readable-private-key";
import { unreadTlsFile } from "../../../server/src/rules/encryption/unread-tls-file";
import { untrustedCertificate } from "../../../server/src/rules/encryption/untrusted-certificate";
import { unusableTlsFile } from "../../../server/src/rules/encryption/unusable-tls-file";
import { weakCertificate } from "../../../server/src/rules/encryption/weak-certificate";
import { testRule } from "../../support/rules";

const T = "/etc/redis/tls";

/** A server that speaks TLS alone, with the lines given in place of its own. */
function tls(...lines: string[]): string {
	const own = [
		"bind 127.0.0.1",
		"port 0",
		"tls-port 6379",
		`tls-cert-file ${T}/redis.crt`,
		`tls-key-file ${T}/redis.key`,
		`tls-ca-cert-file ${T}/ca.crt`,
		"tls-auth-clients yes",
	];
	const name = (line: string) => line.replace(/^«/, "").split(" ")[0];
	const names = new Set(lines.map(name));
	return `${[...own.filter((line) => !names.has(name(line))), ...lines].join("\n")}\n`;
}

testRule(unusableTlsFile, [
	{ name: "broken", files: tls(`«tls-cert-file ${T}/broken.crt»`), says: "broken" },
	{ name: "a pipe", files: tls(`«tls-cert-file ${T}/pipe.crt»`), says: "folder, a pipe" },
	{ name: "missing, in a folder that is there", files: tls(`«tls-cert-file ${T}/missing.crt»`), severity: "warning", says: "no such file" },
	{ name: "a key where a certificate should be", files: tls(`«tls-cert-file ${T}/redis.key»`), says: "It holds a private key" },
	{ name: "a certificate where a key should be", files: tls(`«tls-key-file ${T}/redis.crt»`), says: "It holds a certificate" },
	{ name: "a locked key", files: tls(`«tls-key-file ${T}/locked.key»`), says: "tls-key-file-pass is not set" },
	{
		name: "a locked key and a wrong pass phrase",
		files: tls(`«tls-key-file ${T}/locked.key»`, "tls-key-file-pass wrong"),
		says: "does not open",
	},
	{ name: "Diffie-Hellman parameters that are none", files: tls(`«tls-dh-params-file ${T}/redis.crt»`), says: "Diffie-Hellman" },
	{ name: "silent for a locked key that opens", files: tls(`tls-key-file ${T}/locked.key`, "tls-key-file-pass open-sesame") },
	{ name: "silent for files of another machine", files: tls("tls-cert-file /somewhere/else.crt") },
	{ name: "silent where TLS is off", files: tls(`tls-cert-file ${T}/broken.crt`, "tls-port 0") },
	{ name: "silent where all is well", files: tls() },
	{ name: "the last line counts", files: tls(`tls-cert-file ${T}/broken.crt\ntls-cert-file ${T}/redis.crt`) },
	{ name: "in a sentinel.conf", files: { "sentinel.conf": tls(`«tls-cert-file ${T}/broken.crt»`) } },
]);

testRule(emptyCaFolder, [
	{
		name: "no names that are looked for",
		files: tls('tls-ca-cert-file ""', `«tls-ca-cert-dir ${T}/unhashed.d»`),
		severity: "error",
		says: "trusts nobody",
	},
	{ name: "a file", files: tls('tls-ca-cert-file ""', `«tls-ca-cert-dir ${T}/ca.crt»`), says: "This is a file" },
	{ name: "missing", files: tls('tls-ca-cert-file ""', `«tls-ca-cert-dir ${T}/missing.crt»`), says: "no such folder" },
	{ name: "beside a file of authorities", files: tls(`«tls-ca-cert-dir ${T}/unhashed.d»`), severity: "warning", says: "tls-ca-cert-file" },
	{
		name: "where nobody is asked",
		files: tls('tls-ca-cert-file ""', `«tls-ca-cert-dir ${T}/unhashed.d»`, "tls-auth-clients no"),
		severity: "warning",
	},
	{ name: "silent for authorities", files: tls('tls-ca-cert-file ""', `tls-ca-cert-dir ${T}/authorities.d`) },
	{ name: "silent for a folder of another machine", files: tls('tls-ca-cert-file ""', "tls-ca-cert-dir /somewhere/else") },
	{ name: "silent where TLS is off", files: tls("tls-port 0", `tls-ca-cert-dir ${T}/unhashed.d`) },
]);

testRule(unreadTlsFile, [
	{ name: "denied", files: tls(`«tls-key-file ${T}/denied.key»`), severity: "hint", says: "this account may not read it" },
	{
		name: "once for all of them",
		files: tls(`«tls-key-file ${T}/denied.key»`, `tls-ca-cert-file ${T}/denied.key`),
		says: "The same goes for tls-ca-cert-file.",
	},
	{ name: "silent where all is read", files: tls() },
	{ name: "silent for files of another machine", files: tls("tls-cert-file /somewhere/else.crt") },
	{ name: "silent where another rule speaks", files: tls(`tls-cert-file ${T}/pipe.crt`) },
	{ name: "silent where TLS is off", files: tls(`tls-key-file ${T}/denied.key`, "tls-port 0") },
]);

testRule(keyDoesNotFitCertificate, [
	{ name: "another key", files: tls(`«tls-key-file ${T}/stranger.key»`), says: "CN=redis" },
	{ name: "a locked key that fits", files: tls(`tls-key-file ${T}/locked.key`, "tls-key-file-pass open-sesame") },
	{
		name: "of the certificate for clients",
		files: tls("tls-replication yes", `tls-client-cert-file ${T}/redis.crt`, `«tls-client-key-file ${T}/stranger.key»`),
	},
	{ name: "silent where it fits", files: tls() },
]);

testRule(untrustedCertificate, [
	{
		name: "another authority, and clients alone",
		files: tls(`«tls-cert-file ${T}/untrusted.crt»`),
		severity: "info",
		says: "CN=Another authority",
	},
	{
		name: "another authority, and replication",
		files: tls(`«tls-cert-file ${T}/untrusted.crt»`, "tls-replication yes"),
		severity: "warning",
	},
	{ name: "no authority", files: tls(`«tls-ca-cert-file ${T}/notca.crt»`), says: "no authority" },
	{ name: "silent where it leads there", files: tls() },
	{
		name: "silent where a folder of authorities is named too",
		files: tls(`tls-cert-file ${T}/untrusted.crt`, "tls-ca-cert-dir /etc/redis/cas"),
	},
]);

testRule(certificateOutOfDate, [
	{ name: "expired", files: tls(`«tls-cert-file ${T}/expired.crt»`), severity: "error", says: "expired on 2026-05-01" },
	{ name: "expires soon", files: tls(`«tls-cert-file ${T}/expiring.crt»`), severity: "warning", says: "in 10 days" },
	{ name: "from tomorrow on", files: tls(`«tls-cert-file ${T}/tomorrow.crt»`), severity: "error", says: "not valid before 2026-06-02" },
	{
		name: "silent where fewer days are asked for",
		files: tls(`tls-cert-file ${T}/expiring.crt`),
		settings: { options: { "certificate-out-of-date": { days: 10 } } },
	},
	{ name: "silent for years to come", files: tls() },
]);

testRule(weakCertificate, [
	{ name: "1024 bits", files: tls(`«tls-cert-file ${T}/small.crt»`, `tls-key-file ${T}/small.key`), says: "1024 bits" },
	{ name: "SHA-1", files: tls(`«tls-cert-file ${T}/sha1.crt»`), says: "SHA-1" },
	{ name: "Diffie-Hellman", files: tls(`«tls-dh-params-file ${T}/dh1024.pem»`), says: "1024 bits" },
	{ name: "silent for P-256 and SHA-256", files: tls() },
]);

testRule(certificateForAnotherUse, [
	{ name: "a client's for a server", files: tls(`«tls-cert-file ${T}/clientonly.crt»`), says: "serverAuth" },
	{ name: "a server's for a replica", files: tls(`«tls-cert-file ${T}/serveronly.crt»`, "tls-replication yes"), says: "clientAuth" },
	{
		name: "a server's for a node",
		files: tls(`«tls-cert-file ${T}/serveronly.crt»`, "cluster-enabled yes", "tls-cluster yes"),
		says: "clientAuth",
	},
	{ name: "silent for a server alone", files: tls(`tls-cert-file ${T}/serveronly.crt`) },
	{
		name: "silent where nobody asks for one",
		files: tls(`tls-cert-file ${T}/serveronly.crt`, "tls-replication yes", "tls-auth-clients no"),
	},
	{
		name: "silent with one for clients",
		files: tls(
			`tls-cert-file ${T}/serveronly.crt`,
			"tls-replication yes",
			`tls-client-cert-file ${T}/clientonly.crt`,
			`tls-client-key-file ${T}/redis.key`,
		),
	},
	{ name: "silent with both", files: tls("tls-replication yes") },
]);

testRule(certificateForAnotherName, [
	{
		name: "of Sentinel, one of two primaries",
		files: {
			"sentinel.conf": tls(
				`«tls-cert-file ${T}/redis.crt»`,
				"tls-replication yes",
				"sentinel monitor a redis.example 6379 2",
				"sentinel monitor b other.example 6379 2",
			),
		},
		severity: "info",
		says: "other.example",
	},
	{
		name: "silent of Sentinel on a machine of its own",
		files: { "sentinel.conf": tls("tls-replication yes", "sentinel monitor b other.example 6379 2") },
	},
	{ name: "this machine", files: tls(`«tls-cert-file ${T}/othername.crt»`), says: "localhost or 127.0.0.1" },
	{ name: "another address", files: tls(`«tls-cert-file ${T}/othername.crt»`, "bind 10.0.0.5"), says: "10.0.0.5" },
	{
		name: "an announced name",
		files: tls(`«tls-cert-file ${T}/redis.crt»`, "replica-announce-ip redis-2.example"),
		says: "redis-2.example",
	},
	{ name: "silent for an announced name that it holds", files: tls("replica-announce-ip redis.example") },
	{ name: "silent for every interface", files: tls(`tls-cert-file ${T}/othername.crt`, "bind 0.0.0.0") },
	{ name: "silent where it holds the address", files: tls("bind 10.0.0.5 127.0.0.1") },
]);

testRule(readablePrivateKey, [
	{ name: "0644", files: tls(`«tls-key-file ${T}/open-redis.key»`), says: "0644" },
	{ name: "silent with a pass phrase", files: tls(`tls-key-file ${T}/open-locked.key`, "tls-key-file-pass open-sesame") },
	{ name: "silent for 0600", files: tls() },
]);

testRule(publicAuthorityTrusted, [
	{ name: "the system's bundle", files: tls("«tls-ca-cert-file /etc/ssl/certs/ca-certificates.crt»") },
	{ name: "the system's folder", files: tls("«tls-ca-cert-dir /etc/ssl/certs»") },
	{
		name: "silent where no certificate is asked for",
		files: tls("tls-ca-cert-file /etc/ssl/certs/ca-certificates.crt", "tls-auth-clients no"),
	},
	{ name: "silent for one's own", files: tls() },
]);
