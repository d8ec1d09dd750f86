import { tlsSettingsWithoutEffect } from "../../../server/src/rules/encryption/tls-settings-without-effect";
import { testRule } from "../../support/rules";
import { FILES, PASSWORD, withTls } from "./configurations";

testRule(tlsSettingsWithoutEffect, [
	{
		name: "a certificate and no port",
		files: `bind 127.0.0.1\n«tls-cert-file /srv/a.crt»\ntls-key-file /srv/a.key\n${PASSWORD}`,
		says: "This line and 1 more",
	},
	{ name: "tls-port 0", files: `bind 127.0.0.1\ntls-port 0\n«tls-cert-file /srv/a.crt»\n${PASSWORD}` },
	{ name: "silent with a port", files: withTls("") },
	{ name: "silent with replication alone", files: `bind 127.0.0.1\ntls-replication yes\n${FILES}${PASSWORD}` },
	{ name: "silent for a list of protocols by itself", files: `bind 127.0.0.1\ntls-protocols "TLSv1.2"\n${PASSWORD}` },
]);
