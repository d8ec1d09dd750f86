import { unixSocketOpenToAll } from "../../../server/src/rules/network/unix-socket-open-to-all";
import { testRule } from "../../support/rules";

const socket = (mode: string, more = "") => `bind 127.0.0.1\nunixsocket /run/redis/redis.sock\n${mode}\n${more}`;
const STRONG = "requirepass correct-horse-battery-staple\n";

testRule(unixSocketOpenToAll, [
	{
		name: "everybody, without a password",
		files: socket("«unixsocketperm 777»"),
		severity: "warning",
		says: "each of them",
		fixed: socket("unixsocketperm 770"),
	},
	{
		name: "with a password",
		files: socket("«unixsocketperm 0666»", STRONG),
		severity: "info",
		fixed: socket("unixsocketperm 660", STRONG),
	},
	{ name: "the bit for writing is what counts", files: socket("«unixsocketperm 702»"), fixed: socket("unixsocketperm 700") },
	{ name: "read as octal on 6.0 too", files: socket("«unixsocketperm 777»"), server: "redis-6.0", severity: "warning" },
	{ name: "silent for the group", files: socket("unixsocketperm 770") },
	{ name: "silent where others may only read and execute", files: socket("unixsocketperm 755") },
	{ name: "silent for 0, which leaves it to the system", files: socket("unixsocketperm 0") },
	{ name: "silent without the line", files: socket("port 6379") },
	{ name: "silent without a socket", files: "bind 127.0.0.1\nunixsocketperm 777\n" },
	{ name: "silent for a value that is refused", files: socket("unixsocketperm 7777") },
]);
