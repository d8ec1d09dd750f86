// cli: findings as SARIF 2.1.0, which code scanning services read. Fixes are left out: they could hold new passwords.
import { createHash } from "node:crypto";
import { isAbsolute } from "node:path";
import { english } from "../../base/say";
import type { Place } from "../../base/span";
import { uriOfPath } from "../../hosts/nodeFiles";
import type { Finding } from "../../lint/types";
import type { Rule, Severity, SeverityByReach } from "../../rules/define";
import type { JudgedFile } from "../judge";
import { cannotRead } from "../targets";
import { Ranges } from "./ranges";

export interface SarifOptions {
	/** Absolute path of the working directory. */
	readonly cwd: string;
	readonly version: string;
	/** All rules of the run. */
	readonly rules: readonly Rule[];
}

/** The report as text with a line feed at its end. */
export function sarifReport(files: readonly JudgedFile[], options: SarifOptions): string {
	return `${JSON.stringify(new SarifReporter(files, options).log(), null, 2)}\n`;
}

const LEVELS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note", hint: "note" };

/** What code scanning services sort by: 0 to 10. */
const SCORES: Readonly<Record<Severity, string>> = { error: "8.0", warning: "5.0", info: "2.0", hint: "1.0" };

class SarifReporter {
	private readonly ranges: Ranges;
	private readonly used: readonly Rule[];
	private readonly indexes: ReadonlyMap<string, number>;
	private readonly prints = new Map<string, number>();

	constructor(
		private readonly files: readonly JudgedFile[],
		private readonly options: SarifOptions,
	) {
		this.ranges = new Ranges(files, options.cwd);
		const found = new Set(files.flatMap(({ findings }) => findings.map(({ rule }) => rule)));
		this.used = options.rules.filter(({ id }) => found.has(id));
		this.indexes = new Map(this.used.map(({ id }, index) => [id, index]));
	}

	log(): object {
		const { files, options, used } = this;
		const unreadable = files.flatMap((file) => (file.unreadable === undefined ? [] : [{ ...file, reason: file.unreadable }]));
		const notifications = unreadable.map(({ path, reason }) => ({
			level: "error",
			message: { text: cannotRead(path, reason) },
			locations: [{ physicalLocation: { artifactLocation: this.artifact(path) } }],
		}));
		return {
			$schema: "https://json.schemastore.org/sarif-2.1.0.json",
			version: "2.1.0",
			runs: [
				{
					tool: { driver: { name: "Redis Security Lint", semanticVersion: options.version, rules: used.map(descriptor) } },
					columnKind: "utf16CodeUnits",
					originalUriBaseIds: { WORKINGDIRECTORY: { uri: `${uriOfPath(options.cwd)}/` } },
					invocations: [{ executionSuccessful: unreadable.length === 0, toolExecutionNotifications: notifications }],
					results: files.flatMap((file) => file.findings.map((finding) => this.result(finding))),
				},
			],
		};
	}

	private result(finding: Finding): object {
		const { rule, severity, message, at, related } = finding;
		return {
			ruleId: rule,
			ruleIndex: this.indexes.get(rule) ?? -1,
			level: LEVELS[severity],
			message: { text: message },
			locations: [this.location(at)],
			...(related.length > 0 && {
				relatedLocations: related.map((one, id) => ({ id, ...this.location(one.at), message: { text: one.message } })),
			}),
			partialFingerprints: { "redisSecurityLint/v1": this.fingerprint(finding) },
		};
	}

	private location(at: Place): object {
		const { start, end } = this.ranges.rangeOf(at);
		const region = {
			startLine: start.line + 1,
			startColumn: start.character + 1,
			endLine: end.line + 1,
			endColumn: end.character + 1,
		};
		return { physicalLocation: { artifactLocation: this.artifact(this.ranges.pathOf(at.file)), region } };
	}

	private artifact(path: string): object {
		if (isAbsolute(path)) return { uri: uriOfPath(path) };
		return { uri: path.split("/").map(encodeURIComponent).join("/"), uriBaseId: "WORKINGDIRECTORY" };
	}

	/** The same for the same finding in a file whose other lines have changed. Messages hold no secrets, so neither does their hash. */
	private fingerprint({ rule, at, message }: Finding): string {
		const what = `${rule}\n${this.ranges.pathOf(at.file)}\n${message}`;
		const count = this.prints.get(what) ?? 0;
		this.prints.set(what, count + 1);
		return createHash("sha256").update(`${what}\n${count}`).digest("hex").slice(0, 32);
	}
}

function descriptor({ id, title, group, severity, cwe }: Rule): object {
	const worst = worstOf(severity.production);
	return {
		id,
		shortDescription: { text: english(title) },
		defaultConfiguration: { level: worst === "off" ? "none" : LEVELS[worst], enabled: worst !== "off" },
		properties: {
			tags: ["security", group, ...cwe.map((number) => `external/cwe/cwe-${String(number).padStart(3, "0")}`)],
			...(worst !== "off" && { "security-severity": SCORES[worst] }),
		},
	};
}

/** Where the server can be reached from another host. */
function worstOf(severity: SeverityByReach | "off"): Severity | "off" {
	return typeof severity === "string" ? severity : severity.network;
}
