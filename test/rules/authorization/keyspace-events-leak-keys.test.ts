import { keyspaceEventsLeakKeys } from "../../../server/src/rules/authorization/keyspace-events-leak-keys";
import { testRule } from "../../support/rules";

const HASH = "b".repeat(64);
const OTHER = `user shop on #${"c".repeat(64)} ~shop:* -@all +get`;
const conf = (events: string, ...users: readonly string[]) => `notify-keyspace-events ${events}\nuser default off\n${users.join("\n")}\n`;

testRule(keyspaceEventsLeakKeys, [
	{
		name: "every channel",
		files: conf("KEA", `user app on #${HASH} ~app:* «&*» -@all +get +psubscribe`, OTHER),
		severity: "info",
		fixed: conf("KEA", `user app on #${HASH} ~app:* resetchannels &app:* &__keyspace@*__:app:* -@all +get +psubscribe`, OTHER),
	},
	{
		name: "the channels of the events",
		files: conf("Ex", `user app on #${HASH} ~app:* «&__keyevent@*__:expired» -@all +get +subscribe`, OTHER),
	},
	{ name: "silent where events are off", files: conf('""', `user app on #${HASH} ~app:* &* -@all +get +psubscribe`, OTHER) },
	{ name: "silent where no kind of event is on", files: conf("K", `user app on #${HASH} ~app:* &* -@all +get +psubscribe`, OTHER) },
	{
		name: "silent for channels of its own",
		files: conf("KEA", `user app on #${HASH} ~app:* &app:* &__keyspace@*__:app:* -@all +get +psubscribe`, OTHER),
	},
	{ name: "silent where it cannot listen", files: conf("KEA", `user app on #${HASH} ~app:* &* -@all +get +publish`, OTHER) },
	{ name: "silent where one application has the server", files: conf("KEA", `user app on #${HASH} ~app:* &* -@all +get +psubscribe`) },
]);
