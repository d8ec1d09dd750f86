import { dangerousCommandsAllowed } from "../../../server/src/rules/authorization/dangerous-commands-allowed";
import { testRule } from "../../support/rules";

const HASH = "b".repeat(64);
/** An ACL file with these users beside a default that is off. */
const acl = (...lines: readonly string[]) => ({ "users.acl": `user default off\n${lines.join("\n")}\n` });

testRule(dangerousCommandsAllowed, [
	{
		name: "+@write holds commands that reach beyond the user's keys",
		files: acl(`user app on #${HASH} ~app:* -@all «+@write» -flushall -flushdb -function`),
		severity: "warning",
		says: "SWAPDB, MIGRATE and RESTORE",
		fixed: {
			"users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +@write -flushall -flushdb -function -swapdb -migrate -restore -restore-asking\n`,
		},
	},
	{
		name: "a rule that names the command is taken out",
		files: acl(`user app on #${HASH} ~app:* -@all +get «+shutdown»`),
		says: "SHUTDOWN stops the server",
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +get\n` },
	},
	{
		name: "in a selector",
		files: acl(`user app on #${HASH} ~app:* -@all +get «(~tmp:* +config|set +set)»`),
		says: "A selector of this user grants it",
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +get (~tmp:* +set)\n` },
	},
	{
		name: "without a password, from another host",
		files: acl(`user app on nopass ~app:* -@all +get «+replicaof»`),
		severity: "error",
	},
	{
		name: "what only disturbs others weighs less",
		files: acl(`user app on #${HASH} ~app:* -@all +get «+@connection»`),
		severity: "info",
		says: "CLIENT KILL and CLIENT PAUSE",
	},
	{
		name: "many of them go as a category, and what clients ask for is given back",
		files: acl(`user app on #${HASH} ~app:* -@all +get «+@admin»`),
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +get -@dangerous +client|list +role\n` },
	},
	{
		name: "6.2: a first argument, and the others stay",
		files: acl(`user app on #${HASH} ~app:* -@all +get +config|resetstat «+config|set»`),
		server: "redis-6.2",
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +get +config|resetstat\n` },
	},
	{
		name: "who may not change passwords may not read them either",
		files: acl(`user app on #${HASH} ~app:* -@all +get +config|get «+config|set» +acl|setuser +acl|list`),
		fixed: { "users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +get\n` },
	},
	{
		name: "6.2: CLIENT goes by unmentioned, since every client needs it",
		files: acl(`user app on #${HASH} ~app:* -@all +get +@connection`),
		server: "redis-6.2",
	},
	{ name: "6.2: DEBUG is always open", files: acl(`user app on #${HASH} ~app:* -@all +get «+debug»`), server: "redis-6.2" },
	{ name: "7.0: DEBUG and MODULE are closed", files: acl(`user app on #${HASH} ~app:* -@all +get +debug +module`) },
	{
		name: "7.0: DEBUG is open where the configuration says so",
		files: `enable-debug-command yes\nuser default off\nuser app on #${HASH} ~app:* -@all +get «+debug»\n`,
	},
	{
		name: "REPLICAOF and what it sends",
		files: `masterauth kP3vXw9Lq2ZsT7mBkP3v\nuser default off\nuser app on #${HASH} ~app:* -@all +get «+replicaof»\n`,
		says: "and sends it masterauth",
	},
	{
		name: "in a cluster its commands count",
		files: `cluster-enabled yes\nuser default off\nuser app on #${HASH} ~app:* -@all +get «+cluster»\n`,
		says: "CLUSTER RESET",
	},
	{ name: "silent about CLUSTER without a cluster", files: acl(`user app on #${HASH} ~app:* -@all +get +cluster`) },
	{
		name: "silent where broad-rights says it all",
		files: acl(`user app on #${HASH} ~app:* +@all -flushall -flushdb`),
	},
	{
		name: "silent where a later rule undoes the denial: that is acl-rule-undone",
		files: acl(`user app on #${HASH} ~app:* -@all -@dangerous +@write -flushall -flushdb -function`),
	},
	{
		name: "silent for Sentinel and replicas",
		files: acl(
			`user sentinel on #${HASH} allchannels +multi +slaveof +ping +exec +subscribe +config|rewrite +role +publish +info +client|setname +client|kill +script|kill`,
			`user replica on #${"c".repeat(64)} +psync +replconf +ping`,
		),
	},
	{
		name: "Sentinel without a password",
		files: acl("user sentinel on nopass allchannels +multi «+slaveof» +ping +exec +subscribe +publish +info"),
		severity: "error",
	},
	{ name: "silent for administrators", files: acl(`user admin on #${HASH} ~* &* +@all`) },
	{ name: "silent for a user who is off", files: acl(`user app off #${HASH} ~app:* -@all +shutdown`) },
	{ name: "silent where default is open", files: { "users.acl": "user default on nopass ~* -@all +shutdown\n" } },
	{ name: "silent without ACLs", files: "requirepass kP3vXw9Lq2ZsT7mBkP3v\n" },
	{
		name: "silent where the command was renamed",
		files: `rename-command SHUTDOWN ""\nuser default off\nuser app on #${HASH} ~app:* -@all +get +shutdown\n`,
	},
]);
