import { tlsWithoutKey } from "../../../server/src/rules/encryption/tls-without-key";
import { testRule } from "../../support/rules";
import { PASSWORD, withTls } from "./configurations";

testRule(tlsWithoutKey, [
	{ name: "no key", files: `«tls-port 6379»\ntls-cert-file /srv/a.crt\n${PASSWORD}` },
	{ name: "silent with all files", files: withTls("") },
]);
