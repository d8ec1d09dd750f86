import { optionalClientCertificatesWithNopass } from "../../../server/src/rules/authentication/optional-client-certificates-with-nopass";
import { testRule } from "../../support/rules";

const tls = (clients: string, address = "10.0.0.5") => `bind ${address}\nport 0\ntls-port 6379\n${clients}\nuser default off\n`;
const open = "user app on nopass ~app:* +get\n";

testRule(optionalClientCertificatesWithNopass, [
	{
		name: "optional, and a user needs no password",
		files: `${tls("«tls-auth-clients optional»")}${open}`,
		severity: "error",
		says: "log in as app",
		fixed: `${tls("tls-auth-clients yes")}${open}`,
		brings: ["nopass-user"],
	},
	{
		name: "only this machine reaches it",
		files: `${tls("«tls-auth-clients OPTIONAL»", "127.0.0.1")}${open}`,
		severity: "warning",
		brings: ["nopass-user"],
	},
	{
		name: "a user for health checks",
		files: `${tls("«tls-auth-clients optional»")}user probe on nopass -@all +ping\n`,
		severity: "info",
		brings: ["nopass-user"],
	},
	{ name: "silent where they are required", files: `${tls("tls-auth-clients yes")}${open}` },
	{ name: "silent where nobody asks for one: that is nopass-user", files: `${tls("tls-auth-clients no")}${open}` },
	{ name: "silent where all users have passwords", files: `${tls("tls-auth-clients optional")}user app on #${"b".repeat(64)} +get\n` },
	{ name: "silent beside a port without TLS", files: `bind 10.0.0.5\ntls-port 6380\ntls-auth-clients optional\nuser default off\n${open}` },
	{ name: "silent where default is open", files: "port 0\ntls-port 6379\ntls-auth-clients optional\nuser default on nopass ~* +@all\n" },
]);
