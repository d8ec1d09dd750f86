// scripts: `npx tsx scripts/compare.ts` asks other language servers what they can do and writes the table of docs/comparison.md. They are
// installed below test/out for that, and are no part of this project.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Asked, ask } from "./comparison/ask";
import { ROWS, shown } from "./comparison/rows";

const root = fileURLToPath(new URL("..", import.meta.url));
const FOLDER = join(root, "test", "out", "comparison");
const PAGE = join(root, "docs", "comparison.md");

interface Peer {
	readonly name: string;
	/** Whose version is told. */
	readonly npm: string;
	readonly others?: readonly string[];
	readonly asked: (bin: (name: string) => string) => Asked;
}

const PEERS: readonly Peer[] = [
	{
		name: "dockerfile-language-server",
		npm: "dockerfile-language-server-nodejs",
		asked: (bin) => ({
			command: [process.execPath, bin("docker-langserver"), "--stdio"],
			files: { Dockerfile: "from node\nMAINTAINER someone\nRUN true\n" },
			language: "dockerfile",
			settings: () => null,
		}),
	},
	{
		name: "yaml-language-server",
		npm: "yaml-language-server",
		asked: (bin) => ({
			command: [process.execPath, bin("yaml-language-server"), "--stdio"],
			files: { "a.yaml": "a:\n\t- b\nc: 1\nc: 2\n" },
			language: "yaml",
			settings: (section) => (section === "yaml" ? { validate: true, completion: true, hover: true, format: { enable: true } } : {}),
		}),
	},
	{
		name: "vscode-eslint",
		npm: "vscode-langservers-extracted",
		others: ["eslint@9"],
		asked: (bin) => ({
			command: [process.execPath, bin("vscode-eslint-language-server"), "--stdio"],
			files: {
				"a.js": "var a = 1;\n",
				"eslint.config.js": 'module.exports = [{ rules: { "no-var": "error" } }];\n',
				"package.json": "{}\n",
			},
			language: "javascript",
			settings: (_, folder) => ESLINT(folder),
		}),
	},
];

const ESLINT = (folder: string) => ({
	validate: "on",
	packageManager: "npm",
	useESLintClass: true,
	useFlatConfig: true,
	experimental: { useFlatConfig: true },
	codeAction: { disableRuleComment: { enable: true, location: "separateLine" }, showDocumentation: { enable: true } },
	codeActionOnSave: { mode: "all" },
	format: true,
	quiet: false,
	onIgnoredFiles: "off",
	options: {},
	problems: { shortenToSingleLine: false },
	rulesCustomizations: [],
	run: "onType",
	nodePath: null,
	workingDirectory: { directory: folder },
	workspaceFolder: { uri: `file://${folder}`, name: "comparison" },
});

const OURS: Asked = {
	command: [process.execPath, join(root, "dist", "server.js"), "--stdio"],
	files: { "redis.conf": "port 6379\nbind 0.0.0.0\nslave-priority 1\n" },
	language: "redis-conf",
	settings: () => null,
};

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});

async function main(): Promise<void> {
	mkdirSync(FOLDER, { recursive: true });
	writeFileSync(join(FOLDER, "package.json"), '{ "private": true }\n');
	const packages = PEERS.flatMap(({ npm, others = [] }) => [npm, ...others]);
	execFileSync("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", ...packages], {
		cwd: FOLDER,
		stdio: "inherit",
	});
	const own = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
	const columns = [{ title: `Redis Security Lint ${own.version}`, heard: await ask(OURS, join(FOLDER, "ours")) }];
	for (const { name, npm, asked } of PEERS) {
		const { version, bin } = JSON.parse(readFileSync(join(FOLDER, "node_modules", npm, "package.json"), "utf8"));
		const program = (wanted: string) => join(FOLDER, "node_modules", npm, typeof bin === "string" ? bin : bin[wanted]);
		const title = name === npm ? `${name} ${version}` : `${name} (npm: ${npm} ${version})`;
		columns.push({ title, heard: await ask(asked(program), join(FOLDER, name)) });
	}
	const titles = [...columns.map(({ title }) => title), "ruff, from its documentation, not run", "tried in VS Code by"];
	const lines = [
		`| | ${titles.join(" | ")} |`,
		`|---|${titles.map(() => "---|").join("")}`,
		...ROWS.map(({ feature, answer, ruff = false, tried }) => {
			const heard = columns.map(({ heard: said }) => shown(answer(said)));
			return `| ${[feature, ...heard, shown(ruff), tried].join(" | ")} |`;
		}),
	];
	const page = readFileSync(PAGE, "utf8");
	const written = page.replace(
		/(<!-- what was heard -->\n)[\s\S]*?(<!-- end -->)/,
		(_, start: string, end: string) => `${start}\n${lines.join("\n")}\n\n${end}`,
	);
	writeFileSync(PAGE, written);
	console.log(lines.join("\n"));
}
