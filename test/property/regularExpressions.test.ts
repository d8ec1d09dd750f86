// property: no regular expression of the server and of the extension takes long for any line. Each is run over long texts made of what it looks for.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const SOURCES = ["server/src", "client/src"].map((folder) => fileURLToPath(new URL(`../../${folder}`, import.meta.url)));

interface Found {
	readonly expression: RegExp;
	readonly where: string;
}

const LITERAL =
	/(?<=(?:[(=,:!&|?{};[]|return|=>)\s*)\/(?![/*])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+)\/([dgimsuvy]*)(?=\s*(?:[).,;\]}:?&|]|$))/gm;

const expressions: readonly Found[] = SOURCES.flatMap((folder) =>
	readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => ({ folder, name })),
)
	.filter(({ name }) => name.endsWith(".ts"))
	.flatMap(({ folder, name }) =>
		[...withoutComments(readFileSync(`${folder}/${name}`, "utf8")).matchAll(LITERAL)].map((match) => ({
			expression: new RegExp(match[1] ?? "", (match[2] ?? "").replace(/y/, "")),
			where: name,
		})),
	);

/** Files whose expressions see short texts only, and how long these are. */
const SHORT: ReadonlyMap<string, number> = new Map([
	// Texts of this program, and one path.
	["cli/generateTlsCommand.ts", 500],
	["generate/tls/choices.ts", 500],
	["tlsWizard/steps.ts", 500],
	["lsp/requests/completion.ts", 500],
	// Names of files and parts of paths.
	["lsp/files/clientFiles.ts", 4096],
	["model/load.ts", 4096],
	// Names of files, and the beginnings of lines.
	["model/recognize.ts", 500],
	["rules/shared/weakPasswords.ts", 1000],
]);

/** Longer than any line that a person writes; what grows with the square of it takes a second or more. */
const LENGTH = 40_000;
const LIMIT_MS = 250;

it("finds the regular expressions", () => {
	expect(expressions.length).toBeGreaterThan(150);
});

it("each is quick on long texts made of its own parts", { timeout: 120_000 }, () => {
	const slow = expressions.flatMap(({ expression, where }) => {
		const worst = slowest(expression, SHORT.get(where.replaceAll("\\", "/")) ?? LENGTH);
		return worst.took > LIMIT_MS ? [`${where}: ${expression} takes ${Math.round(worst.took)} ms for ${worst.shown}`] : [];
	});
	expect(slow).toEqual([]);
});

/** A run that is held up by something else is tried again. */
function slowest(expression: RegExp, length: number): { took: number; shown: string } {
	let worst = { took: 0, shown: "" };
	for (const text of hostile(expression, length)) {
		let took = timeOf(expression, text);
		if (took > LIMIT_MS) took = Math.min(took, timeOf(expression, text));
		if (took > worst.took) worst = { took, shown: `${JSON.stringify(text.slice(0, 30))}...` };
		if (took > LIMIT_MS) break;
	}
	return worst;
}

/** Milliseconds of work, whatever else the machine does meanwhile. */
function timeOf(expression: RegExp, text: string): number {
	const started = process.cpuUsage();
	if (expression.global) for (const _ of text.matchAll(expression));
	else expression.exec(text);
	const { user, system } = process.cpuUsage(started);
	return (user + system) / 1000;
}

/** Repetitions of each part of the expression and of pairs of them, after each possible beginning, so that the end never fits. */
function hostile(expression: RegExp, length: number): string[] {
	const source = expression.source.replace(/\\[bB]|\(\?<?[:=!]|[\^$]/g, "");
	const literals = source.match(/[a-z][\w -]*/gi) ?? [];
	const classes = [/\\s|\[ \\t\]| /, /\\w|\\S|\.|\[\^/, /\\d|0-9/].flatMap((part, i) => (part.test(source) ? [" a0"[i] as string] : []));
	const signs = [...new Set(source.replace(/\\[a-zA-Z]/g, "").match(/[^\w\s]/g) ?? [])];
	const parts = [...new Set([...classes, ...signs, ...literals.slice(0, 6), "\t", "a", " ", "#", "-"])].slice(0, 12);
	const pairs = parts.flatMap((one) => parts.slice(0, 4).map((other) => one + other));
	return [...parts, ...pairs].flatMap((part) => {
		const body = part.repeat(Math.ceil(length / part.length));
		const afterSigns = part === " " || part === "a" ? signs.map((sign) => `a${sign}${body}\u0001`) : [];
		return [`${body}\u0001`, `${literals[0] ?? "x"} ${body}\u0001`, ...afterSigns];
	});
}

function withoutComments(text: string): string {
	return text.replace(/^\s*(?:\/\/|\/?\*).*$/gm, "");
}
