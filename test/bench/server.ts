// bench: how long the redis-server on this machine takes for the same text.
import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { makePrivateFolder, removePrivateFolder } from "../support/privateFolder";
import { startRedis } from "../support/redis";
import { timeOf } from "./measure";
import { users } from "./texts";

export function hasServer(): boolean {
	const { PATH = "" } = process.env;
	return PATH.split(delimiter).some((folder) => existsSync(join(folder, "redis-server")));
}

/** Enough copies that reading them takes long beside starting a process. */
const COPIES = 200;

/** Milliseconds for one copy: the server reads many and ends at a bad last line, less what it takes to end at a bad first line. */
export function readingTime(text: string, times: number): number {
	const folder = makePrivateFolder();
	try {
		const bad = "no-such-directive yes\n";
		writeFileSync(join(folder, "bare.conf"), bad);
		writeFileSync(join(folder, "full.conf"), `${`${text}\n`.repeat(COPIES)}${bad}`);
		const run = (name: string) => timeOf(() => refused(join(folder, name), folder));
		const quickest = (name: string) => Math.min(...Array.from({ length: times }, () => run(name)));
		return (quickest("full.conf") - quickest("bare.conf")) / COPIES;
	} finally {
		removePrivateFolder(folder);
	}
}

/** Milliseconds of ACL LOAD, the quickest of some. */
export async function loadingTime(count: number, times: number): Promise<number> {
	const server = await startRedis({
		config: { "redis.conf": "aclfile users.acl\n", "users.acl": `user default on nopass ~* &* +@all\n${users(count).text}` },
	});
	try {
		const taken: number[] = [];
		for (let i = 0; i < times; i++) {
			const started = performance.now();
			await server.command(["ACL", "LOAD"]);
			taken.push(performance.now() - started);
		}
		return Math.min(...taken);
	} finally {
		await server.stop();
	}
}

function refused(path: string, cwd: string): void {
	try {
		execFileSync("redis-server", [path], { cwd, stdio: "ignore" });
	} catch {
		return;
	}
	throw new Error("the server took the bad line");
}
