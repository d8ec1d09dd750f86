import { unquotedValue } from "../../../server/src/rules/syntax/unquoted-value";
import { testRule } from "../../support/rules";

testRule(unquotedValue, [
	{
		name: "a list of protocols",
		files: "bind 127.0.0.1\ntls-protocols «TLSv1.2 TLSv1.3»\n",
		fixed: 'bind 127.0.0.1\ntls-protocols "TLSv1.2 TLSv1.3"\n',
		brings: [],
	},
	{ name: "a path", files: "bind 127.0.0.1\nlogfile «/var/my log»\n", fixed: 'bind 127.0.0.1\nlogfile "/var/my log"\n' },
	{
		name: "no fix where a NUL parts the value from the next line",
		files: "tls-cert-file «user»\0x\ntimeout 0 y\n",
	},
	{ name: "silent with quotes", files: 'bind 127.0.0.1\nlogfile "/var/my log"\n' },
]);
