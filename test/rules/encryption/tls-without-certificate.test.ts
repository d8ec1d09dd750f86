import { tlsWithoutCertificate } from "../../../server/src/rules/encryption/tls-without-certificate";
import { testRule } from "../../support/rules";
import { PASSWORD, withTls } from "./configurations";

testRule(tlsWithoutCertificate, [
	{ name: "a port alone", files: `port 0\n«tls-port 6379»\n${PASSWORD}`, severity: "error" },
	{ name: "silent with all files", files: withTls("") },
]);
