// cli: `redis-security-lint rules`.
import { english } from "../base/say";
import type { Rule, SeverityByReach } from "../rules/define";
import { rules } from "../rules/index";
import { EXIT, type Io } from "./io";
import { table } from "./report/table";

export interface RulesOptions {
	readonly format: "text" | "json" | "markdown";
}

export function rulesCommand({ format }: RulesOptions, io: Io): number {
	io.stdout.write(WRITERS[format](rules));
	return EXIT.clean;
}

const WRITERS: Readonly<Record<RulesOptions["format"], (rules: readonly Rule[]) => string>> = {
	text: (all) => {
		const rows = all.map((rule) => [rule.id, rule.group, severityOf(rule.severity.production), english(rule.title)]);
		return `${table([["RULE", "GROUP", "SEVERITY", "FINDS"], ...rows])}\n\n${all.length} rules. The severity is that of the profile "production".\n`;
	},
	json: (all) => {
		const list = all.map(({ id, group, title, severity, releases, cwe, compliance = [], options = {} }) => {
			return { id, group, title, severity, releases, cwe, compliance, options };
		});
		return `${JSON.stringify({ version: 1, rules: list }, null, 2)}\n`;
	},
	markdown: (all) => {
		const rows = all.map(
			(rule) => `| \`${rule.id}\` | ${rule.group} | ${severityOf(rule.severity.production)} | ${escapeMarkdown(english(rule.title))} |`,
		);
		return `| Rule | Group | Severity | Finds |\n| --- | --- | --- | --- |\n${rows.join("\n")}\n`;
	},
};

/** Where the severity depends on who can reach the server, both. */
function severityOf(severity: SeverityByReach | "off"): string {
	if (typeof severity === "string") return severity;
	return severity.network === severity.local ? severity.network : `${severity.network}, ${severity.local} if local`;
}

function escapeMarkdown(text: string): string {
	return text.replace(/[|\\`*_<>]/g, "\\$&");
}
