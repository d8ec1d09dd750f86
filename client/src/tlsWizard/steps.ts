// client/tlsWizard: the questions, in order: when each is asked, what is proposed, and what an answer changes.
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
		question: ({ mode }) => ({
			kind: "pick",
			text: "Who shows a certificate?",
			active: mode,
			items: [
				{
					value: "server",
					label: "The server only",
					detail: "Connections are encrypted; clients log in with a password.",
				},
				{
					value: "mutual",
					label: "Server and clients (mutual TLS)",
					detail: "A client without a certificate of your authority is refused before it can say anything.",
				},
			],
		}),
		take: ([mode]) => ({ mode: mode as Choices["mode"] }),
	},
	{
		id: "topology",
		question: ({ topology }) => ({
			kind: "pick",
			text: "How many servers are there?",
			active: topology,
			items: [
				{ value: "standalone", label: "One", detail: "It has no replica and is no replica itself." },
				{ value: "replica", label: "A primary and replicas", detail: "What they send each other is encrypted too." },
				{ value: "sentinel", label: "A primary and replicas, with Sentinel", detail: "Sentinel talks to all of them over TLS." },
				{ value: "cluster", label: "A cluster", detail: "The bus between the nodes is encrypted too." },
			],
		}),
		take: ([topology]) => ({ topology: topology as Choices["topology"] }),
	},
	{
		id: "primaryName",
		applies: ({ topology }) => topology === "sentinel",
		question: ({ primaryName }, { proposal }) =>
			proposal.primaries.length > 1
				? {
						kind: "pick",
						text: "Which primary? The lines are for one; run this again for each of the others",
						active: primaryName,
						items: proposal.primaries.map(({ name, host, port }) => ({
							value: name,
							label: name,
							description: writeAddress({ host, port }),
						})),
					}
				: { kind: "text", text: "What Sentinel calls the primary", value: primaryName },
		take: ([name = ""], answers, { proposal }) => {
			const primary = proposal.primaries.find((one) => one.name === name);
			const isOther = primary && name !== answers.primaryName;
			return { primaryName: name.trim(), ...(isOther ? { primary: { host: primary.host, port: primary.port } } : {}) };
		},
		decides: ["primaryName"],
	},
	{
		id: "certificates",
		question: ({ certificates }) => ({
			kind: "pick",
			text: "Where do the certificates come from?",
			active: certificates,
			items: [
				{
					value: "openssl",
					label: "New ones, by openssl",
					detail: "A script makes an authority of your own and all certificates. For servers.",
				},
				{ value: "mkcert", label: "New ones, by mkcert", detail: "The same in fewer lines, for the machine of a developer." },
				{ value: "step", label: "New ones, by step", detail: "For those who have step-cli, the tool of step-ca." },
				{ value: "existing", label: "There are some", detail: "No script is written; you say where the files are." },
			],
		}),
		take: ([certificates]) => ({ certificates: certificates as Choices["certificates"] }),
	},
	{
		id: "folder",
		applies: ({ certificates }) => certificates !== "existing",
		question: ({ folder }) => ({ kind: "text", text: "Folder for certificates and keys, on the machines where Redis runs", value: folder }),
		take: ([folder = ""]) => ({ folder: folder.trim().replace(/(?<=.)\/+$/, "") }),
		decides: ["folder"],
	},
	...fileSteps(),
	{
		id: "hosts",
		question: ({ hosts }) => ({
			kind: "text",
			text: "Names and addresses by which clients and other servers connect, separated by spaces",
			value: hosts.join(" "),
			example: "redis.example.org 10.0.0.5",
		}),
		take: ([text = ""]) => ({ hosts: readHosts(text) }),
		decides: ["hosts"],
	},
	{
		id: "clearText",
		question: ({ clearText }) => ({
			kind: "pick",
			text: "What becomes of the port in clear text?",
			active: clearText === "off" ? "off" : "migrate",
			items: [
				{ value: "off", label: "It is closed at once", detail: "TLS takes its number. Clients that do not speak TLS are refused." },
				{ value: "migrate", label: "It stays open for now", detail: "Both ports answer until every client uses TLS. Then you close it." },
			],
		}),
		take: ([choice], answers, setting) => portsFor(choice === "migrate", answers, setting),
	},
	{
		id: "port",
		question: ({ port }) => ({ kind: "text", text: "Port for TLS", value: String(port) }),
		take: ([text = ""]) => ({ port: readNumber(text) }),
		decides: ["port"],
	},
	{
		id: "clearTextPort",
		applies: ({ clearText }) => clearText !== "off",
		question: ({ clearText }) => ({ kind: "text", text: "Port in clear text, until every client uses TLS", value: String(clearText) }),
		take: ([text = ""]) => ({ clearText: readNumber(text) }),
		decides: ["clearText"],
	},
	{
		id: "primary",
		applies: hasPrimary,
		question: (answers) => ({
			kind: "text",
			text: `Name or address of the primary, and its port for TLS${answers.topology === "replica" ? ". Empty if this server is the primary" : ""}`,
			value: answers.primary ? writeAddress(answers.primary) : "",
			example: "redis-1.example.org:6379",
		}),
		take: ([text = ""], answers) => {
			if (text.trim() === "") return answers.topology === "replica" ? { primary: undefined } : "Sentinel has to know where the primary is.";
			return { primary: readAddress(text, answers.port) };
		},
		decides: ["primary"],
	},
	{
		id: "sentinelPort",
		applies: ({ topology }) => topology === "sentinel",
		question: ({ sentinelPort }) => ({ kind: "text", text: "Port of Sentinel for TLS", value: String(sentinelPort) }),
		take: ([text = ""]) => ({ sentinelPort: readNumber(text) }),
		decides: ["sentinelPort"],
	},
	{
		id: "level",
		question: ({ level }, { proposal }) => ({
			kind: "pick",
			text: `Which versions of TLS does ${proposal.serverName} offer?`,
			active: level,
			items: [
				{
					value: "intermediate",
					label: "TLS 1.2 and 1.3",
					description: "Mozilla's level intermediate",
					detail: "With ECDHE and AES-GCM or ChaCha20 alone. Every client of the last ten years speaks it.",
				},
				{
					value: "modern",
					label: "TLS 1.3 alone",
					description: "Mozilla's level modern",
					detail: "Where all clients are newer than about 2019.",
				},
			],
		}),
		take: ([level]) => ({ level: level as Choices["level"] }),
	},
	{
		id: "parts",
		question: (answers, { targets }) => ({
			kind: "many",
			text: "What is to be written? You see all of it before anything is",
			picked: chosenParts(answers),
			items: possibleParts(answers).map((part) => ({ value: part, ...PART_ITEMS[part], ...targetOf(part, targets) })),
		}),
		take: (given, answers) => {
			if (given.length === 0) return "Choose at least one.";
			// What is not possible now may be next time.
			const possible = possibleParts(answers);
			return { parts: PARTS.filter((part) => (possible.includes(part) ? given.includes(part) : answers.parts.includes(part))) };
		},
	},
	{
		id: "clients",
		applies: (answers) => chosenParts(answers).includes("clients"),
		question: ({ clients }, { proposal }) => ({
			kind: "many",
			text: "Which clients connect?",
			picked: clients,
			items: proposal.defaults.clients.map((value) => ({ value, ...(CLIENTS[value] ?? { label: value }) })),
		}),
		take: (clients) => (clients.length === 0 ? "Choose at least one, or go back and leave the clients out." : { clients }),
	},
	{
		id: "place",
		applies: needsPlace,
		question: ({ place }, { places }) => ({
			kind: "pick",
			text: "Where do new files go?",
			active: place,
			items: [
				...(place === undefined || places.some(({ uri }) => uri === place)
					? []
					: [{ value: place, label: lastName(place), detail: place }]),
				...places.map(({ label, detail, uri }) => ({ value: uri, label, detail })),
				{ value: "", label: "Another folder...", browse: true as const },
			],
		}),
		take: ([place]) => (place ? { place } : "Choose a folder."),
	},
];

