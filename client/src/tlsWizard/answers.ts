// client/tlsWizard: what a person answers, where the first proposal of each answer comes from, and what is remembered.
import type { Translator } from "../words";

/** As the server's requests take them. */
export interface Choices {
	readonly mode: "server" | "mutual";
	readonly topology: "standalone" | "replica" | "sentinel" | "cluster";
	readonly certificates: "existing" | "openssl" | "mkcert" | "step";
	readonly hosts: readonly string[];
	readonly port: number;
	readonly sentinelPort: number;
	readonly clearText: "off" | number;
	readonly level: "modern" | "intermediate";
	readonly folder: string;
	readonly files?: { readonly cert: string; readonly key: string; readonly ca: string };
	readonly primary?: { readonly host: string; readonly port: number } | undefined;
	readonly primaryName: string;
	readonly days: number;
	readonly clients: readonly string[];
}

/** What can be written. */
export type Part = "config" | "sentinel" | "certificates" | "rotation" | "clients" | "checklist";

export const PARTS: readonly Part[] = ["config", "sentinel", "certificates", "rotation", "clients", "checklist"];

export interface Answers extends Choices {
	readonly parts: readonly Part[];
	/** Address of the folder for new files; undefined where none can be proposed. */
	readonly place: string | undefined;
}

/** What the server proposes for the file that the wizard was started in. */
export interface Proposal {
	/** "redis-7.4" and "Redis 7.4". */
	readonly server: string;
	readonly serverName: string;
	/** Null where the file takes no TLS lines. */
	readonly kind: "config" | "sentinel" | null;
	readonly defaults: Choices;
	/** What the file says. */
	readonly said: Partial<Choices>;
	readonly primaries: readonly { readonly name: string; readonly host: string; readonly port: number }[];
}

/** Folders that are proposed for new files, the likeliest first. */
export interface Place {
	readonly label: string;
	readonly detail: string;
	readonly uri: string;
}

/** What does not change while the wizard runs. */
export interface Setting {
	readonly l10n: Translator;
	readonly proposal: Proposal;
	readonly places: readonly Place[];
	/** How a person knows the files into which lines are merged; a file that is left out will be a new one. */
	readonly targets: { readonly config?: string; readonly sentinel?: string };
}

/** Never a secret: there is none among them. What depends on one file is not kept. */
export type Remembered = Partial<Pick<Answers, "mode" | "level" | "certificates" | "hosts" | "clients" | "parts">>;

/** What the file says beats what was answered last time, and that beats the default. */
export function firstAnswers({ proposal, places }: Setting, remembered: Remembered): Answers {
	const { defaults, said } = proposal;
	return { ...defaults, parts: PARTS, ...remembered, ...said, place: places[0]?.uri };
}

export function toRemember({ mode, level, certificates, hosts, clients, parts }: Answers): Remembered {
	return { mode, level, certificates, hosts, clients, parts };
}

/** Of what an earlier version, or another one, has kept: only what still fits. */
export function readRemembered(kept: unknown, known: Choices): Remembered {
	if (typeof kept !== "object" || kept === null) return {};
	const { mode, level, certificates, hosts, clients, parts } = kept as Record<string, unknown>;
	const remembered: { -readonly [K in keyof Remembered]: Remembered[K] } = {};
	if (mode === "server" || mode === "mutual") remembered.mode = mode;
	if (level === "modern" || level === "intermediate") remembered.level = level;
	if (certificates === "existing" || certificates === "openssl" || certificates === "mkcert" || certificates === "step")
		remembered.certificates = certificates;
	const [names, libraries, wanted] = [hosts, clients, parts].map((list) => (Array.isArray(list) ? list.filter(isText) : undefined));
	if (names?.length) remembered.hosts = names;
	if (libraries) remembered.clients = libraries.filter((name) => known.clients.includes(name));
	if (wanted) remembered.parts = PARTS.filter((part) => wanted.includes(part));
	return remembered;
}

/** What the server is asked with. */
export function toChoices({ parts, place: _, files, primary, ...choices }: Answers): Choices {
	return {
		...choices,
		...(choices.certificates === "existing" && files ? { files } : {}),
		...(primary && hasPrimary(choices) ? { primary } : {}),
		clients: parts.includes("clients") ? choices.clients : [],
	};
}

/** Parts that there can be for these answers. */
export function possibleParts({ topology, certificates }: Choices): readonly Part[] {
	return PARTS.filter(
		(part) => (part !== "sentinel" || topology === "sentinel") && (part !== "certificates" || certificates !== "existing"),
	);
}

/** Parts that are chosen and possible. */
export function chosenParts(answers: Answers): readonly Part[] {
	return possibleParts(answers).filter((part) => answers.parts.includes(part));
}

/** Whether a folder for new files is needed: lines alone can be merged, or shown as a draft. */
export function needsPlace(answers: Answers): boolean {
	return chosenParts(answers).some((part) => part !== "config" && part !== "sentinel");
}

export function hasPrimary({ topology }: Pick<Choices, "topology">): boolean {
	return topology === "replica" || topology === "sentinel";
}

function isText(value: unknown): value is string {
	return typeof value === "string";
}
