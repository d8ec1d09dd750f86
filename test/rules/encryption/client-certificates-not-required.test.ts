import { clientCertificatesNotRequired } from "../../../server/src/rules/encryption/client-certificates-not-required";
import { testRule } from "../../support/rules";
import { withTls } from "./configurations";

testRule(clientCertificatesNotRequired, [
	{
		name: "no",
		files: withTls("«tls-auth-clients no»").replace("127.0.0.1", "10.0.0.5"),
		severity: "info",
		fixed: withTls("tls-auth-clients yes").replace("127.0.0.1", "10.0.0.5"),
	},
	{ name: "optional", files: withTls("«tls-auth-clients optional»").replace("127.0.0.1", "10.0.0.5"), says: 'optional" checks' },
	{ name: "silent for yes", files: withTls("tls-auth-clients yes").replace("127.0.0.1", "10.0.0.5") },
	{ name: "silent on this machine", files: withTls("tls-auth-clients no") },
]);
