import { sentinelInClearText } from "../../../server/src/rules/encryption/sentinel-in-clear-text";
import { testRule } from "../../support/rules";
import { FILES } from "./configurations";

testRule(sentinelInClearText, [
	{ name: "another host", files: { "sentinel.conf": "«sentinel monitor main 10.0.0.4 6379 2»\n" } },
	{
		name: "only the listener",
		files: { "sentinel.conf": `port 0\ntls-port 26379\n${FILES}«sentinel monitor main 10.0.0.4 6379 2»\n` },
		says: "connect here",
	},
	{
		name: "silent with tls-replication",
		files: { "sentinel.conf": `tls-replication yes\n${FILES}sentinel monitor main 10.0.0.4 6379 2\n` },
	},
	{ name: "silent on this machine", files: { "sentinel.conf": "sentinel monitor main 127.0.0.1 6379 2\n" } },
]);
