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
	{ name: "silent with quotes", files: 'bind 127.0.0.1\nlogfile "/var/my log"\n' },
]);
