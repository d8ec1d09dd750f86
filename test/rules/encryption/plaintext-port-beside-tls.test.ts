import { plaintextPortBesideTls } from "../../../server/src/rules/encryption/plaintext-port-beside-tls";
import { testRule } from "../../support/rules";
import { FILES, PASSWORD, withTls } from "./configurations";

testRule(plaintextPortBesideTls, [
	{
		name: "both, reachable",
		files: `bind 10.0.0.5\n«port 6379»\ntls-port 6380\n${FILES}${PASSWORD}`,
		severity: "warning",
		fixed: `bind 10.0.0.5\nport 0\ntls-port 6380\n${FILES}${PASSWORD}`,
	},
	{ name: "both, on this machine", files: `bind 127.0.0.1\n«port 6379»\ntls-port 6380\n${FILES}${PASSWORD}`, severity: "info" },
	{ name: "no port line", files: `«bind 10.0.0.5»\ntls-port 6380\n${FILES}${PASSWORD}`, says: "open unless a line closes it" },
	{ name: "Sentinel's own port", files: { "sentinel.conf": `«bind 10.0.0.5»\ntls-port 26380\n${FILES}` }, says: "26379" },
	{ name: "silent with port 0", files: withTls("") },
	{ name: "silent without TLS", files: `bind 127.0.0.1\nport 6379\n${PASSWORD}` },
	{ name: "silent where an include cannot be read", files: `include more.conf\nbind 127.0.0.1\ntls-port 6379\n${FILES}${PASSWORD}` },
]);
