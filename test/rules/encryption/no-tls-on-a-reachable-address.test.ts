import { noTlsOnAReachableAddress } from "../../../server/src/rules/encryption/no-tls-on-a-reachable-address";
import { testRule } from "../../support/rules";
import { FILES, PASSWORD } from "./configurations";

testRule(noTlsOnAReachableAddress, [
	{ name: "a private address", files: `bind «10.0.0.5»\n${PASSWORD}`, severity: "warning" },
	{ name: "said once", files: `bind 127.0.0.1 «10.0.0.5» 10.0.0.6\n${PASSWORD}` },
	{ name: "silent on this machine", files: `bind 127.0.0.1 -::1\n${PASSWORD}` },
	{ name: "silent with TLS beside it, which says so itself", files: `bind 10.0.0.5\nport 6379\ntls-port 6380\n${FILES}${PASSWORD}` },
	{ name: "silent while protected mode protects", files: "bind 10.0.0.5\n" },
	{ name: "silent without a bind line", files: PASSWORD },
	{ name: "silent in the development profile", files: `bind 10.0.0.5\n${PASSWORD}`, settings: { profile: "development" } },
]);
