import { oldDirectiveName } from "../../../server/src/rules/syntax/old-directive-name";
import { testRule } from "../../support/rules";

testRule(oldDirectiveName, [
	{ name: "slave names", files: "bind 127.0.0.1\n«slave-priority» 10\n", fixed: "bind 127.0.0.1\nreplica-priority 10\n", severity: "hint" },
	{
		name: "quotes are kept where they are needed",
		files: 'bind 127.0.0.1\n«Slave-Announce-IP» ""\n',
		fixed: 'bind 127.0.0.1\nreplica-announce-ip ""\n',
	},
	{ name: "a name that is old only from 7.0", files: "bind 127.0.0.1\n«hash-max-ziplist-value» 64\n", server: "redis-7.0" },
	{ name: "silent before that", files: "bind 127.0.0.1\nhash-max-ziplist-value 64\n", server: "redis-6.2" },
	{ name: "silent for the new name", files: "bind 127.0.0.1\nreplica-priority 10\n" },
]);
