import { untrustedCertificate } from "../../../server/src/rules/encryption/untrusted-certificate";
import { testRule } from "../../support/rules";
import { FOLDER, withCertificates } from "./configurations";

testRule(untrustedCertificate, [
	{
		name: "another authority, and clients alone",
		files: withCertificates(`«tls-cert-file ${FOLDER}/untrusted.crt»`),
		severity: "info",
		says: "CN=Another authority",
	},
	{
		name: "another authority, and replication",
		files: withCertificates(`«tls-cert-file ${FOLDER}/untrusted.crt»`, "tls-replication yes"),
		severity: "warning",
	},
	{ name: "no authority", files: withCertificates(`«tls-ca-cert-file ${FOLDER}/notca.crt»`), says: "no authority" },
	{ name: "silent where it leads there", files: withCertificates() },
	{
		name: "silent where a folder of authorities is named too",
		files: withCertificates(`tls-cert-file ${FOLDER}/untrusted.crt`, "tls-ca-cert-dir /etc/redis/cas"),
	},
]);
