import { template } from "../../../server/src/rules/syntax/template";
import { testRule } from "../../support/rules";

testRule(template, [
	{
		name: "once for a file, and nothing else is said of such lines",
		files: "bind 127.0.0.1\nport «{{ port }}»\n{% if x %}\ntimeout {{ timeout }}\n{% endif %}\n",
		severity: "hint",
	},
	{ name: "another language", files: "bind 127.0.0.1\ntimeout «<%= @timeout %>»\n" },
	{ name: "silent without such parts", files: "bind 127.0.0.1\nport 7000\n" },
	{ name: "silent where the server takes the line", files: 'bind 127.0.0.1\nproc-title-template "{title} {listen-addr}"\n' },
]);
