// test/vscode/host: an installed desktop VS Code, on a screen.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { waitFor } from "../waitFor";
import { findProgram } from "./programs";
import { QUIET } from "./server";

/** The command line `code` of a VS Code that can show a window here. */
export function findDesktop(): string | undefined {
	if (process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return undefined;
	const code = findProgram(process.platform === "win32" ? ["code.cmd"] : ["code"]);
	// A `code` of that name also comes with the server on remote machines, and from Windows into its Linux; neither takes private folders.
	return code && !/remote-cli|^\/mnt\//.test(realpathSync(code)) ? code : undefined;
}

/** The program itself, for tests: the one named in VSCODE_EXECUTABLE, else that of the installed `code`. */
export function findExecutable(): string | undefined {
	if (process.env.VSCODE_EXECUTABLE) return process.env.VSCODE_EXECUTABLE;
	const code = findDesktop();
	if (!code) return undefined;
	const folder = dirname(dirname(realpathSync(code)));
	const places = [join(folder, "code"), join(folder, "Code.exe"), join(folder, "..", "..", "MacOS", "Electron")];
	return places.find((place) => existsSync(place));
}

/** VS Code does not start as root otherwise. */
const asRoot = (): readonly string[] => (process.getuid?.() === 0 ? ["--no-sandbox"] : []);

export interface DesktopWindow {
	/** Resolves when the person has closed it. */
	readonly closed: Promise<void>;
	stop(): void;
}

/** Opens a file of a folder in a window of its own, with nothing installed but the packaged extension. */
export async function openDesktop(code: string, folder: string, vsix: string, workspace: string, file: string): Promise<DesktopWindow> {
	const user = join(folder, "user");
	const where = ["--user-data-dir", user, "--extensions-dir", join(folder, "extensions"), ...asRoot()];
	mkdirSync(join(user, "User"), { recursive: true });
	writeFileSync(join(user, "User", "settings.json"), JSON.stringify(QUIET, null, "\t"));
	const shell = process.platform === "win32";
	execFileSync(code, [...where, "--install-extension", vsix], { stdio: "inherit", shell });
	spawn(code, [...where, "--new-window", workspace, file], { stdio: "ignore", shell });
	// The command line ends at once. What it has started writes its number here.
	const lock = join(user, "code.lock");
	const pid = await waitFor("the window of VS Code", () => existsSync(lock) && Number(readFileSync(lock, "utf8")), { limit: 60_000 });
	return {
		closed: waitFor("the end of VS Code", () => !isAlive(pid), { limit: Number.POSITIVE_INFINITY, every: 500 }).then(() => undefined),
		stop: () => {
			if (isAlive(pid)) process.kill(pid, "SIGTERM");
		},
	};
}

function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}
