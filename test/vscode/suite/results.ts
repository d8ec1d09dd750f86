// test/vscode/suite: how the extension host tells the runner what became of its tests: a file in the workspace, which every host can write.

export const RESULTS = "results.json";

export interface TestResult {
	readonly title: string;
	readonly milliseconds: number;
	/** Only where it failed. */
	readonly error?: string;
}

export interface SuiteResults {
	/** The version of VS Code. */
	readonly vscode: string;
	readonly tests: readonly TestResult[];
}
