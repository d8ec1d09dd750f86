// Three kinds of tests: "unit" needs nothing but this checkout and is done in seconds, "property" throws thousands of random inputs at it, and inputs as large as its bounds,
// "live" starts real servers and programs.
import { availableParallelism } from "node:os";
import { configDefaults, defineConfig } from "vitest/config";

const LIVE = ["test/conformance/**/*.test.ts", "test/support/**/*.test.ts", "test/**/*.live.test.ts"];
const PROPERTY = ["test/property/**/*.test.ts", "test/**/*.{random,large}.test.ts"];
const ELSEWHERE = [...configDefaults.exclude, "test/vscode/**", "test/out/**"];

export default defineConfig({
	test: {
		setupFiles: ["test/support/seeds.ts"],
		testTimeout: 20_000,
		hookTimeout: 60_000,
		// Vitest leaves one processor to itself; of two that is half of them, for a part that hardly works.
		maxWorkers: Math.max(2, availableParallelism() - 1),
		projects: [
			// These tests share nothing that can change, so they share the loaded modules: a third of the time.
			{
				extends: true,
				test: {
					name: "unit",
					include: ["test/**/*.test.ts"],
					exclude: [...ELSEWHERE, ...LIVE, ...PROPERTY],
					pool: "threads",
					isolate: false,
				},
			},
			{ extends: true, test: { name: "property", include: PROPERTY, exclude: [...ELSEWHERE, ...LIVE], testTimeout: 120_000 } },
			{ extends: true, test: { name: "live", include: LIVE, exclude: ELSEWHERE, testTimeout: 60_000 } },
		],
	},
});
