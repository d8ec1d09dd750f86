import { certificateForAnotherName } from "../../../server/src/rules/encryption/certificate-for-another-name";
import { testRule } from "../../support/rules";
import { FOLDER, withCertificates } from "./configurations";

testRule(certificateForAnotherName, [
	{
		name: "of Sentinel, one of two primaries",
		files: {
			"sentinel.conf": withCertificates(
				`«tls-cert-file ${FOLDER}/redis.crt»`,
				"tls-replication yes",
				"sentinel monitor a redis.example 6379 2",
				"sentinel monitor b other.example 6379 2",
			),
		},
		severity: "info",
		says: "other.example",
	},
	{
		name: "silent of Sentinel on a machine of its own",
		files: { "sentinel.conf": withCertificates("tls-replication yes", "sentinel monitor b other.example 6379 2") },
	},
	{ name: "this machine", files: withCertificates(`«tls-cert-file ${FOLDER}/othername.crt»`), says: "localhost or 127.0.0.1" },
	{ name: "another address", files: withCertificates(`«tls-cert-file ${FOLDER}/othername.crt»`, "bind 10.0.0.5"), says: "10.0.0.5" },
	{
		name: "an announced name",
		files: withCertificates(`«tls-cert-file ${FOLDER}/redis.crt»`, "replica-announce-ip redis-2.example"),
		says: "redis-2.example",
	},
	{ name: "silent for an announced name that it holds", files: withCertificates("replica-announce-ip redis.example") },
	{ name: "silent for every interface", files: withCertificates(`tls-cert-file ${FOLDER}/othername.crt`, "bind 0.0.0.0") },
	{ name: "silent where it holds the address", files: withCertificates("bind 10.0.0.5 127.0.0.1") },
]);
