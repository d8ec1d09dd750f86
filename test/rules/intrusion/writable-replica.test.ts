import { writableReplica } from "../../../server/src/rules/intrusion/writable-replica";
import { testRule } from "../../support/rules";

const replica = "bind 127.0.0.1\nreplicaof 127.0.0.1 6380\n";

testRule(writableReplica, [
	{ name: "a replica", files: `${replica}«replica-read-only no»\n`, severity: "warning", fixed: `${replica}replica-read-only yes\n` },
	{ name: "by its old name", files: `${replica}«slave-read-only no»\n`, fixed: `${replica}slave-read-only yes\n` },
	{ name: "a node of a cluster", files: "bind 127.0.0.1\ncluster-enabled yes\n«replica-read-only no»\n", severity: "warning" },
	{ name: "not a replica yet", files: "bind 127.0.0.1\n«replica-read-only no»\n", severity: "info" },
	{ name: "silent for yes", files: `${replica}replica-read-only yes\n` },
	{ name: "silent without the line", files: replica },
]);
