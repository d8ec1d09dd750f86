// webviews: the part of the security report about one server: what is open, layer by layer, and what to do.

import { filled } from "../../words";
import { drawing, make } from "./dom";
import { SEVERITIES } from "./files";
import type { Counts, Fact, Finding, FromPage, Group, Layer, Place, Server, Severity, Wanted } from "./messages";
import type { ReportWords } from "./words";

/** Findings of one rule that are shown at once. */
const SHOWN = 20;
/** Those that are added with each wish for more. */
const MORE = 200;

export interface SectionParts {
	/** The report is about nothing else, so that a heading would repeat its title. */
	readonly isAlone: boolean;
	readonly isOpen: boolean;
	toggled(isOpen: boolean): void;
	post(message: FromPage): void;
}

export class ServerSection {
	private readonly versions: Readonly<Record<string, number | null>>;

	constructor(
		private readonly server: Server,
		private readonly index: number,
		private readonly words: ReportWords,
		private readonly parts: SectionParts,
	) {
		this.versions = Object.fromEntries(server.files.map(({ file, version }) => [file, version]));
	}

	static found(counts: Counts, words: ReportWords): HTMLElement {
		const parts = SEVERITIES.filter((severity) => counts[severity] > 0);
		if (parts.length === 0) return make("span", { class: "faint" }, words.nothing);
		return make(
			"span",
			{ class: "counts" },
			...parts.map((severity) => make("span", { class: `count ${severity}` }, `${words[severity]} ${counts[severity]}`)),
		);
	}

	static badge(severity: Severity, words: ReportWords): HTMLElement {
		return make("span", { class: `badge ${severity}` }, words[severity]);
	}

	/** Drawn when it is opened: a workspace has many of them. */
	element(): HTMLElement {
		const { index, parts, server } = this;
		if (parts.isAlone)
			return make("section", { id: `server-${index}`, class: "server" }, make("h2", { class: "unseen" }, server.path), ...this.content());
		const title = make("h2", {}, server.path);
		const details = make(
			"details",
			{ id: `server-${index}`, class: "server" },
			make("summary", { key: `server ${server.file}` }, title, ServerSection.found(server.counts, this.words)),
		);
		const fill = () => {
			if (details.open && details.childElementCount === 1) details.append(...this.content());
		};
		details.open = parts.isOpen;
		fill();
		details.addEventListener("toggle", () => {
			fill();
			parts.toggled(details.open);
		});
		return details;
	}

	private content(): HTMLElement[] {
		const { server, words } = this;
		const { headline, files, layers, silenced } = server;
		const unread = files.flatMap(({ path, unread: why }) =>
			why ? [make("p", { class: "unread" }, `${filled(words.unread, path)} ${words[why]}`)] : [],
		);
		return [
			make("p", { class: `headline ${headline.tone}` }, headline.text),
			this.meta(),
			...unread,
			this.overview(layers),
			this.reach(),
			...layers.map((layer) => this.layer(layer)),
			...(silenced.length > 0
				? [this.section(words.silenced, "silenced", this.facts(silenced.map((one) => ({ ...one, tone: "plain" as const }))))]
				: []),
		];
	}

