// generate/report: who can reach what, as a drawing. Colors come from the page around it; shapes say the same without them.
import { say, type Words } from "../../base/say";
import { escapeHtml } from "./escape";
import type { Reach, ReachNode, ReachUser, Said, Tone } from "./types";

type Diagram = Said<Reach>;
type Node = Said<ReachNode>;
type User = Said<ReachUser>;

const COLUMNS = {
	hosts: { x: 1, width: 152 },
	listeners: { x: 196, width: 208 },
	logins: { x: 458, width: 168 },
	rights: { x: 660, width: 263 },
} as const;
const WIDTH = 924;
const ROW = 70;
const BOX = 58;
const TOP = 34;
/** Where the ways of all listeners meet, before they part to the users. */
const MEETING = 428;

interface Placed {
	readonly x: number;
	readonly width: number;
	/** The middle. */
	readonly y: number;
}

/**
 * An `svg` element. Each box has its node's id in `data-id`.
 * @param id makes the ids inside unique on the page.
 */
export function drawReach(reach: Diagram, id: string, saying: (words: Words) => string): string {
	const rows = Math.max(reach.hosts.length, reach.listeners.length, reach.users.length, 1);
	const bottom = TOP + rows * ROW;
	const height = bottom + (reach.outgoing.length > 0 ? 30 + reach.outgoing.length * ROW : 0);
	const hosts = placedIn(COLUMNS.hosts, reach.hosts, rows);
	const listeners = placedIn(COLUMNS.listeners, reach.listeners, rows);
	const logins = placedIn(
		COLUMNS.logins,
		reach.users.map(({ login }) => login),
		rows,
	);
	const rights = placedIn(
		COLUMNS.rights,
		reach.users.map((user) => user.rights),
		rows,
	);
	const title = saying(say`Who can reach what`);
	return [
		`<svg class="reach" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${id}-title ${id}-about" xmlns="http://www.w3.org/2000/svg">`,
		`<title id="${id}-title">${escapeHtml(title)}</title>`,
		`<desc id="${id}-about">${escapeHtml(reach.words.map(({ text }) => text).join(" "))}</desc>`,
		...heads(saying),
		...reach.edges.map(({ from, to, tone }) => way(hosts.get(from), listeners.get(to), tone)),
		...ways(reach, listeners, logins),
		...reach.users.map(({ login, rights: right }) => way(logins.get(login.id), rights.get(right.id), right.tone)),
		...reach.hosts.map((node) => box(node, hosts)),
		...reach.listeners.map((node) => box(node, listeners)),
		...reach.users.flatMap(({ login, rights: right }) => [box(login, logins), box(right, rights)]),
		...outgoing(reach, bottom, saying),
		"</svg>",
	].join("");
}

function placedIn({ x, width }: { readonly x: number; readonly width: number }, nodes: readonly Node[], rows: number): Map<string, Placed> {
	const first = TOP + ((rows - nodes.length) * ROW) / 2 + BOX / 2 + 2;
	return new Map(nodes.map((node, index) => [node.id, { x, width, y: first + index * ROW }]));
}

function heads(saying: (words: Words) => string): string[] {
	const texts: [keyof typeof COLUMNS, Words][] = [
		["hosts", say`From where`],
		["listeners", say`Where it listens`],
		["logins", say`Who gets in`],
		["rights", say`What they can do`],
	];
	return texts.map(([column, text]) => `<text class="reach-head" x="${COLUMNS[column].x}" y="16">${escapeHtml(saying(text))}</text>`);
}

/** All listeners lead to all users, so their ways meet in between. Those of the cluster go straight. */
function ways({ listeners, users, edges }: Diagram, from: ReadonlyMap<string, Placed>, to: ReadonlyMap<string, Placed>): string[] {
	const straight = users.filter(({ only }) => only !== undefined);
	const meeting = users.filter(({ only }) => only === undefined);
	const open = listeners.filter(
		({ id }) => !straight.some(({ only }) => only === id) && (edges.length === 0 || edges.some((edge) => edge.to === id)) && id !== "none",
	);
	const direct = straight.map((user: User) => way(from.get(user.only ?? ""), to.get(user.login.id), user.login.tone));
	if (open.length === 0 || meeting.length === 0) return direct;
	const ys = [...open.map(({ id }) => from.get(id)?.y ?? 0), ...meeting.map(({ login }) => to.get(login.id)?.y ?? 0)];
	const line = `<path class="reach-way plain" d="M${MEETING} ${Math.min(...ys)}V${Math.max(...ys)}"/>`;
	const into = open.map(({ id, tone }) => {
		const door = from.get(id);
		return door ? `<path class="reach-way ${tone}" d="M${door.x + door.width} ${door.y}H${MEETING}"/>` : "";
	});
	const out = meeting.map(({ login }) => {
		const user = to.get(login.id);
		return user ? `<path class="reach-way ${login.tone}" d="M${MEETING} ${user.y}H${user.x - 5}"/>${head(user, login.tone)}` : "";
	});
	return [line, ...into, ...out, ...direct];
}

