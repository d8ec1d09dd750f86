import { emptyCaFolder } from "../../../server/src/rules/encryption/empty-ca-folder";
import { testRule } from "../../support/rules";
import { FOLDER, withCertificates } from "./configurations";

testRule(emptyCaFolder, [
	{
		name: "no names that are looked for",
		files: withCertificates('tls-ca-cert-file ""', `«tls-ca-cert-dir ${FOLDER}/unhashed.d»`),
		severity: "error",
		says: "trusts nobody",
	},
	{ name: "a file", files: withCertificates('tls-ca-cert-file ""', `«tls-ca-cert-dir ${FOLDER}/ca.crt»`), says: "This is a file" },
	{ name: "missing", files: withCertificates('tls-ca-cert-file ""', `«tls-ca-cert-dir ${FOLDER}/missing.crt»`), says: "no such folder" },
	{
		name: "beside a file of authorities",
		files: withCertificates(`«tls-ca-cert-dir ${FOLDER}/unhashed.d»`),
		severity: "warning",
		says: "tls-ca-cert-file",
	},
	{
		name: "where nobody is asked",
		files: withCertificates('tls-ca-cert-file ""', `«tls-ca-cert-dir ${FOLDER}/unhashed.d»`, "tls-auth-clients no"),
		severity: "warning",
	},
	{ name: "silent for authorities", files: withCertificates('tls-ca-cert-file ""', `tls-ca-cert-dir ${FOLDER}/authorities.d`) },
	{ name: "silent for a folder of another machine", files: withCertificates('tls-ca-cert-file ""', "tls-ca-cert-dir /somewhere/else") },
	{ name: "silent where TLS is off", files: withCertificates("tls-port 0", `tls-ca-cert-dir ${FOLDER}/unhashed.d`) },
]);
