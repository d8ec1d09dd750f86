// client/tlsWizard: the questions, in order: when each is asked, what is proposed, and what an answer changes.
import type { Translator } from "../words";
import { type Answers, type Choices, chosenParts, hasPrimary, needsPlace, PARTS, type Part, possibleParts, type Setting } from "./answers";
import { readAddress, readHosts, readNumber, writeAddress } from "./read";

export interface Item {
	readonly value: string;
	readonly label: string;
	readonly detail?: string;
	readonly description?: string;
	/** Choosing it means choosing a folder. */
	readonly browse?: true;
}

export type Question =
	| { readonly kind: "pick"; readonly text: string; readonly items: readonly Item[]; readonly active: string | undefined }
	| { readonly kind: "many"; readonly text: string; readonly items: readonly Item[]; readonly picked: readonly string[] }
	| { readonly kind: "text"; readonly text: string; readonly value: string; readonly example?: string };

export interface Step {
	readonly id: string;
	/** Without it: always. */
	applies?(answers: Answers, setting: Setting): boolean;
	question(answers: Answers, setting: Setting): Question;
	/** `given`: the value of the item, the values of all that are picked, or the text. A text in place of answers says what is wrong. */
	take(given: readonly string[], answers: Answers, setting: Setting): Partial<Answers> | string;
	/** The choices that the server's check is asked about. */
	readonly decides?: readonly (keyof Choices)[];
}

