// test/vscode/ui: a language server that dies comes back with all that it knew; one that dies all the time says how to start it again.
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { waitFor } from "../waitFor";
import { Workbench } from "./workbench";

const NAME = "restart";
/** How often VS Code's own client starts a server again. */
const RESTARTS = 4;

let workbench: Workbench;

beforeAll(async () => {
	workbench = await Workbench.open({ name: NAME, workspace: ["examples/insecure"] }, "redis.conf");
	await workbench.squiggles.first().waitFor();
});

afterAll(() => workbench?.close());

afterEach((context) => {
	if (context.task.result?.state === "fail") return workbench.picture(`failed ${context.task.name}`);
});

/** The process of our language server in this window, as soon as there is one that is not `last`. */
function serverProcess(last?: number): Promise<number> {
	return waitFor("the language server", () => {
		const ours = readdirSync("/proc").filter((entry) => {
			if (!/^\d+$/.test(entry)) return false;
			try {
				const line = readFileSync(`/proc/${entry}/cmdline`, "utf8");
				return line.includes(`/vscode/${NAME}/`) && line.includes("/dist/server.js");
			} catch {
				return false;
			}
		});
		const found = ours.map(Number).find((id) => id !== last);
		return found ?? false;
	});
}

const bar = (text: RegExp) => workbench.page.locator(".statusbar-item").filter({ hasText: text });

test("a server that does not answer is told of, with what to do, until it answers", async () => {
	const id = await serverProcess();
	process.kill(id, "SIGSTOP");
	await workbench.openFile("redis.conf", /^maxmemory 256mb/);
	await workbench.keys("End");
	await workbench.page.keyboard.type(" ");
	const late = workbench.page.locator(".statusbar-item").filter({ has: workbench.page.locator(".codicon-watch") });
	await late.filter({ hasText: "Redis" }).waitFor();
	await late.hover();
	await workbench.page.locator(".workbench-hover").filter({ hasText: "click to start it again" }).waitFor();
	process.kill(id, "SIGCONT");
	await bar(/^\s*Redis \d/).waitFor();
	expect(await serverProcess()).toBe(id);
	await workbench.keys("Backspace");
});

test("what is typed after the server was killed is judged", async () => {
	process.kill(await serverProcess(), "SIGKILL");
	await workbench.openFile("redis.conf", /^maxmemory 256mb/);
	await workbench.keys("End", "Enter");
	await workbench.page.keyboard.type("no-such-directive yes");
	await workbench.keys("Escape");
	await workbench.page.locator(".squiggly-error").first().waitFor();
	await bar(/^\s*Redis \d/).waitFor();
	await workbench.keysUntil(["F8"], workbench.page.locator(".zone-widget").filter({ hasText: "redis-security-lint" }).first());
	await workbench.keys("Escape");
});

test("a server that dies again and again is started by a person", async () => {
	let last = 0;
	for (let times = 0; times < RESTARTS; times++) {
		last = await serverProcess(last);
		process.kill(last, "SIGKILL");
	}
	await bar(/^\s*Redis\s*$/).waitFor();
	await workbench.picture("stopped");
	await workbench.runCommand("Redis: Restart language server");
	await bar(/^\s*Redis \d/).waitFor();
	expect(await serverProcess(last)).toBeGreaterThan(0);
});
