// rules: tLS is on without a private key: the server does not start.
import { defineProblemRule } from "../problems";

export const tlsWithoutKey = defineProblemRule({
	id: "tls-without-key",
	group: "encryption",
	title: "TLS is on without a private key",
	cwe: [1188],
});
