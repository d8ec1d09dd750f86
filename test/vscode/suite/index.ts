// test/vscode/suite: what VS Code loads and runs in an extension host, in Node.js, in a web worker and on the desktop alike.
import "mocha/mocha";
import * as vscode from "vscode";
import { RESULTS, type SuiteResults, type TestResult } from "./results";

/** Put there by the import: Mocha's build for browsers leaves its class on the global object. */
declare const Mocha: typeof import("mocha");

/** The results are told below. */
class Silent {}

/** Runs every test, leaves the results in the workspace and rejects where one failed. */
export async function run(): Promise<void> {
	const mocha = new Mocha({ reporter: Silent as never, timeout: 120_000 });
	mocha.ui("tdd");
	mocha.suite.emit("pre-require", globalThis, null, mocha);
	await import("./activation");
	await import("./cases");
	await import("./features");
	await import("./report");
	await import("./tlsWizard");
	await import("./workspace");
	const tests: TestResult[] = [];
	await new Promise<void>((resolve) => {
		const runner = mocha.run(() => resolve());
		runner.on("pass", (test) => {
			tests.push({ title: test.fullTitle(), milliseconds: test.duration ?? 0 });
			console.log(`  ok    ${test.fullTitle()} (${test.duration ?? 0} ms)`);
		});
		runner.on("fail", (test, error: Error) => {
			tests.push({ title: test.fullTitle(), milliseconds: test.duration ?? 0, error: error.stack ?? error.message });
			console.error(`  FAIL  ${test.fullTitle()}\n${error.stack ?? error.message}`);
		});
	});
	const [folder] = vscode.workspace.workspaceFolders ?? [];
	if (!folder) throw new Error("the tests need a workspace folder");
	const results: SuiteResults = { vscode: vscode.version, tests };
	await vscode.workspace.fs.writeFile(
		vscode.Uri.joinPath(folder.uri, RESULTS),
		new TextEncoder().encode(JSON.stringify(results, null, "\t")),
	);
	const failed = tests.filter((test) => test.error !== undefined).length;
	if (failed > 0) throw new Error(`${failed} of ${tests.length} tests failed`);
}
