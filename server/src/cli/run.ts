// cli: the commands and their options. Each command is loaded when it is called, since a program in a pipeline starts often.
import { Command, CommanderError, Option } from "commander";
import type { AclOptions } from "./aclCommand";
import { FIX_LEVEL, oneOf, readWords, serverOption } from "./arguments";
import type { GenerateTlsOptions } from "./generateTlsCommand";
import { EXIT, type Io, Trouble, UsageError } from "./io";
import { LANGUAGES } from "./languages";
import type { LintOptions } from "./lintCommand";
import type { RulesOptions } from "./rulesCommand";

/** Runs the program with the words after its name; gives the exit status. Never rejects. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
	try {
		return await new Program(argv, io).run();
	} catch (error) {
		if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.trouble;
		if (error instanceof Trouble) io.stderr.write(`redis-security-lint: ${error.message}\n${error instanceof UsageError ? HINT : ""}`);
		else io.stderr.write(`redis-security-lint: ${placeOf(error)}. This is a mistake in this program; please report it.\n`);
		return EXIT.trouble;
	}
}

const HINT = 'Run "redis-security-lint --help" for what can be said.\n';

const EXAMPLES = `
Examples:
  redis-security-lint                           lint all Redis files in and below this folder
  redis-security-lint redis.conf users.acl      lint two files together
  redis-security-lint --server redis-7.2 conf/  as Redis 7.2 reads them
  redis-security-lint --fix=all --diff          show what the fixes would change
  redis-security-lint --fix redis.conf          take the fixes that refuse nobody
  redis-security-lint --format json - < redis.conf
  redis-security-lint acl users.acl             what each user may do
  redis-security-lint acl users.acl --can app FLUSHALL
  redis-security-lint generate tls --mode mutual --host redis.example.org --out kit

Exit status: 0 no finding at or above --fail-on, 1 findings, 2 a file cannot be read or the call is wrong.
`;

type Parsed = Record<string, unknown>;

class Program {
	private readonly program = new Command("redis-security-lint");
	private status: number = EXIT.clean;

	constructor(
		private readonly argv: readonly string[],
		private readonly io: Io,
	) {}

	async run(): Promise<number> {
		if (this.argv.length === 1 && (this.argv[0] === "--version" || this.argv[0] === "-V")) {
			this.io.stdout.write(`${this.io.version()}\n`);
			return EXIT.clean;
		}
		const { words, can } = readWords(this.argv);
		this.describe(can);
		await this.program.parseAsync(words, { from: "user" });
		return this.status;
	}

	private describe(can: readonly string[] | undefined): void {
		const { program, io } = this;
		program
			.description("Finds what is unsafe in redis.conf, sentinel.conf and ACL files, and fixes it.")
			.option("-V, --version", "print the version")
			.exitOverride()
			.configureOutput({
				writeOut: (text) => io.stdout.write(text),
				writeErr: (text) =>
					io.stderr.write(text.replace(/^error: (.)/, (_, first: string) => `redis-security-lint: ${first.toUpperCase()}`)),
				getOutHasColors: () => false,
				getErrHasColors: () => false,
				...(io.stdout.columns !== undefined && { getOutHelpWidth: () => io.stdout.columns as number }),
			})
			.showHelpAfterError(HINT.trimEnd())
			.addHelpText("after", EXAMPLES);
		this.lint();
		this.acl(can);
		this.rules();
		this.generate();
		this.languageServer();
		if (can && this.argv[0] !== "acl")
			throw new UsageError("--can belongs to the command acl: redis-security-lint acl FILE --can USER COMMAND");
	}

	private lint(): void {
		common(this.program.command("lint", { isDefault: true }))
			.description("lint files and folders")
			.argument("[path...]", 'files and folders; "-" is standard input; none: this folder')
			.addOption(choice("--format <format>", "how findings are written", ["text", "json", "sarif", "github", "html", "markdown"], "text"))
			.addOption(choice("--language <language>", "of the security report (html, markdown)", LANGUAGES, "en"))
			.option("--fix", "take the fixes that refuse no client; --fix=all takes those too that may")
			.addOption(new Option(`${FIX_LEVEL} <level>`).argParser(oneOf("--fix=", ["safe", "all"])).hideHelp())
			.option("--diff", "with --fix: show what would change, secrets masked, and write nothing; exit status 1 where something would")
			.addOption(choice("--profile <profile>", "how much findings weigh", ["development", "production", "strict"]))
			.option("--stdin-filename <name>", "what standard input is called")
			.addOption(choice("--fail-on <severity>", "from which severity the exit status is 1", ["error", "warning", "info", "never"], "error"))
			.action(async (paths: string[], { fix, fixLevel, ...options }: Parsed) => {
				const { lintCommand } = await import("./lintCommand");
				const safety = fixLevel === "all" ? "may-refuse-clients" : "safe";
				const all = fix === true || fixLevel !== undefined ? { ...options, fix: safety } : options;
				this.status = await lintCommand(paths, all as unknown as LintOptions, this.io);
			});
	}

	private acl(can: readonly string[] | undefined): void {
		common(this.program.command("acl"))
			.description("what each user may do")
			.argument("<file>", "an ACL file, or a redis.conf with its users and its aclfile")
			.addOption(choice("--format <format>", "how users are written", ["text", "json"], "text"))
			.option("--can <user> <command> [arguments...]", "whether a user may run a command: exit status 0 for yes, 1 for no")
			.option("--stdin-filename <name>", "what standard input is called")
			.action(async (file: string, options: Parsed) => {
				const { aclCommand } = await import("./aclCommand");
				this.status = await aclCommand(file, { ...options, ...(can && { can }) } as unknown as AclOptions, this.io);
			});
	}

	private rules(): void {
		this.program
			.command("rules")
			.description("list the rules")
			.addOption(choice("--format <format>", "how they are written", ["text", "json", "markdown"], "text"))
			.action(async (options: Parsed) => {
				const { rulesCommand } = await import("./rulesCommand");
				this.status = rulesCommand(options as unknown as RulesOptions, this.io);
			});
	}

	private generate(): void {
		this.program
			.command("generate")
			.description("write configurations, scripts and client settings")
			.command("tls")
			.description("write all that TLS needs into a folder; a redis.conf or sentinel.conf that is there is merged")
			.addOption(choice("--mode <mode>", "who shows a certificate", ["server", "mutual"], "mutual"))
			.addOption(choice("--topology <topology>", "what the servers are", ["standalone", "replica", "sentinel", "cluster"], "standalone"))
			.addOption(
				new Option("--host <name>", "a name or address by which the server is reached; may be said more than once").argParser(
					(value: string, before: readonly string[] | undefined) => [...(before ?? []), ...value.split(",")],
				),
			)
			.requiredOption("--out <folder>", "where the files go")
			.addOption(choice("--certificates <tool>", "what makes the certificates", ["openssl", "mkcert", "step", "existing"], "openssl"))
			.addOption(choice("--level <level>", "modern is TLS 1.3 alone, intermediate also 1.2", ["intermediate", "modern"], "intermediate"))
			.option("--port <port>", "the TLS port (6379)")
			.option("--sentinel-port <port>", "the TLS port of Sentinel (26379)")
			.option("--clear-text <port>", 'a port in clear text that stays open for a while, or "off", which is the default')
			.option("--folder <path>", "where certificates and keys are on the servers (/etc/redis/tls)")
			.option("--cert-file <path>", "a certificate that is on the servers already; so are --key-file and --ca-file")
			.option("--key-file <path>", "its private key")
			.option("--ca-file <path>", "the authority that the servers trust")
			.option("--primary <host:port>", "the primary of a replica, or what Sentinel watches")
			.option("--primary-name <name>", "what Sentinel calls the primary (main)")
			.option("--days <days>", "for how long new certificates are valid (825)")
			.option("--clients <names>", "settings for which clients, separated by commas; all, or none")
			.addOption(new Option("--server <release>", "the release that the servers are").argParser(serverOption))
			.option("--dry-run", "say what would be written, and write nothing")
			.option("--force", "replace other files of the same names")
			.action(async (options: Parsed) => {
				const { generateTlsCommand } = await import("./generateTlsCommand");
				this.status = generateTlsCommand(options as unknown as GenerateTlsOptions, this.io);
			});
	}

	private languageServer(): void {
		this.program
			.command("lsp")
			.description("run the language server, for any editor")
			.option("--stdio", "speak over standard input and output, which is the only way")
			.action(async () => {
				this.status = await this.io.serve();
			});
	}
}

/** What the commands that read files have in common. */
function common(command: Command): Command {
	return command
		.addOption(new Option("--server <release>", "the release to judge by, such as redis-7.4 or valkey-8.1.1").argParser(serverOption))
		.addOption(choice("--kind <kind>", "what the files are, whatever they look like", ["config", "sentinel", "acl"]))
		.option("--config <file>", "the project file, in place of the nearest .redis-security-lint.json")
		.option("--color", "write in color")
		.option("--no-color", "write without color");
}

function choice(flags: string, description: string, values: readonly string[], standard?: string): Option {
	const option = new Option(flags, `${description}: ${values.join(", ")}`).argParser(oneOf(flags.split(" ")[0] as string, values));
	return standard === undefined ? option : option.default(standard);
}

/** The kind of an error and where it came from; its message could hold contents of files. */
function placeOf(error: unknown): string {
	if (!(error instanceof Error)) return typeof error;
	const place = /\n[ \t]+at ([^\n]+)/.exec(error.stack ?? "")?.[1];
	return place === undefined ? error.name : `${error.name} at ${place}`;
}
