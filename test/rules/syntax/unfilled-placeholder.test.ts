import { unfilledPlaceholder } from "../../../server/src/rules/syntax/unfilled-placeholder";
import { testRule } from "../../support/rules";

testRule(unfilledPlaceholder, [
	{ name: "a variable", files: "bind 127.0.0.1\nlogfile «${LOGS}/redis.log»\n", severity: "warning" },
	{ name: "left over from an example", files: "bind 127.0.0.1\nlogfile «<path>»\n" },
	{ name: "with which the server does not start", files: "bind 127.0.0.1\nport «${PORT}»\n", severity: "error" },
	{
		name: "the address of a primary, which must be an address",
		files: { "sentinel.conf": "sentinel monitor main «${PRIMARY}» 6379 2\n" },
		severity: "error",
		says: "does not fill in variables",
	},
	{ name: "the port of a primary", files: { "sentinel.conf": "sentinel monitor main 10.0.0.1 «${PORT}» 2\n" }, severity: "warning" },
	{
		name: "a command with spaces where a password should be",
		files: "bind 127.0.0.1\nrequirepass «$(cat /run/secrets/password)»\n",
		severity: "error",
		says: "does not fill in variables or run commands",
	},
	{
		name: "silent for the password of a primary",
		files: { "sentinel.conf": "sentinel monitor main 10.0.0.1 6379 2\nsentinel auth-pass main ${PASSWORD}\n" },
	},
	{ name: "silent for passwords, which another rule looks at", files: "bind 127.0.0.1\nrequirepass ${PASSWORD}\n" },
	{
		name: "silent where braces mean something",
		files: 'bind 127.0.0.1\nproc-title-template "{title} {listen-addr}"\n',
		server: "redis-7.4",
	},
]);
