// bench: everything that is measured, in one run. `scripts/bench.ts` starts it, bundled as the product is.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { keepsRatios, recordRatios } from "./gate";
import { growth, growthPlot } from "./growth";
import { hasBuiltServer, keystrokeCosts, type Scene } from "./keystroke";
import { quickestWarm, WARM_MS } from "./measure";
import { withPeers } from "./peers";
import { isBuilt, peakOfCli, peakOfServer, startTimes, workspaceTime } from "./processes";
import { longTables, type Results, shortTables, type TextResult } from "./results";
import { hasServer, loadingTime, readingTime } from "./server";
import { featuresOf, lint, load, parseText } from "./steps";
import { comments, loudUsers, type MeasuredText, oneLine, smallConfig, stockConfig, users } from "./texts";

const ROOT = new URL("../../", import.meta.url);
const MANY = 100_000;
const FILES = 2000;

void main();

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: { gate: { type: "boolean" }, record: { type: "boolean" }, write: { type: "boolean" }, quick: { type: "boolean" } },
	});
	if (values.gate) process.exitCode = (await keepsRatios()) ? 0 : 1;
	else if (values.record) await recordRatios();
	else await measureAll(values.quick ? "quick" : "all", values.write ? "write" : "show");
	process.exit();
}

async function measureAll(how: "quick" | "all", then: "write" | "show"): Promise<void> {
	const say = (text: string) => process.stderr.write(`${text}\n`);
	const stock = stockConfig();
	const many = users(MANY);
	if (!isBuilt()) say("There is no dist/: npm run build makes what is measured as a process.");
	if (!hasServer()) say("There is no redis-server on the PATH, so there is nothing to compare with.");
	const texts: TextResult[] = [];
	for (const measured of [smallConfig(), stock, users(10), users(1000), many, comments(10), oneLine(10)]) {
		say(measured.what);
		texts.push(await textResult(measured));
	}
	const peers: Results["peers"][number][] = [];
	for (const measured of [smallConfig(), stock, users(10), users(1000), many]) {
		say(`peers: ${measured.what}`);
		peers.push({ what: measured.what, results: await peerResults(measured) });
	}
	const keystrokes: Results["keystrokes"][number][] = [];
	for (const scene of hasBuiltServer() ? scenes(stock, many) : []) {
		say(`keystrokes: ${scene.what}`);
		keystrokes.push(await keystrokeCosts(scene));
	}
	say("processes");
	const results: Results = {
		machine: `${cpus().length} cores${cpus()[0] ? ` (${cpus()[0]?.model.trim()})` : ""}`,
		node: process.versions.node,
		texts,
		peers,
		keystrokes,
		...(isBuilt() && { workspace: { files: FILES, ...(await workspaceTime(FILES)) }, start: await startTimes(15) }),
		memory: isBuilt() ? await memory() : [],
		growth: how === "all" ? await growth((what, milliseconds) => say(`${what}: ${Math.round(milliseconds)} ms`)) : lastGrowth(),
	};
	report(results, then);
}

/** Files alone, and a configuration together with the ACL file that it names. */
function scenes(stock: MeasuredText, many: MeasuredText): Scene[] {
	const naming = { ...stock, text: `${stock.text}aclfile ${many.name}\n` };
	const loud = loudUsers(MANY);
	return [
		{ what: stock.what, typed: stock },
		{ what: `a setting of ${stock.what}`, typed: stock, touches: "settings" },
		{ what: many.what, typed: many },
		{ what: loud.what, typed: loud },
		{ what: `a setting of a redis.conf that names ${many.what}`, typed: naming, onDisk: [many], touches: "settings" },
		{ what: `${many.what}, named by a redis.conf`, typed: many, onDisk: [naming] },
		{ what: `a setting of a redis.conf beside ${many.what}, both open`, typed: naming, open: [many], touches: "settings" },
		{ what: `${many.what}, beside its redis.conf, both open`, typed: many, open: [naming] },
	];
}

