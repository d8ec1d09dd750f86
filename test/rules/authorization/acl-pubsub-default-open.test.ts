import { aclPubsubDefaultOpen } from "../../../server/src/rules/authorization/acl-pubsub-default-open";
import { testRule } from "../../support/rules";

const HASH = "b".repeat(64);

testRule(aclPubsubDefaultOpen, [
	{
		name: "a line opens them",
		files: `«acl-pubsub-default allchannels»\nuser default off\nuser app on #${HASH} ~app:* -@all +get +subscribe\n`,
		severity: "warning",
		says: "app names none",
		fixed: `acl-pubsub-default resetchannels\nuser default off\nuser app on #${HASH} ~app:* -@all +get +subscribe\n`,
	},
	{
		name: "6.2 opens them by itself",
		files: `«user default off»\nuser app on #${HASH} ~app:* -@all +get +subscribe\n`,
		server: "redis-6.2",
		severity: "info",
		fixed: `user default off\nuser app on #${HASH} ~app:* -@all +get +subscribe\nacl-pubsub-default resetchannels\n`,
	},
	{
		name: "6.2, an ACL file alone",
		files: {
			"users.acl": `user default off\nuser «app» on #${HASH} ~app:* -@all +get +subscribe\nuser b on #${"c".repeat(64)} ~b -@all +publish\n`,
		},
		server: "redis-6.2",
		says: "app and b name none",
		fixed: {
			"users.acl": `user default off\nuser app on #${HASH} ~app:* -@all +get +subscribe resetchannels\nuser b on #${"c".repeat(64)} ~b -@all +publish resetchannels\n`,
		},
	},
	{ name: "silent from 7.0", files: `user default off\nuser app on #${HASH} ~app:* -@all +get +subscribe\n` },
	{
		name: "silent where users name channels",
		files: `acl-pubsub-default allchannels\nuser default off\nuser app on #${HASH} ~app:* resetchannels &app:* -@all +get +subscribe\n`,
	},
	{
		name: "silent where they want all",
		files: `acl-pubsub-default allchannels\nuser default off\nuser app on #${HASH} ~app:* &* -@all +get +subscribe\n`,
	},
	{
		name: "silent where they use no channels",
		files: `acl-pubsub-default allchannels\nuser default off\nuser app on #${HASH} ~app:* -@all +get\n`,
	},
]);
