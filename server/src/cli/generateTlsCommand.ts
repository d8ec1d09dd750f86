// cli: `generate tls`: the TLS kit into a folder.
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { CLIENTS, type ClientName, checkChoices, KIT_DEFAULTS, type KitChoices, pathsOf } from "../generate/tls/choices";
import { type Existing, generateKit, type KitFile } from "../generate/tls/kit";
import { decode, encode, uriOfPath } from "../hosts/nodeFiles";
import { newestRelease, parseRelease } from "../knowledge/release";
import { snapshotOf } from "../model/snapshot";
import { EXIT, type Io, Trouble, UsageError } from "./io";

export interface GenerateTlsOptions {
	readonly mode: KitChoices["mode"];
	readonly topology: KitChoices["topology"];
	readonly certificates: KitChoices["certificates"];
	readonly host?: readonly string[];
	readonly port?: string;
	readonly sentinelPort?: string;
	readonly clearText?: string;
	readonly level: KitChoices["level"];
	readonly folder?: string;
	readonly certFile?: string;
	readonly keyFile?: string;
	readonly caFile?: string;
	readonly primary?: string;
	readonly primaryName?: string;
	readonly days?: string;
	readonly clients?: string;
	readonly server?: string;
	readonly out: string;
	readonly dryRun?: boolean;
	readonly force?: boolean;
}

/** The configurations in the folder are merged; other files that differ are replaced only with `--force`. */
export function generateTlsCommand(options: GenerateTlsOptions, io: Io): number {
	const choices = readChoices(options);
	const faults = checkChoices(choices);
	if (faults.length > 0) throw new UsageError(faults.map(({ choice, message }) => `${OPTIONS[choice] ?? choice}: ${message}`).join("\n"));
	const out = resolve(io.cwd, options.out);
	const files = generateKit(choices, { ...existing(out, "config", "redis.conf"), ...existing(out, "sentinel", "sentinel.conf") });
	const states = files.map((file) => ({ file, state: stateOf(out, file) }));
	const blocked = states.filter(({ file, state }) => state === "differs" && !isMerged(file));
	if (blocked.length > 0 && !options.force && !options.dryRun) {
		const names = blocked.map(({ file }) => file.path).join(", ");
		throw new Trouble(
			`${options.out} has other files of these names: ${names}. Nothing was written. Choose another folder, or say --force.`,
		);
	}
	for (const { file, state } of states) {
		const verb = { new: "write", same: "keep", differs: isMerged(file) ? "merge into" : "replace" }[state];
		io.stdout.write(`${verb} ${join(options.out, file.path)}\n`);
		if (options.dryRun) io.stdout.write(`${file.text.replace(/^/gm, "    ").replace(/ +$/gm, "")}\n`);
		else if (state !== "same") write(out, file);
	}
	return EXIT.clean;
}

const OPTIONS: Partial<Record<keyof KitChoices, string>> = {
	hosts: "--host",
	port: "--port",
	sentinelPort: "--sentinel-port",
	clearText: "--clear-text",
	folder: "--folder",
	files: "--cert-file, --key-file and --ca-file",
	primary: "--primary",
	primaryName: "--primary-name",
	days: "--days",
};

function readChoices(options: GenerateTlsOptions): KitChoices {
	const { mode, topology, certificates, level, clearText, primary } = options;
	const number = (text: string | undefined, otherwise: number) => (text === undefined ? otherwise : toNumber(text));
	const release = (options.server === undefined ? undefined : parseRelease(options.server)) ?? newestRelease("redis");
	const folder = (options.folder ?? KIT_DEFAULTS.folder).replace(/(?<=.)\/+$/, "");
	return {
		...{ mode, topology, certificates, level, release },
		hosts: options.host ?? KIT_DEFAULTS.hosts,
		port: number(options.port, KIT_DEFAULTS.port),
		sentinelPort: number(options.sentinelPort, KIT_DEFAULTS.sentinelPort),
		clearText: clearText === undefined || clearText === "off" ? "off" : toNumber(clearText),
		folder,
		...filesOf(options, folder),
		...(primary === undefined ? {} : { primary: readPrimary(primary) }),
		primaryName: options.primaryName ?? KIT_DEFAULTS.primaryName,
		days: number(options.days, KIT_DEFAULTS.days),
		clients: readClients(options.clients),
	};
}

/** Who names a file has one. The others are where our scripts would put them. */
function filesOf({ certFile, keyFile, caFile }: GenerateTlsOptions, folder: string): Partial<Pick<KitChoices, "certificates" | "files">> {
	if (certFile === undefined && keyFile === undefined && caFile === undefined) return {};
	const own = pathsOf({ certificates: "existing", folder });
	return { certificates: "existing", files: { cert: certFile ?? own.cert, key: keyFile ?? own.key, ca: caFile ?? own.ca } };
}

/** Whole numbers alone; anything else is a number that no check lets pass. */
function toNumber(text: string): number {
	return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
}

function readPrimary(text: string): { host: string; port: number } {
	const match = /^\[?([^[\]]+?)\]?(?::(\d+))?$/.exec(text);
	const isBareV6 = text.split(":").length > 2 && !text.startsWith("[");
	if (!match || isBareV6) return { host: text, port: KIT_DEFAULTS.port };
	return { host: match[1] as string, port: match[2] === undefined ? KIT_DEFAULTS.port : Number(match[2]) };
}

function readClients(text: string | undefined): readonly ClientName[] {
	if (text === undefined || text === "all") return CLIENTS;
	if (text === "none") return [];
	return text.split(",").map((name) => {
		const client = CLIENTS.find((known) => known === name.trim());
		if (client === undefined) throw new UsageError(`--clients cannot be "${name}". It is all, none, or some of ${CLIENTS.join(",")}.`);
		return client;
	});
}

function isMerged({ path }: KitFile): boolean {
	return path === "redis.conf" || path === "sentinel.conf";
}

function existing(out: string, kind: keyof Existing, name: string): Existing {
	const path = join(out, name);
	if (!existsSync(path)) return {};
	const file = snapshotOf(uriOfPath(path), kind, decode(readFileSync(path)).text)
		.files.values()
		.next().value;
	return file?.state === "text" ? { [kind]: file } : {};
}

function stateOf(out: string, { path, text }: KitFile): "new" | "same" | "differs" {
	const target = join(out, path);
	if (!existsSync(target)) return "new";
	return decode(readFileSync(target)).text === text ? "same" : "differs";
}

function write(out: string, { path, text, executable }: KitFile): void {
	const target = join(out, path);
	try {
		const isLatin1 = existsSync(target) && decode(readFileSync(target)).latin1 === true;
		mkdirSync(dirname(target), { recursive: true });
		writeFileSync(target, encode(text, isLatin1));
		if (executable) chmodSync(target, 0o755);
	} catch (error) {
		throw new Trouble(`${target} cannot be written (${(error as NodeJS.ErrnoException).code ?? "unknown reason"}).`);
	}
}