export const STEPS: readonly Step[] = [
	{
		id: "mode",
		question: ({ mode }, { l10n }) => ({
			kind: "pick",
			text: l10n.t("Who shows a certificate?"),
			active: mode,
			items: [
				{
					value: "server",
					label: l10n.t("The server only"),
					detail: l10n.t("Connections are encrypted; clients log in with a password."),
				},
				{
					value: "mutual",
					label: l10n.t("Server and clients (mutual TLS)"),
					detail: l10n.t("A client without a certificate of your authority is refused before it can say anything."),
				},
			],
		}),
		take: ([mode]) => ({ mode: mode as Choices["mode"] }),
	},
	{
		id: "topology",
		question: ({ topology }, { l10n }) => ({
			kind: "pick",
			text: l10n.t("How many servers are there?"),
			active: topology,
			items: [
				{ value: "standalone", label: l10n.t("One"), detail: l10n.t("It has no replica and is no replica itself.") },
				{ value: "replica", label: l10n.t("A primary and replicas"), detail: l10n.t("What they send each other is encrypted too.") },
				{
					value: "sentinel",
					label: l10n.t("A primary and replicas, with Sentinel"),
					detail: l10n.t("Sentinel talks to all of them over TLS."),
				},
				{ value: "cluster", label: l10n.t("A cluster"), detail: l10n.t("The bus between the nodes is encrypted too.") },
			],
		}),
		take: ([topology]) => ({ topology: topology as Choices["topology"] }),
	},
	{
		id: "primaryName",
		applies: ({ topology }) => topology === "sentinel",
		question: ({ primaryName }, { l10n, proposal }) =>
			proposal.primaries.length > 1
				? {
						kind: "pick",
						text: l10n.t("Which primary? The lines are for one; run this again for each of the others"),
						active: primaryName,
						items: proposal.primaries.map(({ name, host, port }) => ({
							value: name,
							label: name,
							description: writeAddress({ host, port }),
						})),
					}
				: { kind: "text", text: l10n.t("What Sentinel calls the primary"), value: primaryName },
		take: ([name = ""], answers, { proposal }) => {
			const primary = proposal.primaries.find((one) => one.name === name);
			const isOther = primary && name !== answers.primaryName;
			return { primaryName: name.trim(), ...(isOther ? { primary: { host: primary.host, port: primary.port } } : {}) };
		},
		decides: ["primaryName"],
	},
	{
		id: "certificates",
		question: ({ certificates }, { l10n }) => ({
			kind: "pick",
			text: l10n.t("Where do the certificates come from?"),
			active: certificates,
			items: [
				{
					value: "openssl",
					label: l10n.t("New ones, by openssl"),
					detail: l10n.t("A script makes an authority of your own and all certificates. For servers."),
				},
				{
					value: "mkcert",
					label: l10n.t("New ones, by mkcert"),
					detail: l10n.t("The same in fewer lines, for the machine of a developer."),
				},
				{ value: "step", label: l10n.t("New ones, by step"), detail: l10n.t("For those who have step-cli, the tool of step-ca.") },
				{ value: "existing", label: l10n.t("There are some"), detail: l10n.t("No script is written; you say where the files are.") },
			],
		}),
		take: ([certificates]) => ({ certificates: certificates as Choices["certificates"] }),
	},
	{
		id: "folder",
		applies: ({ certificates }) => certificates !== "existing",
		question: ({ folder }, { l10n }) => ({
			kind: "text",
			text: l10n.t("Folder for certificates and keys, on the machines where Redis runs"),
			value: folder,
		}),
		take: ([folder = ""]) => ({ folder: folder.trim().replace(/(?<=.)\/+$/, "") }),
		decides: ["folder"],
	},
	...fileSteps(),
	{
		id: "hosts",
		question: ({ hosts }, { l10n }) => ({
			kind: "text",
			text: l10n.t("Names and addresses by which clients and other servers connect, separated by spaces"),
			value: hosts.join(" "),
			example: "redis.example.org 10.0.0.5",
		}),
		take: ([text = ""]) => ({ hosts: readHosts(text) }),
		decides: ["hosts"],
	},
	{
		id: "clearText",
		question: ({ clearText }, { l10n }) => ({
			kind: "pick",
			text: l10n.t("What becomes of the port in clear text?"),
			active: clearText === "off" ? "off" : "migrate",
			items: [
				{
					value: "off",
					label: l10n.t("It is closed at once"),
					detail: l10n.t("TLS takes its number. Clients that do not speak TLS are refused."),
				},
				{
					value: "migrate",
					label: l10n.t("It stays open for now"),
					detail: l10n.t("Both ports answer until every client uses TLS. Then you close it."),
				},
			],
		}),
		take: ([choice], answers, setting) => portsFor(choice === "migrate" ? "migrate" : "off", answers, setting),
	},
	{
		id: "port",
		question: ({ port }, { l10n }) => ({ kind: "text", text: l10n.t("Port for TLS"), value: String(port) }),
		take: ([text = ""]) => ({ port: readNumber(text) }),
		decides: ["port"],
	},
	{
		id: "clearTextPort",
		applies: ({ clearText }) => clearText !== "off",
		question: ({ clearText }, { l10n }) => ({
			kind: "text",
			text: l10n.t("Port in clear text, until every client uses TLS"),
			value: String(clearText),
		}),
		take: ([text = ""]) => ({ clearText: readNumber(text) }),
		decides: ["clearText"],
	},
	{
		id: "primary",
		applies: hasPrimary,
		question: (answers, { l10n }) => ({
			kind: "text",
			text:
				answers.topology === "replica"
					? l10n.t("Name or address of the primary, and its port for TLS. Empty if this server is the primary")
					: l10n.t("Name or address of the primary, and its port for TLS"),
			value: answers.primary ? writeAddress(answers.primary) : "",
			example: "redis-1.example.org:6379",
		}),
		take: ([text = ""], answers, { l10n }) => {
			if (text.trim() === "")
				return answers.topology === "replica" ? { primary: undefined } : l10n.t("Sentinel has to know where the primary is.");
			return { primary: readAddress(text, answers.port) };
		},
		decides: ["primary"],
	},
	{
		id: "sentinelPort",
		applies: ({ topology }) => topology === "sentinel",
		question: ({ sentinelPort }, { l10n }) => ({ kind: "text", text: l10n.t("Port of Sentinel for TLS"), value: String(sentinelPort) }),
		take: ([text = ""]) => ({ sentinelPort: readNumber(text) }),
		decides: ["sentinelPort"],
	},
	{
		id: "level",
		question: ({ level }, { l10n, proposal }) => ({
			kind: "pick",
			text: l10n.t("Which versions of TLS does {0} offer?", proposal.serverName),
			active: level,
			items: [
				{
					value: "intermediate",
					label: l10n.t("TLS 1.2 and 1.3"),
					description: l10n.t("Mozilla's level intermediate"),
					detail: l10n.t("With ECDHE and AES-GCM or ChaCha20 alone. Every client of the last ten years speaks it."),
				},
				{
					value: "modern",
					label: l10n.t("TLS 1.3 alone"),
					description: l10n.t("Mozilla's level modern"),
					detail: l10n.t("Where all clients are newer than about 2019."),
				},
			],
		}),
		take: ([level]) => ({ level: level as Choices["level"] }),
	},
	{
		id: "parts",
		question: (answers, { l10n, targets }) => ({
			kind: "many",
			text: l10n.t("What is to be written? You see all of it before anything is"),
			picked: chosenParts(answers),
			items: possibleParts(answers).map((part) => ({ value: part, ...partItem(part, l10n), ...targetOf(part, targets, l10n) })),
		}),
		take: (given, answers, { l10n }) => {
			if (given.length === 0) return l10n.t("Choose at least one.");
			// What is not possible now may be next time.
			const possible = possibleParts(answers);
			return { parts: PARTS.filter((part) => (possible.includes(part) ? given.includes(part) : answers.parts.includes(part))) };
		},
	},
	{
		id: "clients",
		applies: (answers) => chosenParts(answers).includes("clients"),
		question: ({ clients }, { l10n, proposal }) => ({
			kind: "many",
			text: l10n.t("Which clients connect?"),
			picked: clients,
			items: proposal.defaults.clients.map((value) => ({ value, ...clientItem(value, l10n) })),
		}),
		take: (clients, _, { l10n }) =>
			clients.length === 0 ? l10n.t("Choose at least one, or go back and leave the clients out.") : { clients },
	},
	{
		id: "place",
		applies: needsPlace,
		question: ({ place }, { l10n, places }) => ({
			kind: "pick",
			text: l10n.t("Where do new files go?"),
			active: place,
			items: [
				...(place === undefined || places.some(({ uri }) => uri === place)
					? []
					: [{ value: place, label: lastName(place), detail: place }]),
				...places.map(({ label, detail, uri }) => ({ value: uri, label, detail })),
				{ value: "", label: l10n.t("Another folder..."), browse: true as const },
			],
		}),
		take: ([place], _, { l10n }) => (place ? { place } : l10n.t("Choose a folder.")),
	},
];