	private meta(): HTMLElement {
		const { words } = this;
		const { release, reason, profile, counts, files } = this.server;
		const read = files.filter(({ unread }) => unread === undefined).map(({ path }) => path);
		const rows: [string, string | HTMLElement][] = [
			[words.judged, filled(words.judgedFor, release, reason)],
			[words.profile, words[profile]],
			[words.found, ServerSection.found(counts, words)],
			[words.read, read.join(", ")],
		];
		return make("dl", { class: "meta" }, ...rows.map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value))));
	}

	private overview(layers: readonly Layer[]): HTMLElement {
		const items = layers.map((layer) => {
			const jump = () => document.getElementById(this.idOf(layer.id))?.scrollIntoView();
			const button = make("button", { class: "link", key: `layer ${this.server.file} ${layer.id}`, click: jump }, layer.title);
			const isWorth = layer.groups.length === 0 && layer.facts.some(({ tone }) => tone === "open" || tone === "caution");
			const found = isWorth ? make("span", { class: "faint" }, this.words.look) : ServerSection.found(layer.counts, this.words);
			return make("li", { class: layer.groups[0]?.severity ?? (isWorth ? "warning" : "none") }, button, found);
		});
		return make(
			"nav",
			{ "aria-label": filled(this.words.of, this.words.layers, this.server.path) },
			make("ul", { class: "overview" }, ...items),
		);
	}

	private reach(): HTMLElement {
		const { words, server } = this;
		const picture = make("div", { class: "picture", tabindex: "0", role: "group", "aria-label": words.reach });
		const svg = drawing(server.picture);
		if (svg) picture.append(svg);
		const places = this.placesOfNodes();
		for (const box of picture.querySelectorAll<SVGElement>("[data-id]")) {
			const at = places.get(box.dataset.id ?? "");
			if (!at) continue;
			box.classList.add("leads");
			// For the mouse; by keyboard the same places are in the sentences below.
			box.addEventListener("click", () => this.parts.post({ type: "reveal", at }));
		}
		const details = make(
			"details",
			{ class: "words" },
			make("summary", { key: `words ${server.file}` }, words.reachWords),
			this.facts(server.reach.words),
		);
		return this.section(words.reach, "reach", picture, details);
	}

	private placesOfNodes(): ReadonlyMap<string, Place> {
		const { hosts, listeners, users, outgoing } = this.server.reach;
		const nodes = [...hosts, ...listeners, ...users.flatMap(({ login, rights }) => [login, rights]), ...outgoing];
		return new Map(nodes.flatMap(({ id, at }) => (at ? [[id, at] as const] : [])));
	}

	private layer(layer: Layer): HTMLElement {
		const { words } = this;
		const checked = layer.checked.map((title) => make("li", {}, title));
		const content = [
			make("p", { class: "faint question" }, layer.question),
			this.facts(layer.facts),
			layer.groups.length === 0 && make("p", { class: "good" }, words.nothingFound),
			...layer.groups.map((group) => this.group(group)),
			layer.checked.length > 0 &&
				make(
					"details",
					{ class: "checked" },
					make("summary", { key: `checked ${this.server.file} ${layer.id}` }, filled(words.checked, layer.checked.length)),
					make("ul", {}, ...checked),
				),
		];
		return this.section(layer.title, layer.id, this.fixLayer(layer), ...content);
	}

	/** The safe ones in one step; where more can be fixed, all of them after a question. */
	private fixLayer({ id, title, fixable }: Layer): HTMLElement | undefined {
		const { words } = this;
		const { safe, "may-refuse-clients": all } = fixable;
		// One is offered at its finding already.
		if (all < 2) return undefined;
		const button = (text: string, safety: "safe" | "may-refuse-clients") =>
			make(
				"button",
				{
					key: `all ${this.server.file} ${id} ${safety}`,
					"aria-label": filled(words.of, text, title),
					click: () => this.fix({ do: "fix-layer", layer: id, safety }),
				},
				text,
			);
		return make(
			"div",
			{ class: "bar fixes" },
			safe > 0 && button(filled(words.fixSafe, safe), "safe"),
			all > safe && button(filled(words.fixAll, all), "may-refuse-clients"),
		);
	}

	private group(group: Group): HTMLElement {
		const { words } = this;
		const list = make("ul", {});
		const more = make("button", { class: "link more", click: () => add(MORE) });
		let shown = 0;
		const add = (count: number) => {
			const next = group.findings.slice(shown, shown + count);
			const first = next.map((finding) => this.finding(finding, group));
			list.append(...first);
			shown += next.length;
			const left = group.findings.length - shown;
			more.hidden = left === 0;
			more.textContent = filled(words.more, Math.min(left, MORE));
			if (left === 0 && group.total > group.findings.length)
				list.append(make("li", { class: "faint" }, filled(words.left, group.total - group.findings.length)));
			return first[0];
		};
		add(SHOWN);
		more.addEventListener("click", () => list.children[shown - 1]?.querySelector("button")?.focus({ preventScroll: true }));
		const about = make(
			"button",
			{
				class: "link rule",
				title: filled(words.ruleName, group.rule),
				key: `rule ${this.server.file} ${group.rule}`,
				click: () => this.parts.post({ type: "rule", rule: group.rule }),
			},
			group.rule,
		);
		const count = group.total > 1 ? make("span", { class: "faint" }, ` × ${group.total}`) : undefined;
		const title = make("h4", {}, ServerSection.badge(group.severity, words), ` ${group.title}`, count);
		return make("div", { class: `group ${group.severity}` }, make("div", { class: "group-head" }, title, about), list, more);
	}

	private finding(finding: Finding, { rule }: Group): HTMLElement {
		const { message, at } = finding;
		const fixes = finding.fixes.map((fix, index) => {
			const key = `fix ${rule} ${at.file} ${at.line} ${at.start} ${index}`;
			const button = make("button", { class: "fix", key, click: () => this.fix({ do: "fix", rule, message, at, fix: index }) }, fix.title);
			return make("li", {}, button, fix.safety === "safe" ? false : make("span", { class: "faint" }, ` ${this.words.mayRefuse}`));
		});
		return make("li", { class: "finding" }, this.place(at), ` ${message}`, fixes.length > 0 && make("ul", { class: "ways" }, ...fixes));
	}

	private fix(what: Wanted): void {
		this.parts.post({ type: "fix", root: this.server.file, versions: this.versions, what });
	}

	private facts(facts: readonly Fact[]): HTMLElement {
		const items = facts.map(({ text, tone, at }) => {
			// What the sign before the text says, for those who do not see it.
			const sign = tone === "open" ? make("span", { class: "unseen" }, filled(this.words.of, this.words.dangerous, "")) : undefined;
			return make("li", { class: tone }, sign, text, " ", at && this.place(at));
		});
		return make("ul", { class: "facts", hidden: items.length === 0 }, ...items);
	}

	private place(at: Place): HTMLElement {
		const path = this.server.files.find(({ file }) => file === at.file)?.path ?? at.file;
		const where = `${path}:${at.line + 1}`;
		return make(
			"button",
			{
				class: "place",
				title: filled(this.words.goTo, where),
				key: `place ${where} ${at.start}`,
				click: () => this.parts.post({ type: "reveal", at }),
			},
			where,
		);
	}

	private section(title: string, id: string, ...content: readonly (HTMLElement | false | undefined)[]): HTMLElement {
		return make("section", { id: this.idOf(id), class: "layer", tabindex: "-1" }, make("h3", {}, title), ...content);
	}

	private idOf(id: string): string {
		return `part-${this.index}-${id}`;
	}
}
