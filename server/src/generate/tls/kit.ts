// generate/tls: the whole kit as files, merged into configurations that are there.
import { applyEdits } from "../../base/edits";
import type { Edit } from "../../base/span";
import { reachOf } from "../../model/exposure";
import { endOfLine } from "../../model/placement";
import type { SourceFile, TextFile } from "../../model/types";
import { parse } from "../../syntax/parse";
import type { Line as SourceLine } from "../../syntax/tree";
import { mergeBlock } from "../tlsBlock";
import { checklist } from "./checklist";
import type { KitChoices } from "./choices";
import { clientFiles } from "./clients";
import { type ConfigBlock, newConfig, type Reached, sentinelBlock, serverBlock } from "./config";
import { certificateScript, rotationScript } from "./scripts";

export interface KitFile {
	/** Relative, with "/" between folders. */
	readonly path: string;
	readonly text: string;
	/** One that is run. */
	readonly executable?: true;
}

/** Configurations that are there already. */
export interface Existing {
	readonly config?: TextFile;
	readonly sentinel?: TextFile;
}

/** Every file of the kit. Pure: the same choices give the same files. */
export function generateKit(choices: KitChoices, existing: Existing = {}): KitFile[] {
	const files: KitFile[] = [{ path: "redis.conf", text: merged(serverBlock(choices, reachOfFile(existing.config)), existing.config) }];
	if (choices.topology === "sentinel")
		files.push({ path: "sentinel.conf", text: merged(sentinelBlock(choices, reachOfFile(existing.sentinel)), existing.sentinel) });
	if (choices.certificates !== "existing") files.push({ path: "make-certificates.sh", text: certificateScript(choices), executable: true });
	files.push({ path: "rotate-certificates.sh", text: rotationScript(choices), executable: true });
	for (const { name, text } of clientFiles(choices))
		files.push(name.endsWith(".sh") ? { path: `clients/${name}`, text, executable: true } : { path: `clients/${name}`, text });
	files.push({ path: "CHECKLIST.md", text: checklist(choices) });
	return files;
}

/** By its own last bind line; without one every interface is bound, or could be. */
function reachOfFile(file: SourceFile | undefined): Reached {
	const lines = file?.state === "text" ? file.tree.lines : [];
	const bind = lines.findLast(({ kind, words }) => kind === "words" && words[0]?.value.toLowerCase() === "bind");
	const addresses = bind?.words.slice(1).map(({ value }) => value.replace(/^-/, "")) ?? [];
	return addresses.length > 0 && addresses.every((address) => reachOf(address) === "loopback") ? "loopback" : "network";
}

function merged(block: ConfigBlock, file: TextFile | undefined): string {
	if (!file) return newConfig(block);
	const closed = withLastLineEnd(file);
	const { kept, edits } = monitorsInPlace(block.lines, closed);
	return applyEdits(closed.tree.text, [...edits, ...mergeBlock(closed, { ...block, lines: kept })]);
}

/** So that the last line can be taken away as any other. */
function withLastLineEnd(file: TextFile): TextFile {
	const { dialect, text } = file.tree;
	return text === "" || text.endsWith("\n") ? file : { ...file, tree: parse(text + endOfLine(file.tree), dialect) };
}

/** A line that Sentinel monitors a primary by stays where it is, since lines about that primary must follow it. */
function monitorsInPlace(lines: readonly string[], file: TextFile): { kept: string[]; edits: Edit[] } {
	const edits: Edit[] = [];
	const kept = lines.filter((line) => {
		const monitor = /^sentinel monitor (\S+) /.exec(line);
		const at = monitor ? file.tree.lines.findIndex(({ words }) => isMonitor(words, monitor[1])) : -1;
		if (at === -1) return true;
		const length = (file.tree.line(at)?.text ?? "").replace(/\r$/, "").length;
		// How many Sentinels must agree is the person's own choice.
		const written = file.tree.line(at)?.words[5]?.value ?? "";
		const quorum = /^\d+$/.test(written) ? written : "2";
		const newText = `${line.slice(0, line.lastIndexOf(" "))} ${quorum}`;
		edits.push({ file: file.uri, start: { line: at, character: 0 }, end: { line: at, character: length }, newText });
		return false;
	});
	return { kept, edits };
}

function isMonitor(words: SourceLine["words"], name: string | undefined): boolean {
	const [first, second, third] = words.map((word) => word.value);
	return first?.toLowerCase() === "sentinel" && second?.toLowerCase() === "monitor" && third === name;
}
