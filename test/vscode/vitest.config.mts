// The tests in the workbench, as a person uses it: one window after the other.
import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		name: "ui",
		include: ["test/vscode/ui/**/*.test.ts"],
		fileParallelism: false,
		testTimeout: 120_000,
		hookTimeout: 120_000,
	},
});
