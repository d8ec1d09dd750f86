// scripts: `npm run bench [-- --quick | --write | --gate | --record]`: how long everything takes, beside other programs in the same run.
// What is measured is bundled first, as the product is: what a loader of TypeScript adds would be measured too.
// --quick takes growth up to a million lines as it was measured last; --write puts the tables into README.md and docs; --gate compares with the recorded ratios.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const outfile = fileURLToPath(new URL("../test/out/bench.mjs", import.meta.url));

void main();

async function main(): Promise<void> {
	await build({
		entryPoints: [fileURLToPath(new URL("../test/bench/main.ts", import.meta.url))],
		outfile,
		bundle: true,
		minify: true,
		platform: "node",
		target: "node20",
		format: "esm",
		packages: "external",
		logLevel: "error",
	});
	const child = spawn(process.execPath, [outfile, ...process.argv.slice(2)], { cwd: root, stdio: "inherit" });
	child.on("close", (status) => {
		process.exitCode = status ?? 1;
	});
}
