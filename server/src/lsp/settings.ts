// lsp: the editor's settings for each document, asked for when they are needed and kept until the client says that they have changed.

import { type Connection, MessageType, ShowMessageNotification } from "vscode-languageserver";
import { say, type Words } from "../base/say";
import type { HintOptions } from "../features/inlayHints";
import { readLayer, type SettingsLayer } from "../lint/settings";
import type { Rule } from "../rules/define";
import type { Abilities } from "./abilities";
import type { Speak } from "./language";

export const SECTION = "redisSecurityLint";

/** What of the section is for the linter; the rest is for the client. */
const KEYS = ["server", "profile", "rules", "administrators"] as const;

export class EditorSettings {
	private readonly layers = new Map<string, Promise<SettingsLayer>>();
	private readonly asked = new Map<string, Promise<unknown>>();
	private readonly told = new Set<string>();
	private sent: unknown;

	constructor(
		private readonly connection: Connection,
		private readonly abilities: Abilities,
		private readonly rules: readonly Rule[],
		private readonly speak: Speak,
	) {
		this.sent = abilities.options.settings;
	}

	of(uri: string): Promise<SettingsLayer> {
		let layer = this.layers.get(uri);
		if (!layer) {
			layer = this.data(uri).then((data) => this.read(data));
			this.layers.set(uri, layer);
		}
		return layer;
	}

	/** Which notes are shown inside of lines: all where nobody says otherwise. */
	async hintsOf(uri: string): Promise<HintOptions> {
		const data = await this.data(uri);
		const given = isObject(data) && isObject(data.inlayHints) ? data.inlayHints : {};
		const { sizes, times, valueInForce } = given;
		return { sizes: sizes !== false, times: times !== false, valueInForce: valueInForce !== false };
	}

	/** Whether files of this workspace folder are checked that are not open: they are where nobody says otherwise. */
	async checksWorkspace(folder: string): Promise<boolean> {
		const data = await this.data(folder);
		return !isObject(data) || data.workspaceDiagnostics !== false;
	}

	forget(uri: string): void {
		this.layers.delete(uri);
		this.asked.delete(uri);
	}

	/** @param settings what the client sent along, for clients that cannot be asked. */
	changed(settings: unknown): void {
		this.layers.clear();
		this.asked.clear();
		if (isObject(settings) && isObject(settings[SECTION])) this.sent = settings[SECTION];
	}

	private data(uri: string): Promise<unknown> {
		let data = this.asked.get(uri);
		if (!data) {
			data = this.ask(uri);
			this.asked.set(uri, data);
		}
		return data;
	}

	/** What was sent along holds where the client has nothing to answer: some can be asked, and know settings of others only. */
	private async ask(uri: string): Promise<unknown> {
		if (!this.abilities.configuration) return this.sent;
		const answer: unknown = await this.connection.workspace.getConfiguration({ scopeUri: uri, section: SECTION }).catch(() => undefined);
		return answer ?? this.sent;
	}

	private read(data: unknown): SettingsLayer {
		if (data === undefined || data === null) return {};
		if (!isObject(data)) {
			this.tell(this.speak(say`The setting ${SECTION} is not used. ${say`The settings must be an object: { ... }.`}`));
			return {};
		}
		const given = Object.fromEntries(KEYS.filter((key) => key in data).map((key) => [key, data[key]]));
		const { layer, problems } = readLayer(given, this.rules);
		for (const { path, message } of [...problems, ...switchProblems(data), ...unknownNames(data)])
			this.tell(this.speak(say`The setting ${[SECTION, ...path].join(".")} is not used. ${message}`));
		return layer;
	}

	private tell(message: string): void {
		if (this.told.has(message)) return;
		this.told.add(message);
		void this.connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
	}
}

/** What is on or off. */
const SWITCHES = [["workspaceDiagnostics"], ["inlayHints", "sizes"], ["inlayHints", "times"], ["inlayHints", "valueInForce"]] as const;

interface Problem {
	readonly path: readonly string[];
	readonly message: Words;
}

/** Every name in the section that this server looks at. */
export const SETTINGS: readonly string[] = [...KEYS, ...SWITCHES.map((path) => path.join("."))];

/** Groups of such names, and `trace`, which the client looks at itself. */
const GROUPS: readonly string[] = ["inlayHints", "trace"];

function switchProblems(data: Readonly<Record<string, unknown>>): readonly Problem[] {
	const { inlayHints } = data;
	const isWhole = isAbsent(inlayHints) || isObject(inlayHints);
	const group = isWhole ? [] : [{ path: ["inlayHints"], message: say`The settings must be an object: { ... }.` }];
	const wrong = SWITCHES.flatMap((path) => {
		const value = path.reduce<unknown>((inside, key) => (isObject(inside) ? inside[key] : undefined), data);
		return isAbsent(value) || typeof value === "boolean" ? [] : [{ path, message: say`This must be true or false.` }];
	});
	return [...group, ...wrong];
}

/** A name that is spelled wrong would have no effect, and nobody would see why. */
function unknownNames(data: Readonly<Record<string, unknown>>): readonly Problem[] {
	const hints = isObject(data.inlayHints) ? Object.keys(data.inlayHints).map((name) => ["inlayHints", name]) : [];
	const wrong = [...Object.keys(data).map((name) => [name]), ...hints].filter((path) => ![...SETTINGS, ...GROUPS].includes(path.join(".")));
	return wrong.map((path) => ({ path, message: say`There is no setting of this name. Known are ${SETTINGS.join(", ")}.` }));
}

function isAbsent(value: unknown): boolean {
	return value === undefined || value === null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
