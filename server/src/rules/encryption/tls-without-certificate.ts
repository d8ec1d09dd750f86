// rules: tLS is on without a certificate: the server does not start.
import { say } from "../../base/say";
import { defineProblemRule } from "../problems";

export const tlsWithoutCertificate = defineProblemRule({
	id: "tls-without-certificate",
	group: "encryption",
	title: say`TLS is on without a certificate`,
	cwe: [1188],
});
