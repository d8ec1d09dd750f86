import { missingMasterauth } from "../../../server/src/rules/authentication/missing-masterauth";
import { testRule } from "../../support/rules";

const base = "bind 127.0.0.1\nrequirepass correct-horse-battery-staple\n";

testRule(missingMasterauth, [
	{
		name: "a replica",
		files: `${base}«replicaof 10.0.0.1 6379»\ntls-replication yes\n`,
		severity: "info",
		says: "refuses the replica",
		fixed: `${base}replicaof 10.0.0.1 6379\ntls-replication yes\nmasterauth correct-horse-battery-staple\n`,
	},
	{ name: "by its old name", files: `${base}«slaveof 10.0.0.1 6379»\ntls-replication yes\n` },
	{
		name: "by the new name of the directive it lacks",
		files: `${base}«replicaof 10.0.0.1 6379»\ntls-replication yes\n`,
		server: "valkey-8.0",
	},
	{ name: "a node of a cluster", files: `${base}«cluster-enabled yes»\n`, says: "nodes of this cluster" },
	{ name: "default is off: no fix", files: `bind 127.0.0.1\nuser default off\n«replicaof 10.0.0.1 6379»\ntls-replication yes\n` },
	{ name: "silent with one", files: `${base}replicaof 10.0.0.1 6379\nmasterauth correct-horse-battery-staple\n` },
	{
		name: "silent with one by its new name",
		files: `${base}replicaof 10.0.0.1 6379\nprimaryauth correct-horse-battery-staple\n`,
		server: "valkey-8.0",
	},
	{ name: "silent where this server asks for none either", files: "bind 127.0.0.1\nreplicaof 10.0.0.1 6379\n" },
	{ name: "silent on a primary", files: base },
	{ name: "silent for replicaof no one", files: `${base}replicaof no one\n` },
	{ name: "silent where an include may set it", files: `${base}replicaof 10.0.0.1 6379\ninclude missing.conf\n` },
]);
