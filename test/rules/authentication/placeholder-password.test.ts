import { placeholderPassword } from "../../../server/src/rules/authentication/placeholder-password";
import { testRule } from "../../support/rules";

const reachable = "bind 10.0.0.5\n";

testRule(placeholderPassword, [
	{
		name: "a variable of a shell",
		files: `${reachable}requirepass «\${REDIS_PASSWORD}»\n`,
		severity: "error",
		says: "very characters are the password",
	},
	{ name: "only this machine reaches it", files: `bind 127.0.0.1\nrequirepass «\${REDIS_PASSWORD}»\n`, severity: "warning" },
	{ name: "without braces", files: `${reachable}requirepass «$REDIS_PASSWORD»\n` },
	{ name: "a command", files: `${reachable}requirepass «"$(cat /run/secrets/redis)"»\n` },
	{ name: "a template", files: `${reachable}requirepass «"{{ redis_password }}"»\n` },
	{ name: "a template is most likely filled in first", files: `${reachable}requirepass «{{redis_password}}»\n`, severity: "info" },
	{ name: "angle brackets", files: `${reachable}requirepass «<your-password>»\n` },
	{ name: "percent signs", files: `${reachable}requirepass «%REDIS_PASSWORD%»\n` },
	{ name: "two underscores", files: `${reachable}requirepass «__REDIS_PASSWORD__»\n` },
	{ name: "for the primary", files: `bind 127.0.0.1\nmasterauth «\${REDIS_PASSWORD}»\n`, says: "are sent", severity: "warning" },
	{
		name: "of a user",
		files: { "users.acl": `user default off\nuser app on «>\${APP}» ~app:* +get\n` },
		says: "password of app",
		severity: "error",
	},
	{
		name: "Sentinel's",
		files: { "sentinel.conf": `bind 127.0.0.1\nsentinel monitor one 10.0.0.1 6379 2\nsentinel auth-pass one «\${PASS}»\n` },
		severity: "error",
	},
	{ name: "silent in a template, which a program fills in", files: { "redis.conf.j2": "requirepass {{redis_password}}\n" } },
	{ name: "silent for a dollar inside a password", files: `${reachable}requirepass pa$$w0rd-Xk29-lmQ7z\n` },
	{ name: "silent for braces inside a password", files: `${reachable}requirepass a{b}c-9Xk2-lmQ7z-55\n` },
]);
