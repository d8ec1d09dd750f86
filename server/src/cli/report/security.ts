// cli: the security report of all servers of a run, as one HTML file or as Markdown: for people who have to read it, not for programs.
import type { Words } from "../../base/say";
import { toEnd } from "../../base/steps";
import { nameOfUri } from "../../base/uri";
import { releaseName } from "../../features/texts/inWords";
import { reportHtml } from "../../generate/report/html";
import { reportMarkdown } from "../../generate/report/markdown";
import { securityReport } from "../../generate/report/report";
import { said } from "../../generate/report/said";
import { serverReport } from "../../generate/report/server";
import type { LeftOut, ServerReport } from "../../generate/report/types";
import { uriOfPath } from "../../hosts/nodeFiles";
import type { Rule } from "../../rules/define";
import type { JudgedFile, OpenedFile } from "../judge";
import { Ranges } from "./ranges";

export interface SecurityOptions {
	readonly format: "html" | "markdown";
	/** Absolute path of the working directory. */
	readonly cwd: string;
	readonly rules: readonly Rule[];
	readonly seed: string;
	readonly now: Date;
	/** "de". */
	readonly language: string;
	speak(words: Words): string;
}

export function securityText(
	opened: readonly OpenedFile[],
	judged: readonly JudgedFile[],
	{ cwd, format, language, now, rules, seed, speak }: SecurityOptions,
): string {
	const ranges = new Ranges(judged, cwd);
	const servers = new Map<string, ServerReport>();
	for (const { view } of opened) {
		for (const server of view.servers) {
			const { root } = server.snapshot;
			if (servers.has(root)) continue;
			const own = opened.find((other) => other.view.uri === root)?.view ?? view;
			const given = { server, findings: toEnd(own.lint(server, seed)), settings: own.settings, rules };
			const judgedAs = { release: releaseName(own.release), reason: own.choice.reason };
			servers.set(root, serverReport({ ...given, ...judgedAs, pathOf: (uri) => ranges.pathOf(uri), versionOf: () => null }));
		}
	}
	const left = judged.flatMap(({ path, kind, unreadable }): LeftOut[] => {
		if (unreadable !== undefined) return [{ path, why: unreadable }];
		return kind === null ? [{ path, why: "foreign" }] : [];
	});
	const [only] = servers.size === 1 && judged.length === 1 ? judged : [];
	const made = `${now.toISOString().slice(0, 16).replace("T", " ")} UTC`;
	const about = only ? ({ of: "file", name: only.path } as const) : ({ of: "workspace", name: nameOfUri(uriOfPath(cwd)) } as const);
	const whole = securityReport({ ...about, made, servers: [...servers.values()], left, isComplete: true });
	const report = said(whole, {
		say: speak,
		place(at) {
			const { start, end } = ranges.rangeOf(at);
			return { file: at.file, line: start.line, start: start.character, end: end.character };
		},
	});
	return format === "html" ? reportHtml(report, speak, language) : reportMarkdown(report, speak);
}
