// support: a folder of files that are made to do harm, on a real disk: what an include may lead to, and what a file may hold.
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { makePrivateFolder, removePrivateFolder } from "./privateFolder";

export interface HostileFolder {
	/** `work` inside is where redis.conf belongs; beside it lies what is outside. */
	readonly work: string;
	remove(): Promise<void>;
}

/** What an include line may name, and the rule that speaks of it. All ends at once, and the lines around it are judged. */
export const HOSTILE_INCLUDES: readonly (readonly [path: string, rule: string])[] = [
	["/dev/zero", "unreadable-file"],
	["/dev/stdin", "unreadable-file"],
	["/dev/tty", "unreadable-file"],
	["/proc/self/mem", "unreadable-file"],
	["/dev/*", "unreadable-file"],
	["/*", "unreadable-file"],
	["pipe.conf", "unreadable-file"],
	["socket.conf", "unreadable-file"],
	["folder.conf", "unreadable-file"],
	["sparse.conf", "unreadable-file"],
	["broken-link.conf", "unreadable-file"],
	["loop.conf", "unreadable-file"],
	["gone.conf", "unreadable-file"],
	["../gone.conf", "unreadable-file"],
	["redis.conf", "include-cycle"],
	["cycle-a.conf", "include-cycle"],
	["many/*.conf", "unreadable-file"],
];

/** Texts that are not what they seem, as bytes, and a rule that speaks of each. */
export const HOSTILE_TEXTS: Readonly<Record<string, readonly [bytes: Buffer, rule: string]>> = {
	// Servers join what stands before it with the next line.
	"NUL in a value": [Buffer.from("dir /tmp\0/x\nprotected-mode maybe\n"), "wrong-argument-count"],
	"invalid UTF-8": [Buffer.from("# gr\xfcn \xff\xfe\nprotected-mode maybe\n", "latin1"), "not-utf-8"],
	"UTF-16": [Buffer.from("\uFEFFprotected-mode maybe\n", "utf16le"), "not-utf-8"],
	"carriage returns alone": [Buffer.from("port 1\rprotected-mode no\rbind 0.0.0.0\r"), "wrong-argument-count"],
	"halves of surrogates": [Buffer.from("# \xed\xa0\x80 \xed\xb0\x80\nprotected-mode maybe\n", "latin1"), "not-utf-8"],
	"a byte order mark": [Buffer.from("\uFEFFprotected-mode maybe\n"), "byte-order-mark"],
	"a password that runs from right to left": [Buffer.from("requirepass kZ8w2nQ4\u202ex7Lp9Tr5vB3m\n"), "hidden-characters"],
	"a password with a character of no width": [Buffer.from("requirepass kZ8w2nQ4\u200bx7Lp9Tr5vB3m\n"), "hidden-characters"],
	"a user's name with a character of no width": [Buffer.from("user adm\u200bin on >kZ8w2nQ4x7Lp9Tr5vB3m ~* +get\n"), "hidden-characters"],
	"a name of JavaScript": [Buffer.from("__proto__ x\nconstructor x\nprotected-mode maybe\n"), "unknown-directive"],
};

export async function makeHostileFolder(): Promise<HostileFolder> {
	const folder = makePrivateFolder();
	const work = join(folder, "work");
	mkdirSync(join(work, "many"), { recursive: true });
	mkdirSync(join(work, "folder.conf"));
	writeFileSync(join(folder, "outside.conf"), "requirepass outside-word\n");
	symlinkSync(join(folder, "outside.conf"), join(work, "link.conf"));
	symlinkSync(join(work, "nowhere"), join(work, "broken-link.conf"));
	symlinkSync("loop.conf", join(work, "loop.conf"));
	execFileSync("mkfifo", [join(work, "pipe.conf")]);
	writeFileSync(join(work, "sparse.conf"), "");
	truncateSync(join(work, "sparse.conf"), 2 ** 32);
	writeFileSync(join(work, "cycle-a.conf"), "include cycle-b.conf\n");
	writeFileSync(join(work, "cycle-b.conf"), "include cycle-a.conf\n");
	for (let i = 0; i < 10_000; i++) writeFileSync(join(work, `many/${i}.conf`), "port 1\n");
	const socket: Server = createServer();
	await new Promise<void>((resolve) => {
		socket.listen(join(work, "socket.conf"), resolve);
	});
	return {
		work,
		remove: async () => {
			await new Promise((resolve) => {
				socket.close(resolve);
			});
			removePrivateFolder(folder);
		},
	};
}
