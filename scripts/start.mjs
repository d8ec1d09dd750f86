// scripts: `npm start`: installs, builds, lints the insecure example here, then opens it in a real VS Code with the packaged extension. Plain Node.js:
// it runs before anything is installed.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { installPackages } from "./setup/packages.mjs";
import { npm, run, stopAllWhenAsked } from "./setup/processes.mjs";

const HELP = `npm start [-- OPTIONS]

Installs what is missing, builds, lints examples/insecure/redis.conf in the terminal, and opens it in VS Code with the extension installed.

  --no-open   end after the terminal
  --help      this text
`;

const root = fileURLToPath(new URL("..", import.meta.url));
const example = join("examples", "insecure", "redis.conf");

const options = readOptions();
if (options.help) {
	console.log(HELP);
} else {
	stopAllWhenAsked();
	try {
		await start();
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	}
}

function readOptions() {
	try {
		return parseArgs({ options: { "no-open": { type: "boolean" }, help: { type: "boolean", short: "h" } } }).values;
	} catch (error) {
		console.error(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
		process.exit(2);
	}
}

async function start() {
	console.log("Installing npm packages (only the first time) ...");
	await installPackages(root, { log: join(root, "test", "out", "logs", "packages.log") });
	console.log("Building ...");
	await script("build");
	console.log(`\nnode dist/cli.js lint ${example}\n`);
	// Findings are what it is for: only what is not a finding is an error.
	const { status } = await run(process.execPath, [join("dist", "cli.js"), "lint", example], { cwd: root });
	if (status > 1) throw new Error(`The command line ended with status ${status}.`);
	if (options["no-open"]) return;
	console.log("\nPackaging ...");
	await script("package");
	const { status: opened } = await run(
		process.execPath,
		["--import", "tsx", join("test", "vscode", "host", "open.ts"), packageFile(), example],
		{
			cwd: root,
		},
	);
	if (opened !== 0) throw new Error(`VS Code could not be opened (status ${opened}).`);
}

/** @param {string} name */
async function script(name) {
	const { status, output } = await npm(["run", name], { cwd: root, log: join(root, "test", "out", "logs", `${name}.log`) });
	if (status !== 0) throw new Error(`npm run ${name} failed.\n${output}`);
}

function packageFile() {
	const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
	return `${name}-${version}.vsix`;
}
