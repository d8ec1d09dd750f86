// model: everything in the files of one root that the server would refuse, die of, or read otherwise than it looks.
import { say } from "../base/say";
import type { Span } from "../base/span";
import type { Steps } from "../base/steps";
import { inAnyBlock, inLines } from "../syntax/blocks";
import type { AclLineError } from "./acl/collect";
import { hiddenCharacters } from "./hiddenCharacters";
import type { Problem, Snapshot, SourceFile, World } from "./types";
import { checkSnapshot } from "./verdict/check";

/**
 * Problems of the configuration with all its includes, and of the lines of its ACL file (`aclErrors`). In a file that is a template, lines
 * with parts to be filled in are left out: nobody knows what they will be.
 */
export function* findProblems(snapshot: Snapshot, aclErrors: readonly AclLineError[], world: World): Steps<readonly Problem[]> {
	const problems = [
		...(yield* checkSnapshot(snapshot, world)),
		...told(aclErrors).map((error) => new AclProblem(error)),
		...encodings(snapshot),
		...hiddenCharacters(snapshot),
	];
	if (snapshot.kindGiven) return problems;
	const templates = new Map([...snapshot.files.values()].map((file) => [file.uri, templateLines(file)]));
	const kept = problems.filter(({ at }) => !templates.get(at.file)?.has(at.line));
	return kept.length === problems.length ? problems : [...kept, ...templateFiles(templates, snapshot)];
}

/** More than are ever told, of one kind in all and of one kind on a line. */
const MOST_OF_A_KIND = 10_001;
const MOST_ON_A_LINE = 101;

/** The first ones of each kind, since a file may be made of nothing else. Errors of a line stand together. */
function told(errors: readonly AclLineError[]): readonly AclLineError[] {
	const ofKind = new Map<string, number>();
	const onLine = new Map<string, number>();
	let line = -1;
	return errors.filter((error) => {
		if (error.line !== line) onLine.clear();
		line = error.line;
		const { code } = error;
		const [inAll, here] = [ofKind.get(code) ?? 0, onLine.get(code) ?? 0];
		if (inAll >= MOST_OF_A_KIND || here >= MOST_ON_A_LINE) return false;
		ofKind.set(code, inAll + 1);
		onLine.set(code, here + 1);
		return true;
	});
}

/** The words of an error are found when somebody asks: a line may have very many. */
class AclProblem implements Problem {
	readonly code: string;
	readonly at: Problem["at"];
	readonly effect: Problem["effect"];

	constructor(private readonly error: AclLineError) {
		const { code, file, line, start, end, crash } = error;
		this.code = code;
		this.at = { file, line, start, end };
		this.effect = crash ? "crash" : "refused";
	}

	get message(): Problem["message"] {
		return this.error.message;
	}

	get serverSays(): string {
		return this.error.serverSays;
	}

	get suggestions(): readonly string[] {
		return this.error.suggestions;
	}
}

/** How parts to be filled in by Jinja, Helm, Handlebars, ERB and their like begin and end. The server knows nothing of that kind. */
const PARTS = [
	["{{", "}}"],
	["{%", "%}"],
	["{#", "#}"],
	["<%", "%>"],
] as const;

/** The first part to be filled in on a line. */
function partToFillIn(text: string): Span | undefined {
	let found: Span | undefined;
	for (const [open, close] of PARTS) {
		const start = text.indexOf(open);
		const end = start === -1 ? -1 : text.indexOf(close, start + open.length);
		if (end !== -1 && (found === undefined || start < found.start)) found = { start, end: end + close.length };
	}
	return found;
}

const partsToFillIn = inLines(
	({ kind, text }) => (kind === "blank" ? undefined : partToFillIn(text)),
	({ text }) => /\{[{%#]|<%/.test(text),
);

/** Comments of templates alone make none: others write such signs too. */
const isTemplate = inAnyBlock(({ text }) => MAKING.some((open) => text.includes(open)));
const MAKING = ["{{", "{%", "<%"];

function templateLines(file: SourceFile): ReadonlySet<number> {
	const lines = new Set<number>();
	if (file.state === "text" && isTemplate(file.tree)) for (const [line] of partsToFillIn(file.tree)) lines.add(line);
	return lines;
}

function templateFiles(templates: ReadonlyMap<string, ReadonlySet<number>>, snapshot: Snapshot): Problem[] {
	const problems: Problem[] = [];
	for (const [uri, lines] of templates) {
		const file = snapshot.files.get(uri);
		const first = [...lines].find((line) => file?.state === "text" && file.tree.line(line)?.kind === "words");
		if (first === undefined || file?.state !== "text") continue;
		const text = file.tree.line(first)?.text ?? "";
		const { start, end } = partToFillIn(text) ?? { start: 0, end: text.length };
		problems.push({
			code: "template",
			at: { file: uri, line: first, start, end },
			message: say`This file is a template. Lines with parts to be filled in are not judged. Lint the finished file as well.`,
			effect: "machine",
		});
	}
	return problems;
}

function encodings(snapshot: Snapshot): Problem[] {
	const problems: Problem[] = [];
	for (const file of snapshot.files.values()) {
		if (file.state !== "text") continue;
		if (file.hiddenMark) problems.push(hiddenMark(file.uri));
		if (file.latin1) problems.push(notUtf8(file));
	}
	return problems;
}

function hiddenMark(uri: string): Problem {
	return {
		code: "byte-order-mark",
		at: { file: uri, line: 0, start: 0, end: 1 },
		message: say`The file begins with an invisible byte order mark, which the server takes for a part of the first word. The editor does not show it. Save the file with the encoding UTF-8, without it.`,
		effect: "refused",
	};
}

function notUtf8({ uri, tree }: SourceFile & { readonly state: "text" }): Problem {
	const [line, start] = [...otherThanAscii(tree)][0] ?? [0, 0];
	return {
		code: "not-utf-8",
		at: { file: uri, line, start, end: start + 1 },
		message: say`This file is not UTF-8. The server takes the bytes as they are: a password with such a character works only for clients that send the same bytes. Save the file as UTF-8, or use plain letters.`,
		effect: "misread",
	};
}

const OTHER_THAN_ASCII = /[^\0-\x7f]/;

const otherThanAscii = inLines(
	({ text }) => (OTHER_THAN_ASCII.test(text) ? text.search(OTHER_THAN_ASCII) : undefined),
	({ text }) => OTHER_THAN_ASCII.test(text),
);
