import { tlsWithoutCa } from "../../../server/src/rules/encryption/tls-without-ca";
import { testRule } from "../../support/rules";
import { PASSWORD } from "./configurations";

testRule(tlsWithoutCa, [
	{ name: "clients are asked", files: `«tls-port 6379»\ntls-cert-file /srv/a.crt\ntls-key-file /srv/a.key\n${PASSWORD}` },
	{
		name: "silent where nobody is asked",
		files: `tls-port 6379\ntls-cert-file /srv/a.crt\ntls-key-file /srv/a.key\ntls-auth-clients no\n${PASSWORD}`,
	},
]);
