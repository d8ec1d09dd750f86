// scripts: `npm run bench`: how long linting takes, beside what the redis-server of this machine takes for the same text in the same run.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rules } from "../server/src/rules";
import { createService } from "../server/src/service/service";
import { parse } from "../server/src/syntax/parse";
import { hasServer, loadingTime, median, readingTime } from "../test/bench/server";
import { comments, type MeasuredText, oneLine, smallConfig, stockConfig, users } from "../test/bench/texts";
import { connect } from "../test/lsp/scriptedClient";
import { knowledge } from "../test/support/knowledge";
import { memoryFiles, uriOf } from "../test/support/memoryFiles";

const OUT = new URL("../test/out/", import.meta.url);
const MANY = 100_000;

interface Result {
	readonly what: string;
	readonly step: "parse" | "lint" | "keystroke";
	/** Median milliseconds. */
	readonly median: number;
	readonly megabytesPerSecond: number;
	/** What the server does with the same text, and its median milliseconds. */
	readonly server?: { readonly does: string; readonly median: number };
}

async function main(): Promise<void> {
	const results: Result[] = [];
	const stock = stockConfig();
	const many = users(MANY);
	const withServer = hasServer();
	const reading = withServer ? { does: "reading it at start", median: readingTime(stock.text, 9) } : undefined;
	// First, while the memory is as that of a new server.
	for (const measured of [stock, many]) results.push(resultOf(measured, "keystroke", await keystroke(measured)));
	for (const measured of [smallConfig(), stock, users(10), users(1000), many, comments(10), oneLine(10)]) {
		const isLarge = measured.text.length > 1_000_000;
		const parsed = await medianOf(`parse ${measured.what}`, isLarge, () =>
			parse(measured.text, measured.name === "users.acl" ? "acl" : "config"),
		);
		const linted = await medianOf(`lint ${measured.what}`, isLarge, () => lint(measured));
		results.push(resultOf(measured, "parse", parsed), {
			...resultOf(measured, "lint", linted),
			...(measured === stock && reading && { server: reading }),
		});
	}
	if (withServer) {
		const server = { does: "ACL LOAD", median: await loadingTime(MANY, 3) };
		const at = results.findIndex(({ what, step }) => what === many.what && step === "lint");
		results[at] = { ...(results[at] as Result), server };
	}
	mkdirSync(OUT, { recursive: true });
	writeFileSync(new URL("bench.json", OUT), `${JSON.stringify(results, undefined, "\t")}\n`);
	console.log(table(results));
	console.log(`\nResults as JSON: ${fileURLToPath(new URL("bench.json", OUT))}`);
	if (!withServer) console.log("There is no redis-server on the PATH, so there is nothing to compare with.");
	process.exit();
}

async function lint(measured: MeasuredText): Promise<number> {
	const service = createService({
		knowledge,
		files: memoryFiles({ [measured.name]: measured.text }),
		rules,
		newSeed: () => "seed of the bench",
		onError: (where, error) => {
			throw new Error(`${where} failed`, { cause: error });
		},
	});
	const view = await service.open({ uri: uriOf(measured.name) });
	return view.allFindings().length;
}

async function medianOf(name: string, isLarge: boolean, work: () => unknown): Promise<number> {
	const { Bench } = await import("tinybench");
	const bench = new Bench(isLarge ? { time: 0, iterations: 5, warmupTime: 0, warmupIterations: 1 } : { time: 500 });
	bench.add(name, async () => {
		await work();
	});
	await bench.run();
	const result = bench.tasks[0]?.result;
	if (!result || !("latency" in result) || !result.latency) throw new Error(`${name} was not measured`);
	return result.latency.p50;
}

/** From an edit in the middle to the answered diagnostics, over the protocol. */
async function keystroke({ name, text }: MeasuredText): Promise<number> {
	const client = await connect();
	const uri = await client.open(name, text);
	await client.pull(uri);
	const line = text.slice(0, text.length >> 1).split("\n").length;
	const times: number[] = [];
	for (let i = 0; i < 15; i++) {
		const start = { line, character: 6 };
		const started = performance.now();
		await client.change(uri, [
			i % 2 === 0 ? { range: { start, end: start }, text: "x" } : { range: { start, end: { line, character: 7 } }, text: "" },
		]);
		await client.pull(uri);
		times.push(performance.now() - started);
	}
	client.connection.dispose();
	return median(times.slice(3));
}

function resultOf({ what, text }: MeasuredText, step: Result["step"], milliseconds: number): Result {
	return { what, step, median: milliseconds, megabytesPerSecond: text.length / 1000 / milliseconds };
}

function table(results: readonly Result[]): string {
	const rows = results.map(({ what, step, median: own, megabytesPerSecond, server }) => [
		what,
		step,
		`${own < 0.1 ? own.toFixed(4) : own < 10 ? own.toFixed(2) : Math.round(own)} ms`,
		step === "keystroke" ? "" : `${Math.round(megabytesPerSecond)} MB/s`,
		server
			? `${(own / server.median).toFixed(2)} of the server's ${server.does} (${server.median.toFixed(server.median < 10 ? 2 : 0)} ms)`
			: "",
	]);
	const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
	return rows
		.map((row) =>
			row
				.map((cell, column) => (column === 2 || column === 3 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
				.join("  ")
				.trimEnd(),
		)
		.join("\n");
}

void main();
