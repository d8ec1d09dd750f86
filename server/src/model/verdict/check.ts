// model/verdict: what the parser of one release would say of one file: everything it would refuse, and what it names first.
import { say } from "../../base/say";
import { type Steps, toEnd } from "../../base/steps";
import { isRelease } from "../../knowledge/release";
import type { Commands, Directives } from "../../knowledge/types";
import type { Line, Tree } from "../../syntax/tree";
import { ReadingLimit, targetKey } from "../statements";
import type { Problem, Snapshot, Verdict, World } from "../types";
import { parseBool } from "../values";
import { byteLength, cString } from "./cText";
import type { Finding } from "./finding";
import { FoundFindings, MOST_OF_A_KIND } from "./found";
import type { LineCheck, Tables } from "./lineCheck";
import { type ReadLine, readLines } from "./reading";
import { CommandNames } from "./renames";
import { sentinelCommands } from "./sentinelCommands";
import { checkSentinelLines, type SentinelLine } from "./sentinelLines";
import { type Care, checkLine, tablesOf } from "./settingLine";
import { checkStart, type Effective, stagesOf } from "./startUp";
import { isTitleTemplate } from "./textValues";
import { type ChannelsByDefault, checkUsers, type UserLine } from "./users";

export interface CheckOptions {
	/** Address of the file, for the places of problems. */
	readonly file?: string;
}

export interface CheckResult {
	readonly verdict: Verdict;
	/** In the order of their places. */
	readonly problems: readonly Problem[];
}

/**
 * Reads `tree` as a server of `world.release` does when it starts, includes and other files aside.
 * `sentinel` means a start in Sentinel mode. Lines that are refused change nothing for the lines after them.
 */
export function checkConfig(tree: Tree, kind: "config" | "sentinel", world: World, options: CheckOptions = {}): CheckResult {
	const file = options.file ?? "";
	const known = knownResult(tree, file, kind, world);
	if (known) return known.result;
	let leadsOn = false;
	const check = new ConfigCheck(kind, world, () => {
		leadsOn = true;
		return NO_STEPS;
	});
	toEnd(check.file(tree, file));
	toEnd(check.finish("known"));
	const result = check.result();
	results.set(tree, { file, kind, directives: tablesOf(world).directives, leadsOn, result });
	return result;
}

/** What was said last of a tree: it is asked for as a part of its server and by itself. */
interface KnownResult {
	readonly file: string;
	readonly kind: "config" | "sentinel";
	readonly directives: Directives;
	/** There are include lines in it, so that other files may matter. */
	readonly leadsOn: boolean;
	readonly result: CheckResult;
}

const NO_STEPS: Iterable<void> = [];

const results = new WeakMap<Tree, KnownResult>();

function knownResult(tree: Tree, file: string, kind: "config" | "sentinel", world: World): KnownResult | undefined {
	const known = results.get(tree);
	const isSame = known?.file === file && known.kind === kind && known.directives === tablesOf(world).directives;
	return isSame ? known : undefined;
}

/**
 * The problems of a root file and of all it includes, read where they are included. Where an include could not be read, nothing is said
 * that depends on what a file lacks. Empty for a root that is an ACL file.
 */
export function* checkSnapshot(snapshot: Snapshot, world: World): Steps<readonly Problem[]> {
	if (snapshot.kind === "acl") return [];
	const { kind, root } = snapshot;
	const rootFile = snapshot.files.get(root);
	const known = rootFile?.state === "text" ? knownResult(rootFile.tree, root, kind, world) : undefined;
	if (known && !known.leadsOn) return known.result.problems;
	const open = new Set<string>();
	let includes: "known" | "unread" = "known";
	let leadsOn = false;
	const readFile = function* (uri: string): Steps<void> {
		const file = snapshot.files.get(uri);
		const isRead = file?.state === "text" && (uri === root || check.limit.allows(file.tree));
		if (!isRead) includes = "unread";
		if (!isRead) return;
		open.add(uri);
		yield* check.file(file.tree, uri);
		open.delete(uri);
	};
	const check = new ConfigCheck(kind, world, function* (at) {
		leadsOn = true;
		if (!check.limit.follows()) includes = "unread";
		else
			for (const target of snapshot.targets.get(targetKey(at.file, at.number - 1)) ?? []) {
				if (open.has(target)) check.found.add(at, includeCycle(at.line));
				else yield* readFile(target);
			}
	});
	yield* readFile(root);
	yield* check.finish(includes);
	const result = check.result();
	if (rootFile?.state === "text" && !leadsOn) {
		results.set(rootFile.tree, { file: root, kind, directives: tablesOf(world).directives, leadsOn, result });
	}
	return result.problems;
}

/** Lines of a file that are remembered with what was found in them. */
const MOST_KEPT = 100_000;

