// generate/report: the security report as Markdown.
import { listed, say, type Words } from "../../base/say";
import type { Place } from "../../base/span";
import { escapeMarkdown as plain } from "./escape";
import { lookedFor } from "./report";
import type { Counts, Fact, LayerReport, ReportFinding, Said, SecurityReport, ServerReport } from "./types";
import { checkedInWords, KIND_WORDS, LEFT_WORDS, PROFILE_WORDS, SEVERITY_WORDS } from "./words";

type Saying = (words: Words) => string;

export function reportMarkdown(report: Said<SecurityReport>, saying: Saying): string {
	return new Writer(report, saying).write();
}

/** "redis.conf:5". */
export function whereOf({ files }: Pick<Said<ServerReport>, "files">, { file, line }: Place): string {
	return `${files.find((one) => one.file === file)?.path ?? file}:${line + 1}`;
}

/** "2 errors" would need a plural for each language; a name before a number needs none. */
export function countWords(counts: Counts, saying: Saying): string {
	const parts = (["error", "warning", "info", "hint"] as const).filter((severity) => counts[severity] > 0);
	return saying(listed(parts.map((severity) => `${saying(SEVERITY_WORDS[severity])} ${counts[severity]}`)));
}

/** The only server is what the report is named after. */
export function isAlone({ of, servers }: Said<SecurityReport>): boolean {
	return of === "file" && servers.length === 1;
}

class Writer {
	private readonly lines: string[] = [];

	constructor(
		private readonly report: Said<SecurityReport>,
		private readonly saying: Saying,
	) {}

	write(): string {
		const { of, name, made, servers } = this.report;
		this.add(`# ${this.text(say`Security report: ${name}`)}`, "", this.text(say`Made on ${made}.`));
		if (servers.length === 0 && this.report.left.length === 0) this.add("", this.text(say`There is no Redis file here.`));
		if (of === "workspace" && servers.length > 0) this.files();
		for (const server of servers) this.server(server);
		this.left();
		this.lookedFor();
		this.add("", "---", "", this.text(ABOUT));
		return `${this.lines.join("\n")}\n`;
	}

	private files(): void {
		const { files } = this.report;
		this.add("", `## ${this.text(say`Files`)}`, "");
		this.row([say`File`, say`Kind`, say`Release`, say`Found`, say`Worst`]);
		this.add("| --- | --- | --- | --- | --- |");
		for (const { path, kind, release, counts, worst } of files) {
			const found = countWords(counts, this.saying);
			const title = worst ? say`${worst.title} (${SEVERITY_WORDS[worst.severity]})` : "";
			this.row([path, KIND_WORDS[kind], release, found === "" ? say`nothing` : found, title]);
		}
	}

	private server(server: Said<ServerReport>): void {
		const found = countWords(server.counts, this.saying);
		const title = isAlone(this.report) ? [] : ["", `## ${plain(server.path)}`];
		this.add(...title, "", `**${plain(server.headline.text)}**`, "");
		this.item(say`Judged as ${server.release} would read it: ${server.reason}.`);
		this.item(say`Profile: ${PROFILE_WORDS[server.profile]}.`);
		this.item(say`Found: ${found === "" ? say`nothing` : found}.`);
		const read = server.files.filter(({ unread }) => unread === undefined).map(({ path }) => path);
		this.item(say`Files that were read: ${listed(read)}.`);
		for (const { path, unread } of server.files) if (unread) this.item(say`${path} was not read. ${LEFT_WORDS[unread]}`);
		this.add("", `### ${this.text(say`Who can reach what`)}`, "");
		for (const fact of server.reach.words) this.fact(fact, server);
		for (const layer of server.layers) this.layer(layer, server);
		this.silenced(server);
	}

	private layer({ title, question, facts, groups, checked }: Said<LayerReport>, server: Said<ServerReport>): void {
		this.add("", `### ${plain(title)}`, "", `*${plain(question)}*`, "");
		for (const fact of facts) this.fact(fact, server);
		if (groups.length === 0) this.add("", this.text(say`Nothing was found. Rules that were checked: ${checked.length}.`));
		for (const group of groups) {
			this.add("", `#### ${this.text(say`${SEVERITY_WORDS[group.severity]}: ${group.title}`)} (${plain(group.rule)})`, "");
			for (const finding of group.findings) this.finding(finding, server);
			const more = group.total - group.findings.length;
			if (more > 0) this.item(say`And ${more} more of the same.`);
		}
	}

	private finding({ message, at, fixes }: Said<ReportFinding>, server: Said<ServerReport>): void {
		this.add(`- **${plain(whereOf(server, at))}** ${plain(message)}`);
		for (const { title, safety } of fixes) {
			const words = safety === "safe" ? say`Can be fixed: ${title}` : say`Can be fixed, but may refuse clients that get in today: ${title}`;
			this.add(`  - ${this.text(words)}`);
		}
	}

	private silenced({ silenced, files }: Said<ServerReport>): void {
		if (silenced.length === 0) return;
		this.add("", `### ${this.text(say`Silenced`)}`, "");
		for (const { text, at } of silenced) this.add(`- ${at ? `**${plain(whereOf({ files }, at))}** ` : ""}${plain(text)}`);
	}

	private left(): void {
		const { left, isComplete } = this.report;
		if (left.length > 0) {
			this.add("", `## ${this.text(say`Not judged`)}`, "");
			for (const { path, why } of left) this.add(`- **${plain(path)}** ${this.text(LEFT_WORDS[why])}`);
		}
		if (!isComplete) this.add("", this.text(MORE_FILES));
	}

	private lookedFor(): void {
		const layers = lookedFor(this.report);
		if (layers.length === 0) return;
		this.add("", `## ${this.text(LOOKED_FOR)}`, "");
		for (const { title, checked } of layers) this.add(`- **${plain(title)}** · ${this.text(checkedInWords(checked))}`);
	}

	private fact({ text, tone, at }: Said<Fact>, server: Said<ServerReport>): void {
		const words = tone === "open" ? `**${plain(text)}**` : plain(text);
		this.add(`- ${at ? this.saying(say`${words} (${plain(whereOf(server, at))})`) : words}`);
	}

	private item(words: Words): void {
		this.add(`- ${this.text(words)}`);
	}

	private row(cells: readonly Words[]): void {
		this.add(`| ${cells.map((cell) => this.text(cell)).join(" | ")} |`);
	}

	private text(words: Words): string {
		return plain(this.saying(words));
	}

	private add(...lines: readonly string[]): void {
		this.lines.push(...lines);
	}
}

/** What a reader has to know of the limits of all this. */
export const ABOUT = say`Made by Redis Security Lint from the files alone. It says what the server would do with them; it has asked no running server, no firewall and no client.`;

export const LOOKED_FOR = say`What was looked for`;

export const MORE_FILES = say`The workspace has more files than are looked at. Open a smaller folder to have all of them judged.`;
