// rules: tLS is on without a private key: the server does not start.
import { say } from "../../base/say";
import { defineProblemRule } from "../problems";

export const tlsWithoutKey = defineProblemRule({
	id: "tls-without-key",
	group: "encryption",
	title: say`TLS is on without a private key`,
	cwe: [1188],
});