/** The lines of one name that no setting has. */
interface LeftOver {
	readonly lines: { readonly at: ReadLine; readonly finding: Finding }[];
	/** What the server prints: later lines of the same name replace it. */
	printed: string;
}

class ConfigCheck {
	private readonly tables: Tables;
	readonly found = new FoundFindings();
	readonly limit = new ReadingLimit();
	/** There are more lines than are read. */
	private isCut = false;
	private readonly settings = new Map<string, Effective>();
	private readonly leftOver = new Map<string, LeftOver>();
	private readonly userLines: UserLine[] = [];
	private readonly sentinel: SentinelLine<ReadLine>[] = [];
	private readonly commands: () => Commands;
	private names: CommandNames | undefined;
	private loadsModules = false;
	/** Lines of names that the server does not know. */
	private unknown = 0;

	constructor(
		private readonly kind: "config" | "sentinel",
		private readonly world: World,
		/** Reads the files that an include line means. */
		private readonly include: (at: ReadLine) => Iterable<void>,
	) {
		this.tables = tablesOf(world);
		this.commands = () => {
			const commands = world.knowledge.commands(world.release);
			return kind === "sentinel" ? commandsInSentinel(commands) : commands;
		};
	}

	*file(tree: Tree, uri: string): Steps<void> {
		const care = tree.source.lineCount > MOST_KEPT ? "not kept" : "kept";
		for (const lines of readLines(tree, uri)) {
			for (const line of lines) {
				this.isCut ||= !this.limit.reads();
				if (this.isCut) return;
				const leading = this.read(line, this.unknown > MOST_OF_A_KIND ? "hasty" : care);
				if (leading) yield* this.include(leading);
			}
			yield;
		}
	}

	/** Gives the line where it includes others. */
	private read(at: ReadLine, care: Care): ReadLine | undefined {
		if (at.line.words.length === 0 && !at.line.error) return undefined;
		const check = checkLine(at.line, this.world, care);
		if (check.directive === undefined) this.unknown++;
		if (check.finding) this.found.add(at, check.finding);
		if (check.finding && check.finding.effect !== "misread") return undefined;
		if (check.leftOver) this.keepLeftOver(at, check, check.leftOver);
		else if (check.directive?.type === "instruction") return this.instruction(at, check);
		else if (check.directive && !this.refusesTitle(at, check)) this.settings.set(check.name, { at, check });
		return undefined;
	}

	/** To be called once, after the last line. */
	*finish(includes: "known" | "unread"): Steps<void> {
		yield* this.finishSentinelLines();
		yield* this.finishUsers();
		if (includes === "unread" || this.isCut) return;
		if (this.kind === "config") this.finishLeftOver();
		const userLines = this.userLines.map((line) => line.at);
		const mode = this.kind === "sentinel" ? "sentinel" : "server";
		for (const { at, finding } of checkStart(this.settings, userLines, mode, this.tables)) this.found.add(at, finding);
	}

	private instruction(at: ReadLine, check: LineCheck): ReadLine | undefined {
		const [first, second] = check.args;
		switch (check.name) {
			case "include":
				if (cString(first?.value ?? "") !== "") {
					if (isPattern(first?.value ?? "") && !takesPatterns(this.world)) this.found.add(at, includePattern(at.line));
					return at;
				}
				this.found.add(at, emptyInclude(at.line));
				break;
			case "loadmodule":
				this.loadsModules = true;
				break;
			case "rename-command": {
				if (!first || !second) break;
				this.names ??= new CommandNames(this.commands(), this.tables.behavior);
				const finding = this.names.rename(first, second);
				if (finding) this.found.add(at, finding);
				break;
			}
			case "user":
				this.userLines.push({ at, channels: this.channels() });
				break;
			case "sentinel":
				this.sentinelLine(at, check);
		}
		return undefined;
	}

	private sentinelLine(at: ReadLine, check: LineCheck): void {
		if (check.args.length === 0) return;
		const words = at.line.words;
		const end = words.at(-1)?.end ?? 0;
		if (this.kind === "sentinel") {
			this.sentinel.push({ owner: at, args: check.args, end });
			return;
		}
		this.found.add(at, {
			code: "sentinel-line-in-server",
			start: words[0]?.start ?? 0,
			end,
			effect: "refused",
			message: say`Only Sentinel reads this line. Move it to sentinel.conf, or start the server with --sentinel.`,
			serverSays: "sentinel directive while not in sentinel mode",
		});
	}

	/** proc-title-template is accepted or not by what lines before it set. */
	private refusesTitle(at: ReadLine, check: LineCheck): boolean {
		const [argument] = check.values;
		if (check.directive?.validator !== "isValidProcTitleTemplate" || !argument) return false;
		const cluster = this.valueOf("cluster-enabled");
		const mode = parseBool(cluster ?? "no") === true ? "[cluster]" : this.kind === "sentinel" ? "[sentinel]" : "";
		if (isTitleTemplate(cString(argument.value), { mode, unixsocket: this.valueOf("unixsocket") ?? "" })) return false;
		this.found.add(at, {
			code: "bad-title-template",
			start: argument.start,
			end: argument.end,
			effect: "refused",
			message: say`The title is text with variables such as {title}, {listen-addr} and {server-mode}. Close every brace, use known variables only, and leave some text.`,
			serverSays: "template format is invalid or contains unknown variables",
		});
		return true;
	}

