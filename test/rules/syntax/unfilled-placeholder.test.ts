import { unfilledPlaceholder } from "../../../server/src/rules/syntax/unfilled-placeholder";
import { testRule } from "../../support/rules";

testRule(unfilledPlaceholder, [
	{ name: "a variable", files: "bind 127.0.0.1\nlogfile «${LOGS}/redis.log»\n", severity: "warning" },
	{ name: "left over from an example", files: "bind 127.0.0.1\nlogfile «<path>»\n" },
	{ name: "silent for passwords, which another rule looks at", files: "bind 127.0.0.1\nrequirepass ${PASSWORD}\n" },
	{
		name: "silent where braces mean something",
		files: 'bind 127.0.0.1\nproc-title-template "{title} {listen-addr}"\n',
		server: "redis-7.4",
	},
]);
