import { masterauthInClearText } from "../../../server/src/rules/authentication/masterauth-in-clear-text";
import { testRule } from "../../support/rules";

const replica = (host: string, ...lines: string[]) =>
	`bind 127.0.0.1\nrequirepass correct-horse-battery-staple\nreplicaof ${host} 6379\n${lines.join("\n")}\n`;
const AUTH = "masterauth correct-horse-battery-staple";

testRule(masterauthInClearText, [
	{ name: "a primary elsewhere", files: replica("10.0.0.1", `«${AUTH}»`), severity: "warning", says: "goes to 10.0.0.1 in clear text" },
	{ name: "a host name", files: replica("redis-0.redis", `«${AUTH}»`, "tls-replication no") },
	{ name: "silent with TLS", files: replica("10.0.0.1", AUTH, "tls-replication yes") },
	{ name: "silent on one machine", files: replica("127.0.0.1", AUTH) },
	{ name: "silent without a password", files: replica("10.0.0.1") },
	{ name: "silent where an include may set it", files: replica("10.0.0.1", AUTH, "include missing.conf") },
]);
