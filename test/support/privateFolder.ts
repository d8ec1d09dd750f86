// test support: a folder of this test process that goes away with it, together with every process started for it, however it ends.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A file of this name in a private folder names a process to end with it. */
const PID_FILE = "pid";

/** Outlives a test process that was killed: its standard input ends with that process, and then it clears up. */
const REAPER = `read -r _; for f in "$1"/*/${PID_FILE}; do [ -f "$f" ] && kill -9 "$(cat "$f")" 2>/dev/null; done; rm -rf "$1"`;

let root: string | undefined;
let made = 0;

/** Makes an empty folder that only this user may enter. Its path is short enough for a unix socket in it. */
export function makePrivateFolder(): string {
	root ??= makeRoot();
	const folder = join(root, String(++made));
	mkdirSync(folder, { mode: 0o700 });
	return folder;
}

/** From now on the process ends when this test process does, at the latest. */
export function endWithUs(folder: string, pid: number): void {
	writeFileSync(join(folder, PID_FILE), String(pid));
}

export function removePrivateFolder(folder: string): Promise<void> {
	return rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

function makeRoot(): string {
	const made = mkdtempSync(join(tmpdir().length > 40 ? "/tmp" : tmpdir(), "rsl-"));
	const reaper = spawn("/bin/sh", ["-c", REAPER, "reaper", made], { stdio: ["pipe", "ignore", "ignore"], detached: true });
	reaper.unref();
	(reaper.stdin as unknown as { unref(): void }).unref();
	return made;
}
