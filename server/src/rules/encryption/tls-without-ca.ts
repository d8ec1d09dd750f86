// rules: tLS has to check certificates and knows no authority: the server does not start.
import { say } from "../../base/say";
import { defineProblemRule } from "../problems";

export const tlsWithoutCa = defineProblemRule({
	id: "tls-without-ca",
	group: "encryption",
	title: say`TLS has to check certificates and knows no authority`,
	cwe: [295],
});