/** Three files that are there already, each by its path. */
function fileSteps(): Step[] {
	const texts: Readonly<Record<"cert" | "key" | "ca", (l10n: Translator) => string>> = {
		cert: (l10n) => l10n.t("Path of the certificate, on the machines where Redis runs"),
		key: (l10n) => l10n.t("Path of the private key, on the machines where Redis runs"),
		ca: (l10n) => l10n.t("Path of the authority (CA certificate), on the machines where Redis runs"),
	};
	const now = ({ files: given, folder }: Answers) =>
		given ?? { cert: `${folder}/redis.crt`, key: `${folder}/redis.key`, ca: `${folder}/ca.crt` };
	return (["cert", "key", "ca"] as const).map((file) => ({
		id: `files.${file}`,
		applies: ({ certificates }) => certificates === "existing",
		question: (answers, { l10n }) => ({ kind: "text", text: texts[file](l10n), value: now(answers)[file] }),
		take: ([path = ""], answers) => ({ files: { ...now(answers), [file]: path.trim() } }),
		decides: ["files"],
	}));
}

/** Where both ports stay open, the one in clear text keeps its number; where it is closed, TLS takes it over. */
function portsFor(choice: "migrate" | "off", { clearText, port }: Answers, { proposal }: Setting): Partial<Answers> {
	if ((choice === "off") === (clearText === "off")) return { clearText, port };
	const { said, defaults } = proposal;
	const first = said.port ?? defaults.port;
	if (choice === "off") return { clearText: "off", port: first };
	if (typeof said.clearText === "number") return { clearText: said.clearText, port: first };
	return { clearText: port, port: port === 6379 ? 6380 : port < 65535 ? port + 1 : 6380 };
}

function targetOf(part: Part, targets: Setting["targets"], l10n: Translator): { description?: string } {
	if (part !== "config" && part !== "sentinel") return {};
	const target = targets[part];
	return { description: target === undefined ? l10n.t("a new file") : l10n.t("merged into {0}", target) };
}

function lastName(uri: string): string {
	return decodeURIComponent(uri.slice(uri.lastIndexOf("/") + 1));
}

function partItem(part: Part, l10n: Translator): Pick<Item, "label" | "detail"> {
	const items: Readonly<Record<Part, Pick<Item, "label" | "detail">>> = {
		config: { label: l10n.t("Lines of redis.conf"), detail: l10n.t("Ports, certificates, versions and suites of TLS.") },
		sentinel: { label: l10n.t("Lines of sentinel.conf"), detail: l10n.t("The same for Sentinel, and where the primary is.") },
		certificates: { label: l10n.t("Script that makes certificates"), detail: "make-certificates.sh" },
		rotation: {
			label: l10n.t("Script that replaces certificates"),
			detail: l10n.t("rotate-certificates.sh: without a restart, and nobody is dropped."),
		},
		clients: { label: l10n.t("Settings for clients"), detail: l10n.t("One file for each library, in the folder clients.") },
		checklist: { label: l10n.t("List of what to test"), detail: l10n.t("CHECKLIST.md, with the commands.") },
	};
	return items[part];
}

function clientItem(client: string, l10n: Translator): Pick<Item, "label" | "description"> {
	if (client === "redis-cli") return { label: client, description: l10n.t("command line") };
	if (client === "azure") return { label: "Azure", description: l10n.t("where the cloud brings the certificates") };
	const [label = client, language] = LIBRARIES[client] ?? [];
	return { label, ...(language !== undefined && { description: language }) };
}

/** By their own names, with the language that they are for. */
const LIBRARIES: Readonly<Record<string, readonly [name: string, language: string]>> = {
	python: ["redis-py", "Python"],
	"node-redis": ["node-redis", "Node.js"],
	ioredis: ["ioredis", "Node.js"],
	go: ["go-redis", "Go"],
	jedis: ["Jedis", "Java"],
	lettuce: ["Lettuce", "Java"],
	dotnet: ["StackExchange.Redis", ".NET"],
	php: ["phpredis", "PHP"],
	ruby: ["redis-rb", "Ruby"],
};
