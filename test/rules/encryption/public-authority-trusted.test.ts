import { publicAuthorityTrusted } from "../../../server/src/rules/encryption/public-authority-trusted";
import { testRule } from "../../support/rules";
import { withCertificates } from "./configurations";

testRule(publicAuthorityTrusted, [
	{ name: "the system's bundle", files: withCertificates("«tls-ca-cert-file /etc/ssl/certs/ca-certificates.crt»") },
	{ name: "the system's folder", files: withCertificates("«tls-ca-cert-dir /etc/ssl/certs»") },
	{
		name: "silent where no certificate is asked for",
		files: withCertificates("tls-ca-cert-file /etc/ssl/certs/ca-certificates.crt", "tls-auth-clients no"),
	},
	{ name: "silent for one's own", files: withCertificates() },
]);
