import { renameCommandNeededByServers } from "../../../server/src/rules/authorization/rename-command-needed-by-servers";
import { testRule } from "../../support/rules";

const USERS = `user default off\nuser app on #${"b".repeat(64)} ~app:* -@all +get\n`;

testRule(renameCommandNeededByServers, [
	{
		name: "the append-only file",
		files: `appendonly yes\n«rename-command SELECT ""»\n${USERS}`,
		severity: "warning",
		says: "does not start again",
		fixed: `appendonly yes\n${USERS}`,
	},
	{ name: "replicas", files: `min-replicas-to-write 1\n«rename-command PSYNC ""»\n${USERS}`, says: "copy all data again" },
	{
		name: "a replica and Sentinel",
		files: `replicaof 127.0.0.1 6380\n«rename-command CONFIG ""»\n${USERS}`,
		says: "Sentinel cannot watch the server or fail over",
	},
	{
		name: "rules keep the command from those who did not have it",
		files: `masterauth kP3vXw9Lq2ZsT7mBkP3v\n«rename-command CONFIG ""»\n${USERS}user ops on #${"c".repeat(64)} ~app:* +@read +config|get\n`,
		fix: /deny it to ops by a rule/,
		fixed: `masterauth kP3vXw9Lq2ZsT7mBkP3v\n${USERS}user ops on #${"c".repeat(64)} ~app:* +@read +config|get -config\n`,
	},
	{ name: "a cluster has no Sentinel", files: `cluster-enabled yes\nrename-command CONFIG ""\n${USERS}` },
	{ name: "silent where nothing tells of replicas", files: `rename-command CONFIG ""\nrename-command PSYNC ""\n${USERS}` },
	{ name: "silent without an append-only file", files: `appendonly no\nrename-command SELECT ""\n${USERS}` },
	{ name: "silent for commands that no server sends", files: `appendonly yes\nreplicaof 127.0.0.1 6380\nrename-command KEYS ""\n${USERS}` },
]);
