// cli: what every command that reads Redis files sets up: facts, files, settings.
import { findNodeAtLocation, type Node } from "jsonc-parser";
import type { Knowledge } from "../knowledge/types";
import { projectTree } from "../lint/projectText";
import type { SettingsLayer } from "../lint/settings";
import type { Profile } from "../rules/define";
import { rules } from "../rules/index";
import { createService, type Service } from "../service/service";
import type { SettingsFault } from "../service/view";
import { RunFiles } from "./files";
import type { Io } from "./io";
import { shownUri } from "./targets";

export interface SessionOptions {
	readonly server?: string;
	readonly profile?: Profile;
}

export class Session {
	private tree: { readonly uri: string; readonly root: Node | undefined } | undefined;
	readonly files = new RunFiles();
	readonly service: Service;
	readonly flags: SettingsLayer;
	readonly seed: string;
	/** Something went wrong that is not a finding. */
	trouble = false;

	/** @throws Trouble where the facts are missing. */
	static async start(io: Io, options: SessionOptions): Promise<Session> {
		return new Session(io, await io.knowledge(), options);
	}

	private constructor(
		readonly io: Io,
		readonly knowledge: Knowledge,
		{ server, profile }: SessionOptions,
	) {
		this.seed = io.newSeed();
		this.service = createService({
			knowledge,
			files: this.files,
			rules,
			newSeed: () => this.seed,
			onError: (where, error) => this.complain(`${where} failed: ${nameOf(error)}. This is a mistake in this program; please report it.`),
		});
		this.flags = { ...(server !== undefined && { server }), ...(profile !== undefined && { profile }) };
	}

	/** Tells a person of something that went wrong; the run goes on and ends with status 2. */
	complain(message: string): void {
		this.trouble = true;
		this.io.stderr.write(`redis-security-lint: ${message}\n`);
	}

	/** Tells of what could not be used of a project file: where, why, and the way out. */
	async complainOfSettings({ uri, path, offset, message }: SettingsFault): Promise<void> {
		const file = await this.files.read(uri);
		const shown = shownUri(uri, this.io.cwd);
		if (file.state !== "text") return this.complain(`${shown}: ${message}`);
		const node = path.length === 0 ? undefined : nodeAt(this.treeOf(uri, file.text), path);
		const at = offset ?? node?.offset ?? 0;
		const lines = file.text.slice(0, at).split("\n");
		const where = `${shown}:${lines.length}:${(lines.at(-1) ?? "").length + 1}`;
		this.complain(`${where}: ${message} Correct the file, or name another one with --config.`);
	}

	/** One file may have many mistakes. */
	private treeOf(uri: string, text: string): Node | undefined {
		if (this.tree?.uri !== uri) this.tree = { uri, root: projectTree(text) };
		return this.tree.root;
	}
}

/** The value at a path of keys and indexes, or as much of the way as there is. */
function nodeAt(root: Node | undefined, path: SettingsFault["path"]): { offset: number } | undefined {
	if (!root) return undefined;
	for (let length = path.length; length >= 0; length--) {
		const node = findNodeAtLocation(root, path.slice(0, length));
		if (node) return node.parent?.type === "property" ? node.parent : node;
	}
	return undefined;
}

/** The kind of an error and where it came from; its message could hold contents of files. */
function nameOf(error: unknown): string {
	if (!(error instanceof Error)) return typeof error;
	const place = /\n[ \t]+at ([^\n]+)/.exec(error.stack ?? "")?.[1];
	return place === undefined ? error.name : `${error.name} at ${place}`;
}
