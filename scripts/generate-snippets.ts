// Writes snippets/tls-LANGUAGE.json out of the client settings of the TLS kit, so that both say the same. `--check`: fails where a file is out of date.
import { readFileSync, writeFileSync } from "node:fs";
import { type ClientName, KIT_DEFAULTS, type KitChoices } from "../server/src/generate/tls/choices";
import { clientFiles } from "../server/src/generate/tls/clients";
import { newestRelease } from "../server/src/knowledge/release";

interface Kind {
	readonly client: ClientName;
	/** The library, as people call it. */
	readonly library: string;
	/** Where a language has several: what stands behind the prefix. */
	readonly suffix?: string;
}

const NODE: readonly Kind[] = [
	{ client: "node-redis", library: "node-redis" },
	{ client: "ioredis", library: "ioredis", suffix: "-ioredis" },
];

/** By VS Code's names of languages. */
const LANGUAGES: Readonly<Record<string, readonly Kind[]>> = {
	python: [{ client: "python", library: "redis-py" }],
	javascript: NODE,
	typescript: NODE,
	go: [{ client: "go", library: "go-redis" }],
	java: [
		{ client: "jedis", library: "Jedis" },
		{ client: "lettuce", library: "Lettuce", suffix: "-lettuce" },
	],
	csharp: [{ client: "dotnet", library: "StackExchange.Redis" }],
	php: [{ client: "php", library: "phpredis" }],
	ruby: [{ client: "ruby", library: "redis-rb" }],
};

const HOST = "redis.example.org";

/** What a person types over, by the number of the tab stop. */
const PLACEHOLDERS: readonly string[] = [HOST, String(KIT_DEFAULTS.port), "ca.crt", "client.crt", "client.key"];

const WHO = {
	server: { suffix: "", words: "with a password, and checks the server's certificate and name" },
	mutual: { suffix: "-mutual", words: "with a certificate of its own, and checks the server's certificate and name" },
} as const;

for (const [language, kinds] of Object.entries(LANGUAGES)) {
	const entries = kinds.flatMap(({ client, library, suffix = "" }) =>
		(["server", "mutual"] as const).map((mode) => {
			const choices: KitChoices = { ...KIT_DEFAULTS, mode, hosts: [HOST], clients: [client], release: newestRelease("redis") };
			const [file] = clientFiles(choices);
			if (!file) throw new Error(`no file for ${client}`);
			const snippet = {
				prefix: `redis-tls${suffix}${WHO[mode].suffix}`,
				body: bodyOf(file.text),
				description: `${library}: connects to Redis or Valkey by TLS 1.2 or later ${WHO[mode].words}.`,
			};
			return [`Redis over TLS with ${library}${mode === "mutual" ? ", mutual" : ""}`, snippet] as const;
		}),
	);
	write(`snippets/tls-${language}.json`, `${JSON.stringify(Object.fromEntries(entries), null, "\t")}\n`);
}

/** In the editor's notation: `$` and `\` of the text are escaped, and what a person types over becomes a tab stop. */
function bodyOf(text: string): string[] {
	let body = text.replace(/^<\?php\n/, "").replace(/[\\$]/g, "\\$&");
	for (const [index, word] of PLACEHOLDERS.entries()) {
		let isFirst = true;
		body = body.replaceAll(word, () => {
			const stop = isFirst ? `\${${index + 1}:${word}}` : `\${${index + 1}}`;
			isFirst = false;
			return stop;
		});
	}
	return body.trimEnd().split("\n");
}

function write(path: string, text: string): void {
	const url = new URL(`../${path}`, import.meta.url);
	if (!process.argv.includes("--check")) writeFileSync(url, text);
	else if (readFileSync(url, "utf8") !== text) {
		console.error(`${path} is out of date: run npm run generate.`);
		process.exitCode = 1;
	}
}