	private valueOf(name: string): string | undefined {
		const value = this.settings.get(name)?.check.values[0]?.value;
		return value === undefined ? undefined : cString(value);
	}

	private channels(): ChannelsByDefault {
		const value = this.valueOf("acl-pubsub-default") ?? this.tables.directives.find("acl-pubsub-default")?.default;
		return value?.toLowerCase() === "resetchannels" ? "none" : "all";
	}

	private keepLeftOver(at: ReadLine, check: LineCheck, finding: Finding): void {
		if (this.unknown > MOST_OF_A_KIND) return;
		const printed = `${check.name} ${check.args.map((argument) => argument.value).join(" ")}`;
		const known = this.leftOver.get(check.name);
		if (known) known.printed = printed;
		else this.leftOver.set(check.name, { lines: [{ at, finding }], printed });
		known?.lines.push({ at, finding });
	}

	/** Names that no module took. Where modules are loaded it depends on them, and nothing can be said. */
	private finishLeftOver(): void {
		if (this.loadsModules) return;
		const silent =
			this.valueOf("loglevel")?.toLowerCase() === "nothing" || parseBool(this.valueOf("hide-user-data-from-log") ?? "no") === true;
		const all = Array.from(this.leftOver.values(), ({ lines, printed }) => {
			const named = !silent && isPrintedWhole(printed);
			return lines.map(({ at, finding }) => ({ at, finding: named ? finding : { ...finding, lineless: true as const } }));
		}).flat();
		for (const { at, finding } of all.sort((x, y) => x.at.number - y.at.number)) this.found.add(at, finding);
	}

	private *finishSentinelLines(): Steps<void> {
		if (this.sentinel.length === 0) return;
		const directives = this.world.knowledge.sentinelDirectives(this.world.release);
		yield* checkSentinelLines(this.sentinel, directives, this.tables.behavior, (at, finding) => this.found.addOver(at, finding));
	}

	private *finishUsers(): Steps<void> {
		if (this.userLines.length === 0) return;
		const renamed = this.names?.renamed ?? new Map<string, string | null>();
		const ground = { world: this.world, commands: this.commands(), renamed, channels: this.channels() };
		const loaded = this.kind === "config" || this.tables.behavior.sentinelLoadsUsers;
		for (const { line, finding } of yield* checkUsers(this.userLines, ground)) {
			if (loaded || finding.stage !== "users") this.found.add(line.at, finding);
		}
	}

	result(): CheckResult {
		return { verdict: this.found.verdict(stagesOf(this.tables)), problems: this.found.problems() };
	}
}

const inSentinel = new WeakMap<Commands, Commands>();

function commandsInSentinel(commands: Commands): Commands {
	let known = inSentinel.get(commands);
	if (!known) {
		known = sentinelCommands(commands);
		inSentinel.set(commands, known);
	}
	return known;
}

/** A log line ends at a line feed in it and at the length of the server's buffer. */
function isPrintedWhole(printed: string): boolean {
	return !/[\n\0]/.test(printed) && byteLength(`>>> '${printed}'`) < LOG_LINE;
}

const LOG_LINE = 1024;

function includeCycle(line: Line): Finding {
	const last = line.words.at(-1);
	return {
		code: "include-cycle",
		start: last?.start ?? 0,
		end: last?.end ?? 0,
		effect: "crash",
		lineless: true,
		message: say`This leads back to a file that is being read, and the server crashes on it. Take the line out.`,
	};
}

function isPattern(path: string): boolean {
	return /[*?[]/.test(path);
}

function takesPatterns({ release }: World): boolean {
	return isRelease(release, { redis: ">=7.0", valkey: "*" });
}

/** Up to 6.2 the server opens what stands there; only the machine knows if there is such a file. */
function includePattern(line: Line): Finding {
	const last = line.words.at(-1);
	return {
		code: "include-pattern-not-in-release",
		start: last?.start ?? 0,
		end: last?.end ?? 0,
		effect: "machine",
		message: say`Before 7.0, include takes no patterns: the server looks for a file of just this name, and where there is none it does not start. Name each file in a line of its own.`,
	};
}

function emptyInclude(line: Line): Finding {
	const last = line.words.at(-1);
	return {
		code: "empty-value",
		start: last?.start ?? 0,
		end: last?.end ?? 0,
		effect: "refused",
		lineless: true,
		message: say`include needs the path of a file. Write one, or take the line out.`,
		serverSays: "Fatal error, can't open config file '': No such file or directory",
	};
}
