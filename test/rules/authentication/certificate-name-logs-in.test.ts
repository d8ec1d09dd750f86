import { certificateNameLogsIn } from "../../../server/src/rules/authentication/certificate-name-logs-in";
import { testRule } from "../../support/rules";

const tls = (...lines: string[]) => `bind 127.0.0.1\nport 0\ntls-port 6379\nuser default off\n${lines.join("\n")}\n`;

testRule(certificateNameLogsIn, [
	{ name: "by the common name", files: tls("«tls-auth-clients-user CN»"), severity: "info", says: "in its CN" },
	{ name: "any case", files: tls("«tls-auth-clients-user cn»") },
	{ name: "by the URI", files: tls("«tls-auth-clients-user URI»"), server: "valkey-9.1", says: "in its URI" },
	{ name: "silent where it is off", files: tls("tls-auth-clients-user off") },
	{ name: "silent where nobody is asked for a certificate", files: tls("tls-auth-clients no", "tls-auth-clients-user CN") },
	{ name: "silent without TLS", files: "bind 127.0.0.1\ntls-auth-clients-user CN\n" },
	{ name: "silent for a release that does not know it", files: tls("tls-auth-clients-user CN"), server: "redis-8.0" },
]);
