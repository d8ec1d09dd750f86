// generate: the TLS lines of a redis.conf or sentinel.conf, made of a person's answers and merged into what is there.
import type { Edit } from "../base/span";
import { endOfLine, removeLine, writeLine } from "../model/placement";
import type { SourceFile } from "../model/types";
import type { Tree } from "../syntax/tree";

/** What a person chooses. Paths are those on the machine where the server runs. */
export interface TlsAnswers {
	/** "server": clients check the server. "mutual": the server also asks each client for a certificate. */
	readonly mode: "server" | "mutual";
	/** 1 to 65535. */
	readonly port: number;
	readonly certFile: string;
	readonly keyFile: string;
	/** Needed for "mutual", replication and cluster: whom to trust. */
	readonly caFile: string;
	/** Encrypt the connection to the primary and to replicas. */
	readonly replication: boolean;
	/** Encrypt the cluster bus. */
	readonly cluster: boolean;
}

/** Something in the answers that cannot work, in words for the person. */
export interface AnswerFault {
	readonly answer: keyof TlsAnswers;
	readonly message: string;
}

/** Answers that cannot work; empty where all is well. */
export function checkAnswers(answers: TlsAnswers): AnswerFault[] {
	const faults: AnswerFault[] = [];
	if (!Number.isInteger(answers.port) || answers.port < 1 || answers.port > 65535) {
		faults.push({ answer: "port", message: "The port must be a whole number from 1 to 65535." });
	}
	for (const [answer, what] of [
		["certFile", "certificate"],
		["keyFile", "key"],
		["caFile", "CA certificate"],
	] as const) {
		const path = answers[answer];
		if (/[\0\n\r]/.test(path)) faults.push({ answer, message: `The path of the ${what} has a line break in it.` });
		else if (path.trim() === "" && (answer !== "caFile" || needsCa(answers))) {
			faults.push({
				answer,
				message:
					answer === "caFile"
						? `The path of the ${what} is missing: the server needs it to check certificates.`
						: `The path of the ${what} is missing.`,
			});
		}
	}
	return faults;
}

export function needsCa(answers: Pick<TlsAnswers, "mode" | "replication" | "cluster">): boolean {
	return answers.mode === "mutual" || answers.replication || answers.cluster;
}

/** The lines, without line ends. `port 0` closes the clear-text port, which TLS alone would leave open. */
export function tlsLines(answers: TlsAnswers): string[] {
	const lines: string[][] = [
		["port", "0"],
		["tls-port", String(answers.port)],
		["tls-cert-file", answers.certFile.trim()],
		["tls-key-file", answers.keyFile.trim()],
	];
	if (answers.caFile.trim() !== "") lines.push(["tls-ca-cert-file", answers.caFile.trim()]);
	lines.push(
		["tls-auth-clients", answers.mode === "mutual" ? "yes" : "no"],
		["tls-protocols", "TLSv1.2 TLSv1.3"],
		["tls-prefer-server-ciphers", "yes"],
	);
	if (answers.replication) lines.push(["tls-replication", "yes"]);
	if (answers.cluster) lines.push(["tls-cluster", "yes"]);
	return lines.map(writeLine);
}

/** The whole text of a new file with nothing but the TLS lines. */
export function newTlsFile(answers: TlsAnswers): string {
	return `${[HEADING, ...tlsLines(answers)].join("\n")}\n`;
}

/** Lines to write into a file, and the directives that they decide. */
export interface Block {
	readonly heading: string;
	/** Without line ends; comments among them. */
	readonly lines: readonly string[];
	/** Directives whose old lines go although the block has none of them. */
	readonly decides: readonly string[];
}

/** The edits that put the answers into a file. */
export function mergeTls(file: SourceFile & { state: "text" }, answers: TlsAnswers): Edit[] {
	// Settings that were chosen against: their old lines would contradict the answers.
	return mergeBlock(file, { heading: HEADING, lines: tlsLines(answers), decides: ["tls-replication", "tls-cluster", "tls-ca-cert-file"] });
}