function way(from: Placed | undefined, to: Placed | undefined, tone: string): string {
	if (!from || !to) return "";
	const start = from.x + from.width;
	const end = to.x - 5;
	const half = (start + end) / 2;
	const path = `<path class="reach-way ${tone}" d="M${start} ${from.y}C${half} ${from.y} ${half} ${to.y} ${end} ${to.y}"/>`;
	if (tone !== "refused") return path + head(to, tone);
	const middle = (from.y + to.y) / 2;
	return `${path}<path class="reach-stop" d="M${half - 5} ${middle - 5}l10 10m0 -10l-10 10"/>`;
}

function head({ x, y }: Placed, tone: string): string {
	return `<path class="reach-tip ${tone}" d="M${x - 1} ${y}l-7 -4v8z"/>`;
}

function box({ id, title, detail, tone }: Node, places: ReadonlyMap<string, Placed>): string {
	const place = places.get(id);
	if (!place) return "";
	const { x, y, width } = place;
	const top = y - BOX / 2;
	const shown = fitted(title, (width - 36) / 7.8, 1)[0] ?? "";
	const lines = fitted(detail, (width - 36) / 6.5, 2);
	// The text stands in the middle, whatever its number of lines.
	const first = y + 4.5 - lines.length * 7;
	return [
		`<g class="reach-box ${tone}" data-id="${escapeHtml(id)}"><title>${escapeHtml(detail === "" ? title : `${title}: ${detail}`)}</title>`,
		`<rect x="${x}" y="${top}" width="${width}" height="${BOX}" rx="4"/>`,
		sign(x + 16, y, tone),
		`<text class="reach-title" x="${x + 32}" y="${first}">${escapeHtml(shown)}</text>`,
		...lines.map((line, index) => `<text class="reach-detail" x="${x + 32}" y="${first + 15 + index * 14}">${escapeHtml(line)}</text>`),
		"</g>",
	].join("");
}

/** A filled diamond for a hole, a triangle for what deserves a look, a disc for what is closed, a ring for the rest. */
function sign(x: number, y: number, tone: Tone): string {
	if (tone === "open") return `<path class="reach-sign" d="M${x} ${y - 7}l7 7l-7 7l-7 -7z"/>`;
	if (tone === "caution") return `<path class="reach-sign hollow" d="M${x} ${y - 6}l6.5 11h-13z"/>`;
	return `<circle class="reach-sign${tone === "plain" ? " hollow" : ""}" cx="${x}" cy="${y}" r="5"/>`;
}

function outgoing({ outgoing: nodes }: Diagram, from: number, saying: (words: Words) => string): string[] {
	if (nodes.length === 0) return [];
	const server: Node = { id: "server", title: saying(say`This server`), detail: saying(say`connects by itself`), tone: "plain" };
	const y = (index: number) => from + 30 + index * ROW + BOX / 2;
	const own = new Map([["server", { ...COLUMNS.hosts, y: (y(0) + y(nodes.length - 1)) / 2 }]]);
	const others = new Map(nodes.map((node, index) => [node.id, { x: COLUMNS.listeners.x, width: 430, y: y(index) }]));
	return [
		`<path class="reach-rule" d="M0 ${from + 10}H${WIDTH}"/>`,
		...nodes.map(({ id, tone }) => way(own.get("server"), others.get(id), tone)),
		box(server, own),
		...nodes.map((node) => box(node, others)),
	];
}

/** At most `most` lines as wide as about `length` letters; what does not fit is cut, and stands in full in the box's title. */
function fitted(text: string, length: number, most: number): string[] {
	const lines: string[] = [];
	let line = "";
	for (const piece of text.slice(0, LONGEST).trimEnd().match(PIECES) ?? []) {
		if (line === "" || widthOf(line + piece) <= length) line += line === "" ? piece.trimStart() : piece;
		else {
			lines.push(line);
			line = piece.trimStart();
		}
	}
	if (line !== "") lines.push(line);
	const shown = lines.slice(0, most).map((one) => (widthOf(one) > length ? cut(one, length) : one));
	const last = shown.at(-1);
	if (lines.length > most && last !== undefined && !last.endsWith("…")) shown[shown.length - 1] = cut(`${last} `, length);
	return shown;
}

/** Of no box more is seen, and to measure more takes long. */
const LONGEST = 1000;

/** What stays together in a line: words between spaces, or a sign of Chinese with the punctuation that no line begins with. */
const PIECES = / *(?:\p{scx=Han}|[^\s\p{scx=Han}、。，；：）]+)[、。，；：）]*/gu;

/** In letters of the usual width. */
function widthOf(text: string): number {
	let width = 0;
	for (const sign of text) width += /[\p{scx=Han}\u3000-\u303f\uff00-\uffef]/u.test(sign) ? 1.75 : /\p{Lu}/u.test(sign) ? 1.2 : 1;
	return width;
}

function cut(text: string, length: number): string {
	let shown = text;
	while (shown !== "" && widthOf(shown) > length - 1) shown = shown.slice(0, -1);
	return `${shown}…`;
}
