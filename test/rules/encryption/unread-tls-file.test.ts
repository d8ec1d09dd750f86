import { unreadTlsFile } from "../../../server/src/rules/encryption/unread-tls-file";
import { testRule } from "../../support/rules";
import { FOLDER, withCertificates } from "./configurations";

testRule(unreadTlsFile, [
	{
		name: "denied",
		files: withCertificates(`«tls-key-file ${FOLDER}/denied.key»`),
		severity: "hint",
		says: "this account may not read it",
	},
	{
		name: "once for all of them",
		files: withCertificates(`«tls-key-file ${FOLDER}/denied.key»`, `tls-ca-cert-file ${FOLDER}/denied.key`),
		says: "The same goes for tls-ca-cert-file.",
	},
	{ name: "silent where all is read", files: withCertificates() },
	{ name: "silent for files of another machine", files: withCertificates("tls-cert-file /somewhere/else.crt") },
	{ name: "silent where another rule speaks", files: withCertificates(`tls-cert-file ${FOLDER}/pipe.crt`) },
	{ name: "silent where TLS is off", files: withCertificates(`tls-key-file ${FOLDER}/denied.key`, "tls-port 0") },
]);