/** Three files that are there already, each by its path. */
function fileSteps(): Step[] {
	const files = [
		["cert", "certificate"],
		["key", "private key"],
		["ca", "authority (CA certificate)"],
	] as const;
	const now = ({ files: given, folder }: Answers) =>
		given ?? { cert: `${folder}/redis.crt`, key: `${folder}/redis.key`, ca: `${folder}/ca.crt` };
	return files.map(([file, what]) => ({
		id: `files.${file}`,
		applies: ({ certificates }) => certificates === "existing",
		question: (answers) => ({ kind: "text", text: `Path of the ${what}, on the machines where Redis runs`, value: now(answers)[file] }),
		take: ([path = ""], answers) => ({ files: { ...now(answers), [file]: path.trim() } }),
		decides: ["files"],
	}));
}

/** Where both ports stay open, the one in clear text keeps its number; where it is closed, TLS takes it over. */
function portsFor(migrate: boolean, { clearText, port }: Answers, { proposal }: Setting): Partial<Answers> {
	if (migrate === (clearText !== "off")) return { clearText, port };
	const { said, defaults } = proposal;
	const first = said.port ?? defaults.port;
	if (!migrate) return { clearText: "off", port: first };
	if (typeof said.clearText === "number") return { clearText: said.clearText, port: first };
	return { clearText: port, port: port === 6379 ? 6380 : port < 65535 ? port + 1 : 6380 };
}

function targetOf(part: Part, targets: Setting["targets"]): { description?: string } {
	if (part !== "config" && part !== "sentinel") return {};
	const target = targets[part];
	return { description: target === undefined ? "a new file" : `merged into ${target}` };
}

function lastName(uri: string): string {
	return decodeURIComponent(uri.slice(uri.lastIndexOf("/") + 1));
}

const PART_ITEMS: Readonly<Record<Part, { label: string; detail: string }>> = {
	config: { label: "Lines of redis.conf", detail: "Ports, certificates, versions and suites of TLS." },
	sentinel: { label: "Lines of sentinel.conf", detail: "The same for Sentinel, and where the primary is." },
	certificates: { label: "Script that makes certificates", detail: "make-certificates.sh" },
	rotation: { label: "Script that replaces certificates", detail: "rotate-certificates.sh: without a restart, and nobody is dropped." },
	clients: { label: "Settings for clients", detail: "One file for each library, in the folder clients." },
	checklist: { label: "List of what to test", detail: "CHECKLIST.md, with the commands." },
};

const CLIENTS: Readonly<Record<string, { label: string; description?: string }>> = {
	"redis-cli": { label: "redis-cli", description: "command line" },
	python: { label: "redis-py", description: "Python" },
	"node-redis": { label: "node-redis", description: "Node.js" },
	ioredis: { label: "ioredis", description: "Node.js" },
	go: { label: "go-redis", description: "Go" },
	jedis: { label: "Jedis", description: "Java" },
	lettuce: { label: "Lettuce", description: "Java" },
	dotnet: { label: "StackExchange.Redis", description: ".NET" },
	php: { label: "phpredis", description: "PHP" },
	ruby: { label: "redis-rb", description: "Ruby" },
	azure: { label: "Azure", description: "where the cloud brings the certificates" },
};
