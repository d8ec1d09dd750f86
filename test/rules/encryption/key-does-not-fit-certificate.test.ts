import { keyDoesNotFitCertificate } from "../../../server/src/rules/encryption/key-does-not-fit-certificate";
import { testRule } from "../../support/rules";
import { FOLDER, withCertificates } from "./configurations";

testRule(keyDoesNotFitCertificate, [
	{ name: "another key", files: withCertificates(`«tls-key-file ${FOLDER}/stranger.key»`), says: "CN=redis" },
	{ name: "a locked key that fits", files: withCertificates(`tls-key-file ${FOLDER}/locked.key`, "tls-key-file-pass open-sesame") },
	{
		name: "of the certificate for clients",
		files: withCertificates(
			"tls-replication yes",
			`tls-client-cert-file ${FOLDER}/redis.crt`,
			`«tls-client-key-file ${FOLDER}/stranger.key»`,
		),
	},
	{ name: "silent where it fits", files: withCertificates() },
]);
