// test/vscode/suite: what VS Code has to do before the extension is there. The language server starts by itself meanwhile.
import * as vscode from "vscode";
import { ok } from "./assert";

/**
 * Milliseconds of work of the whole host, four times what it is on a quiet machine: other extensions start at the same time, and the busier the machine, the more
 * of them. What VS Code measures of a packaged extension by the clock is held against 100 ms in ui/reload.test.ts.
 */
const LIMIT = 400;

/** Undefined in a web worker, which is not told. */
type Usage = ((before?: unknown) => { readonly user: number; readonly system: number }) | undefined;

suite("activation", () => {
	test("is little work", async () => {
		const [own] = vscode.extensions.all.filter(({ packageJSON }) => packageJSON.name === "redis-security-lint");
		if (!own) throw new Error("the extension is not there");
		ok(!own.isActive, "it is active before anything was opened");
		const usage = (globalThis as { process?: { cpuUsage?: Usage } }).process?.cpuUsage;
		const [before, start] = [usage?.(), Date.now()];
		await own.activate();
		const [used, taken] = [usage?.(before), Date.now() - start];
		const work = used && Math.round((used.user + used.system) / 1000);
		console.log(`  ok    the extension was there after ${taken} ms${work === undefined ? "" : `, ${work} ms of them its host worked`}`);
		ok(own.isActive, "it is not active");
		ok(work === undefined || work < LIMIT, `${work} ms of work`);
	});
});
