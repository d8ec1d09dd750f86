import { overriddenLine } from "../../../server/src/rules/syntax/overridden-line";
import { testRule } from "../../support/rules";

testRule(overriddenLine, [
	{
		name: "the address that somebody believes in",
		files: "«bind 127.0.0.1»\nport 0\nbind 10.0.0.5\n",
		severity: "warning",
		says: "line 3 sets bind as well",
		fixed: "port 0\nbind 10.0.0.5\n",
	},
	{ name: "the same twice", files: "«bind 127.0.0.1»\nbind 127.0.0.1\n", severity: "info", says: "stands here and again on line 2" },
	{ name: "no matter of security", files: "bind 127.0.0.1\n«timeout 0»\n«timeout 10»\ntimeout 20\n", severity: "info" },
	{ name: "under an old name", files: "bind 127.0.0.1\n«slave-read-only no»\nreplica-read-only yes\n", severity: "warning" },
	{
		name: "never shows a secret",
		files: "bind 127.0.0.1\n«requirepass one»\nrequirepass kP3vXw9Lq2ZsT7mBkP3v\n",
		says: /^(?!.*\bone sets).*$/,
	},
	{
		name: "silent for lines that add up",
		files: 'bind 127.0.0.1\nsave 900 1\nsave 300 10\nrename-command KEYS ""\nrename-command FLUSHALL ""\n',
	},
	{ name: "silent for folders, which count from each other", files: "bind 127.0.0.1\ndir /var/lib\ndir redis\n" },
	{
		name: "silent for a line that changes what an include sets",
		files: { "redis.conf": "include base.conf\nbind 127.0.0.1\n", "base.conf": "bind 10.0.0.5\n" },
	},
]);
