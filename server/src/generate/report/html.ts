// generate/report: the security report as one HTML file that needs nothing else: no script, no address, no font. Prints well.
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { listed, say, type Words } from "../../base/say";
import { escapeHtml } from "./escape";
import { REPORT_CSS } from "./htmlStyle";
import { ABOUT, countWords, isAlone, LOOKED_FOR, MORE_FILES, whereOf } from "./markdown";
import { drawReach } from "./picture";
import { lookedFor } from "./report";
import type { Counts, Fact, LayerReport, ReportFinding, Said, SecurityReport, ServerReport } from "./types";
import { checkedInWords, KIND_WORDS, LEFT_WORDS, PROFILE_WORDS, SEVERITY_WORDS } from "./words";

type Saying = (words: Words) => string;

/** @param language of the words, such as "en". */
export function reportHtml(report: Said<SecurityReport>, saying: Saying, language = "en"): string {
	const title = saying(say`Security report: ${report.name}`);
	const policy = `default-src 'none'; style-src 'sha256-${base64(sha256(utf8ToBytes(REPORT_CSS)))}'`;
	const body = new Body(report, saying);
	return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${REPORT_CSS}</style>
</head>
<body>
${body.parts(title).join("\n")}
</body>
</html>
`;
}

class Body {
	constructor(
		private readonly report: Said<SecurityReport>,
		private readonly saying: Saying,
	) {}

	parts(title: string): string[] {
		const { of, made, servers, left, isComplete } = this.report;
		return [
			`<header><h1>${escapeHtml(title)}</h1><p class="faint">${this.text(say`Made on ${made}.`)}</p></header>`,
			"<main>",
			...(servers.length === 0 && left.length === 0 ? [`<p>${this.text(say`There is no Redis file here.`)}</p>`] : []),
			...(of === "workspace" && servers.length > 0 ? this.files() : []),
			...servers.flatMap((server, index) => this.server(server, index)),
			...(left.length > 0 ? this.left() : []),
			...this.lookedFor(),
			...(isComplete ? [] : [`<p>${this.text(MORE_FILES)}</p>`]),
			"</main>",
			`<footer class="faint">${this.text(ABOUT)}</footer>`,
		];
	}

	private files(): string[] {
		const heads = [say`File`, say`Kind`, say`Release`, say`Found`, say`Worst`].map((head) => `<th scope="col">${this.text(head)}</th>`);
		const rows = this.report.files.map(({ path, kind, release, counts, worst, server }) => {
			const title = worst ? `${badge(worst.severity, this.saying)} ${escapeHtml(worst.title)}` : "";
			const name = `<th scope="row"><a href="#server-${server}">${escapeHtml(path)}</a></th>`;
			return `<tr>${name}<td>${this.text(KIND_WORDS[kind])}</td><td>${escapeHtml(release)}</td><td>${this.found(counts)}</td><td>${title}</td></tr>`;
		});
		return [
			`<section><h2>${this.text(say`Files`)}</h2>`,
			`<table><thead><tr>${heads.join("")}</tr></thead><tbody>${rows.join("\n")}</tbody></table></section>`,
		];
	}

	private found(counts: Counts): string {
		const words = countWords(counts, this.saying);
		return words === "" ? this.text(say`nothing`) : escapeHtml(words);
	}

	private server(server: Said<ServerReport>, index: number): string[] {
		const { path, headline, release, reason, profile, files, layers, counts } = server;
		const meta: [Words, string][] = [
			[say`Judged as`, this.text(say`${release} (${reason})`)],
			[say`Profile`, this.text(PROFILE_WORDS[profile])],
			[say`Found`, this.found(counts)],
			[say`Files read`, this.text(listed(files.flatMap((file) => (file.unread === undefined ? [file.path] : []))))],
		];
		const unread = files.flatMap((file) =>
			file.unread ? [`<p>${this.text(say`${file.path} was not read. ${LEFT_WORDS[file.unread]}`)}</p>`] : [],
		);
		return [
			`<section class="server" id="server-${index}"><h2${isAlone(this.report) ? ' class="unseen"' : ""}>${escapeHtml(path)}</h2>`,
			`<p class="headline ${headline.tone}">${escapeHtml(headline.text)}</p>`,
			`<dl class="meta">${meta.map(([name, value]) => `<div><dt>${this.text(name)}</dt><dd>${value}</dd></div>`).join("")}</dl>`,
			...unread,
			this.overview(layers, index),
			`<h3>${this.text(say`Who can reach what`)}</h3>`,
			`<div class="picture">${drawReach(server.reach, `reach-${index}`, this.saying)}</div>`,
			this.facts(server.reach.words, server),
			...layers.flatMap((layer) => this.layer(layer, server, index)),
			...this.silenced(server),
			"</section>",
		];
	}

	private overview(layers: readonly Said<LayerReport>[], index: number): string {
		const items = layers.map(({ id, title, counts, groups, facts }) => {
			const isWorth = groups.length === 0 && facts.some(({ tone }) => tone === "open" || tone === "caution");
			const worst = groups[0]?.severity ?? (isWorth ? "warning" : "none");
			const found = isWorth ? this.text(say`worth a look`) : this.found(counts);
			return `<li class="${worst}"><a href="#layer-${index}-${id}">${escapeHtml(title)}</a> <span>${found}</span></li>`;
		});
		return `<ul class="overview">${items.join("")}</ul>`;
	}

	private layer({ id, title, question, facts, groups, checked }: Said<LayerReport>, server: Said<ServerReport>, index: number): string[] {
		const nothing = `<p class="nothing">${this.text(say`Nothing was found. Rules that were checked: ${checked.length}.`)}</p>`;
		return [
			`<section class="layer" id="layer-${index}-${id}"><h3>${escapeHtml(title)}</h3><p class="faint">${escapeHtml(question)}</p>`,
			this.facts(facts, server),
			...(groups.length === 0 ? [nothing] : []),
			...groups.map((group) => {
				const more = group.total - group.findings.length;
				const rest = more > 0 ? `<li>${this.text(say`And ${more} more of the same.`)}</li>` : "";
				const head = `<h4>${badge(group.severity, this.saying)} ${escapeHtml(group.title)} <code>${escapeHtml(group.rule)}</code></h4>`;
				return `<div class="group ${group.severity}">${head}<ul>${group.findings.map((one) => this.finding(one, server)).join("\n")}${rest}</ul></div>`;
			}),
			"</section>",
		];
	}

	private finding({ message, at, fixes }: Said<ReportFinding>, server: Said<ServerReport>): string {
		const ways = fixes.map(({ title, safety }) => {
			const words = safety === "safe" ? say`Can be fixed: ${title}` : say`Can be fixed, but may refuse clients that get in today: ${title}`;
			return `<p class="fix">${this.text(words)}</p>`;
		});
		return `<li><code class="where">${escapeHtml(whereOf(server, at))}</code> ${escapeHtml(message)}${ways.join("")}</li>`;
	}

	private facts(facts: readonly Said<Fact>[], server: Said<ServerReport>): string {
		const items = facts.map(({ text, tone, at }) => {
			const where = at ? ` <code class="where">${escapeHtml(whereOf(server, at))}</code>` : "";
			return `<li class="${tone}">${escapeHtml(text)}${where}</li>`;
		});
		return items.length === 0 ? "" : `<ul class="facts">${items.join("")}</ul>`;
	}

	private silenced(server: Said<ServerReport>): string[] {
		if (server.silenced.length === 0) return [];
		const items = server.silenced.map(({ text, at }) => {
			const where = at ? `<code class="where">${escapeHtml(whereOf(server, at))}</code> ` : "";
			return `<li>${where}${escapeHtml(text)}</li>`;
		});
		return [`<section class="layer"><h3>${this.text(say`Silenced`)}</h3><ul>${items.join("")}</ul></section>`];
	}

	private left(): string[] {
		const items = this.report.left.map(
			({ path, why }) => `<li><code class="where">${escapeHtml(path)}</code> ${this.text(LEFT_WORDS[why])}</li>`,
		);
		return [`<section><h2>${this.text(say`Not judged`)}</h2><ul>${items.join("")}</ul></section>`];
	}

	private lookedFor(): string[] {
		const items = lookedFor(this.report).map(
			({ title, checked }) => `<dt>${escapeHtml(title)}</dt><dd>${this.text(checkedInWords(checked))}</dd>`,
		);
		return items.length === 0 ? [] : [`<section class="checked"><h2>${this.text(LOOKED_FOR)}</h2><dl>${items.join("\n")}</dl></section>`];
	}

	private text(words: Words): string {
		return escapeHtml(this.saying(words));
	}
}

function badge(severity: "error" | "warning" | "info" | "hint", saying: Saying): string {
	return `<span class="badge ${severity}">${escapeHtml(saying(SEVERITY_WORDS[severity]))}</span>`;
}

function base64(bytes: Uint8Array): string {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	let text = "";
	for (let at = 0; at < bytes.length; at += 3) {
		const [a = 0, b, c] = bytes.subarray(at, at + 3);
		text += letters[a >> 2];
		text += letters[((a & 3) << 4) | ((b ?? 0) >> 4)];
		text += b === undefined ? "=" : letters[((b & 15) << 2) | ((c ?? 0) >> 6)];
		text += c === undefined ? "=" : letters[c & 63];
	}
	return text;
}
