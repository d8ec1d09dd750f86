// bench: the shape of the results, and the tables that are made of them.
import type { Growth } from "./growth";
import type { KeystrokeCosts } from "./keystroke";
import { number } from "./texts";

export interface TextResult {
	readonly what: string;
	readonly bytes: number;
	readonly lines: number;
	/** Milliseconds, warm: the quickest of many, since what else a machine does counts least there. */
	readonly parse: number;
	/** Read, parsed and evaluated. */
	readonly load: number;
	/** From the text to all findings. */
	readonly lint: number;
	readonly features: Readonly<Record<string, number>>;
	/** What a server of this machine does with the same text. */
	readonly server?: { readonly does: string; readonly milliseconds: number };
}

export interface PeerResult {
	readonly name: string;
	readonly kind: "this" | "JavaScript" | "native";
	readonly reads: string;
	readonly bytes: number;
	readonly milliseconds: number;
}

export interface Results {
	readonly machine: string;
	readonly node: string;
	readonly texts: readonly TextResult[];
	readonly peers: readonly { readonly what: string; readonly results: readonly PeerResult[] }[];
	readonly keystrokes: readonly KeystrokeCosts[];
	readonly workspace?: { readonly files: number; readonly bytes: number; readonly milliseconds: number };
	readonly start?: { readonly cli: number; readonly node: number };
	readonly memory: readonly { readonly what: string; readonly bytes: number; readonly ofText?: number }[];
	readonly growth: readonly Growth[];
}

/** For the README: the texts, the peers, and one line for each of the rest. */
export function shortTables(results: Results): string {
	const { texts, peers, keystrokes, workspace, start, memory } = results;
	const rows = texts.map((one) => [
		one.what,
		time(one.parse),
		time(one.lint),
		speed(one.bytes, one.lint),
		one.server ? `${(one.lint / one.server.milliseconds).toFixed(2)} of ${one.server.does} (${time(one.server.milliseconds)})` : "",
	]);
	const others = peers.flatMap(({ what, results: all }) =>
		all.map(({ name, reads, bytes, milliseconds }) => [what, name, reads, speed(bytes, milliseconds)]),
	);
	const facts = [
		...keystrokes.map(({ what, keystroke }) => [
			`A keystroke in ${what}, to the answered diagnostics`,
			`median ${time(keystroke.median)}, 95 of 100 below ${time(keystroke.p95)}`,
		]),
		...(start ? [["First finding of the command line, above the start of Node.js", time(start.cli - start.node)]] : []),
		...(workspace
			? [
					[
						`The command line over a workspace of ${number(workspace.files)} files, above the start of Node.js`,
						time(workspace.milliseconds),
					],
				]
			: []),
		...memory.map(({ what, bytes, ofText }) => [
			`Memory at peak, above Node.js alone: ${what}`,
			`${Math.round(bytes / 1e6)} MB${ofText === undefined ? "" : `, ${(bytes / ofText).toFixed(1)} times the text`}`,
		]),
	];
	return [
		`Measured by \`npm run bench\` on ${results.machine}, Node.js ${results.node}; all in one run, warm, the least of many: processor time of what takes more than 1 ms, else time that passed.`,
		tableOf(["text", "parsed", "linted", "", "beside the server"], rows),
		tableOf(["content", "program", "reads", "speed"], others),
		tableOf(["also", ""], facts),
	]
		.filter((part) => part !== "")
		.join("\n\n");
}

/** For the page about performance: features and growth as well. */
export function longTables(results: Results): string {
	const names = [...new Set(results.texts.flatMap(({ features }) => Object.keys(features)))];
	const features = results.texts.map((one) => [one.what, time(one.load), ...names.map((name) => time(one.features[name] ?? Number.NaN))]);
	const keystrokes = results.keystrokes.map(({ what, keystroke, work, line, completion, hover, codeAction }) => [
		what,
		...[keystroke, work, line, completion, hover, codeAction].map((spread) => (spread ? time(spread.p95) : "")),
	]);
	const growth = results.growth.flatMap(({ kind, points, factor }) =>
		points.map(({ lines, milliseconds }, index) => [
			kind,
			number(lines),
			time(milliseconds),
			`${((milliseconds / lines) * 1000).toFixed(1)} µs`,
			index === points.length - 1 ? `${factor.toFixed(2)} times that at 10,000 lines` : "",
		]),
	);
	return [
		shortTables(results),
		"## Each feature of an editor",
		"Once, in the middle of a text that is evaluated already. The first column is from the text to the evaluated model.",
		tableOf(["text", "load", ...names], features),
		...(keystrokes.length > 0
			? [
					"## Each keystroke",
					"In the built server, from the edit to the answer, 95 of 100 below this; completion, hover and quick fixes right after an edit. The second column is the processor time that the server itself takes.",
					tableOf(["typed in", "diagnostics", "of that, work", "a line more or less", "completion", "hover", "quick fixes"], keystrokes),
				]
			: []),
		...(growth.length > 0
			? [
					"## Growth",
					"Processor time from the text to all findings, against the number of lines.",
					"![Time of linting against the number of lines](performance.svg)",
					tableOf(["kind", "lines", "linted", "each line", "growth"], growth),
				]
			: []),
	].join("\n\n");
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
	if (rows.length === 0) return "";
	return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

function time(milliseconds: number): string {
	if (Number.isNaN(milliseconds)) return "";
	if (milliseconds < 0.1) return `${(milliseconds * 1000).toFixed(milliseconds < 0.01 ? 1 : 0)} µs`;
	if (milliseconds < 10) return `${milliseconds.toFixed(2)} ms`;
	return milliseconds < 10_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

function speed(bytes: number, milliseconds: number): string {
	const megabytes = bytes / 1000 / milliseconds;
	return `${megabytes < 10 ? megabytes.toFixed(1) : Math.round(megabytes)} MB/s`;
}
