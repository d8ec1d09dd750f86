import { unusableTlsFile } from "../../../server/src/rules/encryption/unusable-tls-file";
import { testRule } from "../../support/rules";
import { FOLDER, withCertificates } from "./configurations";

testRule(unusableTlsFile, [
	{ name: "broken", files: withCertificates(`«tls-cert-file ${FOLDER}/broken.crt»`), says: "broken" },
	{ name: "a pipe", files: withCertificates(`«tls-cert-file ${FOLDER}/pipe.crt»`), says: "folder, a pipe" },
	{
		name: "missing, in a folder that is there",
		files: withCertificates(`«tls-cert-file ${FOLDER}/missing.crt»`),
		severity: "warning",
		says: "no such file",
	},
	{
		name: "a key where a certificate should be",
		files: withCertificates(`«tls-cert-file ${FOLDER}/redis.key»`),
		says: "It holds a private key",
	},
	{
		name: "a certificate where a key should be",
		files: withCertificates(`«tls-key-file ${FOLDER}/redis.crt»`),
		says: "It holds a certificate",
	},
	{ name: "a locked key", files: withCertificates(`«tls-key-file ${FOLDER}/locked.key»`), says: "tls-key-file-pass is not set" },
	{
		name: "a locked key and a wrong pass phrase",
		files: withCertificates(`«tls-key-file ${FOLDER}/locked.key»`, "tls-key-file-pass wrong"),
		says: "does not open",
	},
	{
		name: "Diffie-Hellman parameters that are none",
		files: withCertificates(`«tls-dh-params-file ${FOLDER}/redis.crt»`),
		says: "Diffie-Hellman",
	},
	{
		name: "silent for a locked key that opens",
		files: withCertificates(`tls-key-file ${FOLDER}/locked.key`, "tls-key-file-pass open-sesame"),
	},
	{ name: "silent for files of another machine", files: withCertificates("tls-cert-file /somewhere/else.crt") },
	{ name: "silent where TLS is off", files: withCertificates(`tls-cert-file ${FOLDER}/broken.crt`, "tls-port 0") },
	{ name: "silent where all is well", files: withCertificates() },
	{ name: "the last line counts", files: withCertificates(`tls-cert-file ${FOLDER}/broken.crt\ntls-cert-file ${FOLDER}/redis.crt`) },
	{ name: "in a sentinel.conf", files: { "sentinel.conf": withCertificates(`«tls-cert-file ${FOLDER}/broken.crt»`) } },
]);
