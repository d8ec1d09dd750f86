import { replicationInClearText } from "../../../server/src/rules/encryption/replication-in-clear-text";
import { testRule } from "../../support/rules";
import { withTls } from "./configurations";

testRule(replicationInClearText, [
	{ name: "from another host", files: "bind 127.0.0.1\n«replicaof 10.0.0.4 6379»\n" },
	{ name: "only the listener is encrypted", files: withTls("«replicaof 10.0.0.4 6379»"), says: "tls-port encrypts only" },
	{ name: "silent with tls-replication", files: withTls("replicaof 10.0.0.4 6379\ntls-replication yes") },
	{
		name: "silent with a password, which is the worse half",
		files: withTls("replicaof 10.0.0.4 6379\nmasterauth correct-horse-battery-staple"),
	},
	{ name: "silent on this machine", files: "bind 127.0.0.1\nreplicaof 127.0.0.1 6380\n" },
]);
