// bench: how long the redis-server on this machine takes for the same text.
import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { makePrivateFolder, removePrivateFolder } from "../support/privateFolder";
import { startRedis } from "../support/redis";
import { users } from "./texts";

export function hasServer(): boolean {
	const { PATH = "" } = process.env;
	return PATH.split(delimiter).some((folder) => existsSync(join(folder, "redis-server")));
}

/** Enough copies that reading them takes long beside starting a process. */
const COPIES = 200;

/** Milliseconds of processor time for one copy: the server reads many and ends at a bad last line, less what it takes to end at a bad first line. */
export function readingTime(text: string, times: number): number {
	const folder = makePrivateFolder();
	try {
		const bad = "no-such-directive yes\n";
		writeFileSync(join(folder, "bare.conf"), bad);
		writeFileSync(join(folder, "full.conf"), `${`${text}\n`.repeat(COPIES)}${bad}`);
		const least = (name: string) => Math.min(...Array.from({ length: times }, () => processorTime(join(folder, name), folder)));
		return (least("full.conf") - least("bare.conf")) / COPIES;
	} finally {
		removePrivateFolder(folder);
	}
}

/** Milliseconds of the server's processor time for ACL LOAD, the least of some. */
export async function loadingTime(count: number, times: number): Promise<number> {
	const server = await startRedis({
		config: { "redis.conf": "aclfile users.acl\n", "users.acl": `user default on nopass ~* &* +@all\n${users(count).text}` },
	});
	try {
		const used = async () => {
			const info = String(await server.command(["INFO", "cpu"]));
			const [user, system] = ["user", "sys"].map((kind) => Number(new RegExp(`used_cpu_${kind}:([\\d.]+)`).exec(info)?.[1]));
			return ((user ?? Number.NaN) + (system ?? Number.NaN)) * 1000;
		};
		// Short ones many times, since the server tells its time in thousandths of a second only in newer releases.
		const repeats = Math.max(1, Math.ceil(20_000 / count));
		let best = Number.POSITIVE_INFINITY;
		for (let i = 0; i < times; i++) {
			const before = await used();
			for (let j = 0; j < repeats; j++) await server.command(["ACL", "LOAD"]);
			best = Math.min(best, ((await used()) - before) / repeats);
		}
		return best;
	} finally {
		await server.stop();
	}
}

/** Of a server that refuses its file, as the shell tells it. */
function processorTime(path: string, cwd: string): number {
	const script = "TIMEFORMAT='%3U %3S'; time redis-server \"$1\" >/dev/null 2>&1 && exit 0; exit 7";
	const { status, stderr } = spawnSync("bash", ["-c", script, "bash", path], { cwd, encoding: "utf8" });
	const [user, system] = stderr.trim().split(" ").map(Number);
	if (status !== 7 || user === undefined || system === undefined) throw new Error("the server took the bad line");
	return (user + system) * 1000;
}
