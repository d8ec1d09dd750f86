// rules: TLS has to check certificates and knows no authority: the server does not start.
import { say } from "../../base/say";
import { defineProblemRule } from "../shared/problemRule";

export const tlsWithoutCa = defineProblemRule({
	id: "tls-without-ca",
	group: "encryption",
	title: say`TLS has to check certificates and knows no authority`,
	cwe: [295],
	compliance: ["pci-dss:4.2.1", "iso-27001:A.8.24", "soc2:CC6.7", "hipaa:164.312(e)(1)", "gdpr:32"],
});
