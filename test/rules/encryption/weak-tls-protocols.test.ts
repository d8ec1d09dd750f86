import { weakTlsProtocols } from "../../../server/src/rules/encryption/weak-tls-protocols";
import { testRule } from "../../support/rules";

const tls = (line: string) => `port 0\ntls-port 6379\nbind 127.0.0.1\nrequirepass correct-horse-battery-staple\n${line}\n`;

testRule(weakTlsProtocols, [
	{
		name: "1.1 beside 1.2",
		files: tls('«tls-protocols "TLSv1.1 TLSv1.2"»'),
		says: "TLSv1.1 is offered",
		fixed: tls('tls-protocols "TLSv1.2 TLSv1.3"'),
	},
	{ name: "any case, no quotes needed for one", files: tls("«tls-protocols tlsv1»"), says: "tlsv1 is offered" },
	{ name: "without effect while TLS is off", files: '«tls-protocols "TLSv1 TLSv1.2"»\n', severity: "info", says: "as soon as TLS is on" },
	{
		name: "a comma is refused",
		files: tls('«tls-protocols "TLSv1.1,TLSv1.2"»'),
		says: "separated by a space",
		fixed: tls('tls-protocols "TLSv1.2 TLSv1.3"'),
	},
	{ name: "two spaces are refused", files: tls('«tls-protocols "TLSv1.2  TLSv1.3"»'), says: "a space too many" },
	{ name: "an unknown name is refused", files: tls('«tls-protocols "SSLv3"»'), says: '"SSLv3"' },
	{ name: "an unquoted list is refused", files: tls("«tls-protocols TLSv1.1 TLSv1.2»"), says: "put quotes" },
	{
		name: "an idle line that says the same goes too",
		files: tls('tls-protocols "TLSv1.1"\n«tls-protocols "TLSv1.1"»'),
		fixed: tls('tls-protocols "TLSv1.2 TLSv1.3"'),
	},
	{ name: "the last line wins", files: tls('tls-protocols "TLSv1"\ntls-protocols "TLSv1.3"') },
	{ name: "silent for 1.2 and 1.3", files: tls('tls-protocols "TLSv1.2 TLSv1.3"') },
	{ name: "silent without the line: the default is 1.2 and 1.3", files: tls("tls-auth-clients yes") },
]);
