// bench: processor time against size, for each kind of file, up to a million lines.
import { leastWork } from "./measure";
import { lint } from "./steps";
import { type MeasuredText, manySettings, primaries, users } from "./texts";

export interface Growth {
	readonly kind: string;
	readonly points: readonly { readonly lines: number; readonly milliseconds: number }[];
	/** How much longer a line takes in the largest text than in one of ten thousand lines: 1 is linear growth. */
	readonly factor: number;
}

const SIZES = [1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000];

const KINDS: Readonly<Record<string, (lines: number) => MeasuredText>> = {
	"redis.conf": manySettings,
	"sentinel.conf": primaries,
	"ACL file": users,
};

/** @param onPoint is told of each measurement, since all of them take minutes. */
export async function growth(onPoint: (what: string, milliseconds: number) => void): Promise<Growth[]> {
	const found: Growth[] = [];
	for (const [kind, make] of Object.entries(KINDS)) {
		const points: { lines: number; milliseconds: number }[] = [];
		for (const lines of SIZES) {
			const measured = make(lines);
			const milliseconds = await leastWork(() => lint(measured), lines < 10_000 ? 10 : 1, lines < 100_000 ? 6 : 1);
			onPoint(measured.what, milliseconds);
			points.push({ lines, milliseconds });
		}
		const each = (lines: number) => (points.find((point) => point.lines === lines)?.milliseconds ?? Number.NaN) / lines;
		found.push({ kind, points, factor: each(1_000_000) / each(10_000) });
	}
	return found;
}

const WIDTH = 720;
const HEIGHT = 440;
const EDGE = { left: 70, right: 130, top: 30, bottom: 60 };
const COLORS = ["#b3261e", "#0b57d0", "#146c2e"];

/** Both axes in powers of ten, so that linear growth is a straight line of one slope, which is drawn dotted. */
export function growthPlot(all: readonly Growth[]): string {
	const [xMin, xMax, yMin, yMax] = [3, 6, -1, 5];
	const x = (lines: number) => EDGE.left + ((Math.log10(lines) - xMin) / (xMax - xMin)) * (WIDTH - EDGE.left - EDGE.right);
	const y = (milliseconds: number) =>
		HEIGHT - EDGE.bottom - ((Math.log10(milliseconds) - yMin) / (yMax - yMin)) * (HEIGHT - EDGE.top - EDGE.bottom);
	const out: string[] = [];
	for (let power = xMin; power <= xMax; power++) {
		const at = x(10 ** power).toFixed(1);
		out.push(`<line x1="${at}" y1="${y(10 ** yMin)}" x2="${at}" y2="${y(10 ** yMax)}" stroke="#ddd"/>`);
		out.push(`<text x="${at}" y="${HEIGHT - EDGE.bottom + 20}" text-anchor="middle">${(10 ** power).toLocaleString("en-US")}</text>`);
	}
	for (let power = yMin; power <= yMax; power++) {
		const at = y(10 ** power).toFixed(1);
		out.push(`<line x1="${x(10 ** xMin)}" y1="${at}" x2="${x(10 ** xMax)}" y2="${at}" stroke="#ddd"/>`);
		const label = power >= 3 ? `${10 ** (power - 3)} s` : `${10 ** power} ms`;
		out.push(`<text x="${EDGE.left - 8}" y="${Number(at) + 4}" text-anchor="end">${label}</text>`);
	}
	for (const [index, { kind, points }] of all.entries()) {
		const color = COLORS[index % COLORS.length];
		const line = points.map(({ lines, milliseconds }) => `${x(lines).toFixed(1)},${y(milliseconds).toFixed(1)}`).join(" ");
		out.push(`<polyline points="${line}" fill="none" stroke="${color}" stroke-width="2"/>`);
		for (const { lines, milliseconds } of points) {
			out.push(`<circle cx="${x(lines).toFixed(1)}" cy="${y(milliseconds).toFixed(1)}" r="3" fill="${color}"/>`);
		}
		const last = points.at(-1);
		if (!last) continue;
		const at = points.find(({ lines }) => lines === 10_000) ?? last;
		const linear = [10 ** xMin, 10 ** xMax].map((lines) => `${x(lines).toFixed(1)},${y((at.milliseconds * lines) / at.lines).toFixed(1)}`);
		out.push(`<polyline points="${linear.join(" ")}" fill="none" stroke="${color}" stroke-dasharray="2 4" opacity="0.6"/>`);
		out.push(
			`<text x="${x(last.lines) + 8}" y="${(y(last.milliseconds) + 4 + (index - 1) * 14).toFixed(1)}" fill="${color}">${kind}</text>`,
		);
	}
	const caption = `<text x="${(x(10 ** xMin) + x(10 ** xMax)) / 2}" y="${HEIGHT - 14}" text-anchor="middle">lines (dotted: exactly in proportion)</text>`;
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">
<title>Time of linting against the number of lines</title>
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
${out.join("\n")}
${caption}
</svg>
`;
}
