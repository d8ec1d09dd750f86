import { outputBufferWithoutLimit } from "../../../server/src/rules/availability/output-buffer-without-limit";
import { testRule } from "../../support/rules";

const base = "bind 10.0.0.5\nrequirepass correct-horse-battery-staple\n";
const limit = (text: string) => `${base}client-output-buffer-limit ${text}\n`;

testRule(outputBufferWithoutLimit, [
	{ name: "subscribers", files: limit("«pubsub 0 0 0»"), severity: "info", says: "a subscriber", fixed: limit("pubsub 32mb 8mb 60") },
	{ name: "replicas by their old name", files: limit("«slave 0 0 0»"), says: "a replica", fixed: limit("slave 256mb 64mb 60") },
	{
		name: "several in one line, from 7.0",
		files: limit("normal 0 0 0 replica 256mb 64mb 60 «pubsub 0 0 60»"),
		fixed: limit("normal 0 0 0 replica 256mb 64mb 60 pubsub 32mb 8mb 60"),
	},
	{ name: "the last line of a class counts", files: limit("pubsub 32mb 8mb 60\nclient-output-buffer-limit «pubsub 0mb 0kb 0»") },
	{ name: "on 6.0", files: limit("«pubsub 0 0 0»"), server: "redis-6.0" },
	{ name: "silent for normal clients, as by default", files: limit("normal 0 0 0") },
	{ name: "silent with one of the two limits", files: limit("pubsub 0 8mb 60") },
	{ name: "silent where a later line sets one", files: limit("pubsub 0 0 0\nclient-output-buffer-limit pubsub 32mb 8mb 60") },
	{ name: "silent on this machine alone", files: "bind 127.0.0.1\nclient-output-buffer-limit pubsub 0 0 0\n" },
]);
