import { certificateOutOfDate } from "../../../server/src/rules/encryption/certificate-out-of-date";
import { testRule } from "../../support/rules";
import { FOLDER, withCertificates } from "./configurations";

testRule(certificateOutOfDate, [
	{ name: "expired", files: withCertificates(`«tls-cert-file ${FOLDER}/expired.crt»`), severity: "error", says: "expired on 2026-05-01" },
	{ name: "expires soon", files: withCertificates(`«tls-cert-file ${FOLDER}/expiring.crt»`), severity: "warning", says: "in 10 days" },
	{
		name: "from tomorrow on",
		files: withCertificates(`«tls-cert-file ${FOLDER}/tomorrow.crt»`),
		severity: "error",
		says: "not valid before 2026-06-02",
	},
	{
		name: "silent where fewer days are asked for",
		files: withCertificates(`tls-cert-file ${FOLDER}/expiring.crt`),
		settings: { options: { "certificate-out-of-date": { days: 10 } } },
	},
	{ name: "silent where the certificate has no dates that can be read", files: withCertificates(`tls-cert-file ${FOLDER}/undated.crt`) },
	{ name: "silent for years to come", files: withCertificates() },
]);
