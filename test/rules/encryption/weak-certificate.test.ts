import { weakCertificate } from "../../../server/src/rules/encryption/weak-certificate";
import { testRule } from "../../support/rules";
import { FOLDER, withCertificates } from "./configurations";

testRule(weakCertificate, [
	{
		name: "1024 bits",
		files: withCertificates(`«tls-cert-file ${FOLDER}/small.crt»`, `tls-key-file ${FOLDER}/small.key`),
		says: "1024 bits",
	},
	{ name: "SHA-1", files: withCertificates(`«tls-cert-file ${FOLDER}/sha1.crt»`), says: "SHA-1" },
	{ name: "Diffie-Hellman", files: withCertificates(`«tls-dh-params-file ${FOLDER}/dh1024.pem»`), says: "1024 bits" },
	{ name: "silent for P-256 and SHA-256", files: withCertificates() },
]);
