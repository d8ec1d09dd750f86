// rules: TLS is on without a certificate: the server does not start.
import { say } from "../../base/say";
import { defineProblemRule } from "../shared/problemRule";

export const tlsWithoutCertificate = defineProblemRule({
	id: "tls-without-certificate",
	group: "encryption",
	title: say`TLS is on without a certificate`,
	cwe: [1188],
	compliance: ["pci-dss:4.2.1", "iso-27001:A.8.24", "soc2:CC6.7", "hipaa:164.312(e)(1)", "gdpr:32"],
});
