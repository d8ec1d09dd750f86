import { readablePrivateKey } from "../../../server/src/rules/encryption/readable-private-key";
import { testRule } from "../../support/rules";
import { FOLDER, withCertificates } from "./configurations";

testRule(readablePrivateKey, [
	{ name: "0644", files: withCertificates(`«tls-key-file ${FOLDER}/open-redis.key»`), says: "0644" },
	{ name: "silent with a pass phrase", files: withCertificates(`tls-key-file ${FOLDER}/open-locked.key`, "tls-key-file-pass open-sesame") },
	{ name: "silent for 0600", files: withCertificates() },
]);