/**
 * The edits that put a block into a file. Lines that set the same directives go, the block stands where the first TLS line stood,
 * else below the commented-out `tls-port`, else at the end. Where an include follows, it stands at the end, since the last line wins.
 */
export function mergeBlock(file: SourceFile & { state: "text" }, { heading, lines, decides }: Block): Edit[] {
	const { tree, uri } = file;
	const written = new Set([...lines.filter((line) => !line.startsWith("#")).map(settles), ...decides]);
	const comments = new Set(lines.filter((line) => line.startsWith("#")));
	const doomed: number[] = [];
	for (const [index, line] of tree.lines.entries()) {
		const text = line.text.trim();
		const isSet = line.kind === "words" && written.has(settles(line.words.map((word) => word.value).join(" ")));
		if (isHeading(text, heading) || comments.has(text) || isSet) doomed.push(index);
	}
	const eol = endOfLine(tree);
	const block = [heading, ...lines].join(eol);
	const at = placeOfBlock(tree, doomed, heading);
	const removed = doomed.filter((line) => line !== at?.replaced).map((line) => removeLine(tree, uri, line));
	if (at === undefined) return [...removed, append(tree, uri, block, eol, doomed)];
	const length = (tree.lines[at.line]?.text ?? "").replace(/\r$/, "").length;
	const start = { line: at.line, character: at.replaced === undefined ? length : 0 };
	const newText = at.replaced === undefined ? `${eol}${block}` : block;
	return [...removed, { file: uri, start, end: { line: at.line, character: length }, newText }];
}

/** What a line decides: its directive, in lines of Sentinel also what they are about and which primary. */
function settles(line: string): string {
	const [name = "", what = "", about = ""] = line.split(" ");
	const own = ALIASES[name.toLowerCase()] ?? name.toLowerCase();
	if (own !== "sentinel") return own;
	return what.toLowerCase() === "monitor" ? `sentinel monitor ${about}` : `sentinel ${what.toLowerCase()}`;
}

const ALIASES: Readonly<Record<string, string>> = { slaveof: "replicaof" };

const HEADING = "# TLS: the port in clear text is closed, and only TLS 1.2 and 1.3 are offered.";

function isHeading(text: string, heading: string): boolean {
	return text === heading || text === HEADING;
}

/** A line to write over or to write below; undefined for the end of the file. */
function placeOfBlock(tree: Tree, doomed: readonly number[], heading: string): { line: number; replaced?: number } | undefined {
	const first = doomed.find(
		(line) =>
			isHeading((tree.lines[line]?.text ?? "").trim(), heading) || tree.lines[line]?.words[0]?.value.toLowerCase().startsWith("tls-"),
	);
	const commented = tree.lines.findIndex((line) => line.kind === "comment" && /^\s*#\s*tls-port\s+\d+\s*$/.test(line.text));
	const place = first ?? (commented === -1 ? undefined : commented);
	const lastInclude = tree.lines.findLastIndex((line) => line.kind === "words" && line.words[0]?.value.toLowerCase() === "include");
	if (place === undefined || place < lastInclude) return undefined;
	return first === undefined ? { line: place } : { line: place, replaced: place };
}

/** At the end, with a blank line before it unless one is there. */
function append(tree: Tree, uri: string, block: string, eol: string, doomed: readonly number[]): Edit {
	const line = tree.lines.length - 1;
	const text = tree.lines[line]?.text ?? "";
	const at = { line, character: text.length };
	const above = line > 0 ? line - 1 : 0;
	const blankAbove = text.trim() === "" && ((tree.lines[above]?.text ?? "").trim() === "" || doomed.includes(above));
	const gap = tree.text.trim() === "" || blankAbove ? "" : eol;
	return { file: uri, start: at, end: at, newText: `${text.trim() === "" ? gap : eol + gap}${block}${eol}` };
}
