import { clusterBusReachable } from "../../../server/src/rules/network/cluster-bus-reachable";
import { testRule } from "../../support/rules";

const STRONG = "requirepass correct-horse-battery-staple\nmasterauth correct-horse-battery-staple\n";
const cluster = (address: string, ...lines: string[]) => `bind ${address}\n${STRONG}${lines.join("\n")}\n`;

testRule(clusterBusReachable, [
	{ name: "on a private address", files: cluster("10.0.0.5", "«cluster-enabled yes»"), severity: "warning", says: "10000 above" },
	{ name: "on a port of its own", files: cluster("10.0.0.5", "«cluster-enabled yes»", "cluster-port 17000"), says: "port 17000" },
	{ name: "protected mode does not look at it", files: "«cluster-enabled yes»\n" },
	{ name: "TLS for clients alone", files: cluster("10.0.0.5", "port 0", "tls-port 6379", "«cluster-enabled yes»") },
	{ name: "silent with TLS", files: cluster("10.0.0.5", "cluster-enabled yes", "tls-cluster yes") },
	{ name: "silent on this machine alone", files: cluster("127.0.0.1", "cluster-enabled yes") },
	{ name: "silent without a cluster", files: cluster("10.0.0.5", "cluster-enabled no") },
	{ name: "silent where an include may set it", files: cluster("10.0.0.5", "cluster-enabled yes", "include missing.conf") },
]);