async function textResult(measured: MeasuredText): Promise<TextResult> {
	const { what, name, text } = measured;
	const features: Record<string, number> = {};
	const parse = await quickestWarm("parse", () => parseText(measured));
	const loaded = await quickestWarm("load", () => load(measured));
	const linted = await quickestWarm("lint", () => lint(measured));
	for (const [feature, work] of await featuresOf(measured)) features[feature] = await quickestWarm(feature, work);
	const lines = text.split("\n").length - 1;
	const server = await serverTime(name, text, lines);
	return { what, bytes: text.length, lines, parse, load: loaded, lint: linted, features, ...(server && { server }) };
}

async function serverTime(name: string, text: string, lines: number): Promise<TextResult["server"]> {
	if (!hasServer()) return undefined;
	if (name === "users.acl") return { does: "ACL LOAD", milliseconds: await loadingTime(lines, 3) };
	// Longer ones would only show how the server reads comments.
	return text.length < 1_000_000 ? { does: "the server's reading", milliseconds: readingTime(text, 9) } : undefined;
}

async function peerResults(measured: MeasuredText): Promise<Results["peers"][number]["results"]> {
	const bytes = measured.text.length;
	const own = await quickestWarm("lint", () => lint(measured));
	return withPeers(measured, async (peers) => {
		const results: Results["peers"][number]["results"][number][] = [
			{ name: "Redis Security Lint", kind: "this", reads: "the file itself", bytes, milliseconds: own },
		];
		for (const { name, kind, reads, bytes: read, run, bare } of peers) {
			let milliseconds = Number.POSITIVE_INFINITY;
			let start = bare ? Number.POSITIVE_INFINITY : 0;
			const until = performance.now() + WARM_MS;
			for (let i = 0; i < 7 || performance.now() < until; i++) {
				start = Math.min(start, bare?.() ?? 0);
				milliseconds = Math.min(milliseconds, await run());
			}
			results.push({ name, kind, reads, bytes: read, milliseconds: milliseconds - start });
		}
		return results;
	});
}

async function memory(): Promise<Results["memory"]> {
	const few = users(10);
	const found: Results["memory"][number][] = [{ what: few.what, bytes: await peakOfCli(few) }];
	for (const measured of [users(10_000), users(MANY), users(4 * MANY)]) {
		found.push({ what: measured.what, bytes: await peakOfCli(measured), ofText: measured.text.length });
	}
	const many = users(MANY);
	found.push({ what: `the language server over ${many.what}`, bytes: await peakOfServer([many]), ofText: many.text.length });
	const ordinary = [stockConfig(), { ...smallConfig(), name: "small.redis.conf" }, users(1000)];
	return [...found, { what: "the language server at ordinary work", bytes: await peakOfServer(ordinary) }];
}

/** As it was measured the last time. */
function lastGrowth(): Results["growth"] {
	try {
		return (JSON.parse(readFileSync(new URL("test/out/bench.json", ROOT), "utf8")) as Results).growth;
	} catch {
		return [];
	}
}

function report(results: Results, then: "write" | "show"): void {
	const out = new URL("test/out/", ROOT);
	mkdirSync(out, { recursive: true });
	writeFileSync(new URL("bench.json", out), `${JSON.stringify(results, undefined, "\t")}\n`);
	console.log(longTables(results));
	console.log("\nResults as JSON: test/out/bench.json");
	if (then === "show") return;
	between("README.md", "bench", shortTables(results));
	between("docs/performance.md", "bench", longTables(results));
	if (results.growth.length > 0) writeFileSync(new URL("docs/performance.svg", ROOT), growthPlot(results.growth));
	console.log("README.md and docs/performance.md hold these results now.");
}

function between(file: string, marker: string, text: string): void {
	const place = new URL(file, ROOT);
	const before = readFileSync(place, "utf8");
	const [start, end] = [`<!-- ${marker} -->`, `<!-- /${marker} -->`];
	const [from, to] = [before.indexOf(start), before.indexOf(end)];
	if (from === -1 || to === -1) throw new Error(`${file} has no part between ${start} and ${end}`);
	writeFileSync(place, `${before.slice(0, from + start.length)}\n${text}\n${before.slice(to)}`);
}
