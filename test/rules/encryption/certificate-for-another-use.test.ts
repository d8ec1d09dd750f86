import { certificateForAnotherUse } from "../../../server/src/rules/encryption/certificate-for-another-use";
import { testRule } from "../../support/rules";
import { FOLDER, withCertificates } from "./configurations";

testRule(certificateForAnotherUse, [
	{ name: "a client's for a server", files: withCertificates(`«tls-cert-file ${FOLDER}/clientonly.crt»`), says: "serverAuth" },
	{
		name: "a server's for a replica",
		files: withCertificates(`«tls-cert-file ${FOLDER}/serveronly.crt»`, "tls-replication yes"),
		says: "clientAuth",
	},
	{
		name: "a server's for a node",
		files: withCertificates(`«tls-cert-file ${FOLDER}/serveronly.crt»`, "cluster-enabled yes", "tls-cluster yes"),
		says: "clientAuth",
	},
	{ name: "silent for a server alone", files: withCertificates(`tls-cert-file ${FOLDER}/serveronly.crt`) },
	{
		name: "silent where nobody asks for one",
		files: withCertificates(`tls-cert-file ${FOLDER}/serveronly.crt`, "tls-replication yes", "tls-auth-clients no"),
	},
	{
		name: "silent with one for clients",
		files: withCertificates(
			`tls-cert-file ${FOLDER}/serveronly.crt`,
			"tls-replication yes",
			`tls-client-cert-file ${FOLDER}/clientonly.crt`,
			`tls-client-key-file ${FOLDER}/redis.key`,
		),
	},
	{ name: "silent with both", files: withCertificates("tls-replication yes") },
]);
