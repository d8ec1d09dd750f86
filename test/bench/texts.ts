// bench: the texts that are measured.
import { existsSync, readFileSync } from "node:fs";

export interface MeasuredText {
	readonly what: string;
	readonly name: "redis.conf" | "users.acl";
	readonly text: string;
}

/** The configuration that comes with a server on this machine; without one, the example of this project. */
export function stockConfig(): MeasuredText {
	const installed = ["/etc/redis/redis.conf", "/etc/redis.conf", "/etc/valkey/valkey.conf"].find((path) => existsSync(path));
	const text = readFileSync(installed ?? new URL("../../examples/insecure/redis.conf", import.meta.url), "utf8");
	const readable = text.replace(/^include .*$/gm, "");
	return {
		what: `${installed ? "stock" : "example"} redis.conf, ${readable.split("\n").length} lines`,
		name: "redis.conf",
		text: readable,
	};
}

export function smallConfig(): MeasuredText {
	const text = "bind 127.0.0.1 -::1\nprotected-mode yes\nport 6379\nmaxmemory 1gb\nappendonly yes\n".repeat(4);
	return { what: "redis.conf, 20 lines", name: "redis.conf", text };
}

/** Users as a program writes them, one for each of its clients. */
export function users(count: number): MeasuredText {
	const hash = (i: number) => (i * 7919 + 1).toString(16).padStart(64, "0");
	const lines = Array.from(
		{ length: count },
		(_, i) => `user u${i} on #${hash(i)} ~app:${i}:* &chan:${i} -@all +@read +@write -@dangerous +ping\n`,
	);
	return { what: `ACL file, ${count.toLocaleString("en-US")} users`, name: "users.acl", text: lines.join("") };
}

export function comments(megabytes: number): MeasuredText {
	const line = "# A comment of the length that comments have, about nothing in particular.\n";
	return { what: `redis.conf, ${megabytes} MB of comments`, name: "redis.conf", text: line.repeat((megabytes * 1_000_000) / line.length) };
}

export function oneLine(megabytes: number): MeasuredText {
	return {
		what: `redis.conf, one line of ${megabytes} MB`,
		name: "redis.conf",
		text: `requirepass ${"x".repeat(megabytes * 1_000_000)}\n`,
	};
}
