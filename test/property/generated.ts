// property: what is written on request, of any text: the security report in each language, its fixes, and the TLS kit merged into the file.

import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { applyEdits } from "../../server/src/base/edits";
import { readBundle, translated, type Words } from "../../server/src/base/say";
import { toEnd } from "../../server/src/base/steps";
import { serverInComment, serverInProject } from "../../server/src/features/chooseServer";
import { projectFaults } from "../../server/src/features/projectFile";
import { permissionMatrix } from "../../server/src/generate/acl/matrix";
import { exportMatrix } from "../../server/src/generate/acl/matrixExport";
import { reportHtml } from "../../server/src/generate/report/html";
import { LAYERS } from "../../server/src/generate/report/layers";
import { reportMarkdown } from "../../server/src/generate/report/markdown";
import { drawReach } from "../../server/src/generate/report/picture";
import { securityReport } from "../../server/src/generate/report/report";
import { said } from "../../server/src/generate/report/said";
import { serverReport } from "../../server/src/generate/report/server";
import { CLIENTS, checkChoices, KIT_DEFAULTS, type KitChoices } from "../../server/src/generate/tls/choices";
import { generateKit } from "../../server/src/generate/tls/kit";
import { suggestChoices } from "../../server/src/generate/tls/suggest";
import { dialectOf } from "../../server/src/model/load";
import type { ServerModel } from "../../server/src/model/server";
import { rules } from "../../server/src/rules";
import { reportFixes } from "../../server/src/service/reportFixes";
import type { View } from "../../server/src/service/view";
import { parse } from "../../server/src/syntax/parse";
import { uriOf } from "../support/memoryFiles";
import { assert, checkEdits, checkPlace } from "./places";
import type { LANGUAGES } from "./surroundings";

const SEED = "seed of the report";

type Language = (typeof LANGUAGES)[number];

const BUNDLES = new Map(
	(["de", "zh-cn"] as const).map((language) => [
		language as Language,
		readBundle(JSON.parse(readFileSync(`l10n/bundle.l10n.${language}.json`, "utf8"))),
	]),
);

/** @param at 0 to 1, from which choices are made. */
export function checkGenerated(view: View, at: number, language: Language): void {
	const bundle = BUNDLES.get(language);
	const say = (words: Words) => {
		const text = bundle ? translated(words, bundle) : words.toString();
		assert(!/\{\d\}|\[object |undefined|\bNaN\b/.test(text.replaceAll(words.toString(), "")) || words === "", `words are whole: ${text}`);
		return text;
	};
	for (const { message, related, words } of view.findingsWith(SEED))
		for (const one of [words, ...related.map((other) => other.words)]) assert(say(one) !== "", message);
	for (const server of view.servers) {
		checkReport(view, server, say, language);
		checkMatrix(server, say);
		if (server.kind !== "acl") checkKit(view, server, at);
	}
	checkRelease(view);
	for (const { snapshot } of view.servers.slice(0, 1)) {
		const project = snapshot.files.get(uriOf(".redis-security-lint.json"));
		if (project?.state === "text") projectFaults(project.tree.text, rules);
	}
}

function checkReport(view: View, server: ServerModel, say: (words: Words) => string, language: Language): void {
	const findings = view.findingsWith(SEED);
	const given = { server, findings, settings: view.settings, rules, release: "Redis", reason: view.choice.reason };
	const own = serverReport({ ...given, pathOf: (uri) => uri, versionOf: () => null });
	const whole = { of: "file", name: "x", made: "now", servers: [own], left: [], isComplete: true } as const;
	const report = said(securityReport(whole), { say, place: (place) => place });
	for (const { layers } of report.servers)
		for (const { groups } of layers)
			for (const { findings: shown } of groups) for (const { at } of shown) checkPlace(view, at, "a place of the report");
	const html = reportHtml(report, say, language);
	assert(!html.includes("<img") && html.includes("</html>"), "what stands in a file is text in the report");
	for (const one of report.servers) {
		const picture = drawReach(one.reach, "reach-0", say);
		assert(!picture.includes("<img") && !/NaN|undefined|Infinity/.test(picture), "what stands in a file is text in the drawing");
	}
	assert(!/(?<!\\)<img/.test(reportMarkdown(report, say).replace(/(`+)[^`][\s\S]*?\1/g, "")), "what stands in a file is text in Markdown");
	for (const layer of LAYERS)
		for (const safety of ["safe", "may-refuse-clients"] as const) {
			const fixes = toEnd(reportFixes(view, server, rules, { do: "fix-layer", layer, safety }, SEED));
			if (!fixes) continue;
			checkEdits(view, fixes.edits, `the fixes of the layer ${layer}`);
			assert(fixes.changes.length > 0, `the fixes of the layer ${layer} change lines`);
		}
}

function checkMatrix({ acl, world }: ServerModel, say: (words: Words) => string): void {
	const matrix = acl.users && permissionMatrix(acl.users, acl.evaluator, world.knowledge, { most: 3 });
	if (!matrix) return;
	assert(
		!exportMatrix(matrix, "markdown", {}, say)
			.replace(/(`+)[^`][\s\S]*?\1/g, "")
			.includes("<img"),
		"names are text in the saved table",
	);
	exportMatrix(matrix, "csv", { commands: ["get", "nosuch"] }, say);
}

/** One choice of each kind, from one number. */
function choicesFrom(at: number, { world }: ServerModel): KitChoices {
	const pick = <T>(list: readonly T[], factor: number): T => list[Math.floor(((at * factor) % 1) * list.length)] as T;
	return {
		...KIT_DEFAULTS,
		release: world.release,
		mode: pick(["server", "mutual"], 3),
		topology: pick(["standalone", "replica", "sentinel", "cluster"], 7),
		certificates: pick(["existing", "openssl", "mkcert", "step"], 11),
		level: pick(["modern", "intermediate"], 13),
		clearText: pick(["off", 6380, 7000], 17),
		clients: pick([CLIENTS, CLIENTS.slice(0, 1), CLIENTS.slice(3)], 19),
		hosts: pick([["redis.example"], ["*.redis.example", "10.0.0.5"], ["::1"], ["localhost", "127.0.0.1"], ["a b"], []], 23),
	};
}

function checkKit(view: View, server: ServerModel, at: number): void {
	const { choices: proposed } = suggestChoices(server);
	const random = choicesFrom(at, server);
	for (const choices of [
		{ ...random, ...proposed },
		{ ...proposed, ...random },
	]) {
		if (checkChoices(choices).length > 0) continue;
		const { file } = view;
		const kind = file?.kind === "sentinel" ? "sentinel" : "config";
		const kit = generateKit(choices, file && file.kind !== "acl" ? { [kind]: file } : {});
		for (const { path, text } of kit)
			assert(text !== "" && !/undefined|\[object |NaN/.test(text.replace(file?.tree.text ?? "", "")), `${path} is whole`);
		const merged = kit.find(({ path }) => path === (kind === "config" ? "redis.conf" : "sentinel.conf"))?.text;
		if (!file || file.kind === "acl" || merged === undefined) continue;
		const again = generateKit(choices, { [kind]: { ...file, tree: parse(merged, dialectOf(kind)) } });
		const second = again.find(({ path }) => path === (kind === "config" ? "redis.conf" : "sentinel.conf"))?.text;
		// The first line says how lines end, and it may be one that goes.
		const same = second?.replaceAll("\r", "") === merged.replaceAll("\r", "");
		assert(same, `merging the kit a second time changes nothing: ${JSON.stringify({ merged, second })}`);
	}
}

function checkRelease(view: View): void {
	const { file } = view;
	if (!file) return;
	for (const release of ["redis-7.2", undefined]) checkEdits(view, serverInComment(file, release), "writing down the release");
	for (const text of [undefined, "{}", '{"server":"x",}', "[1]", ""]) {
		const edits = serverInProject({ uri: uriOf("p.json"), text }, "redis-7.2");
		if (!edits) continue;
		const after = applyEdits(text ?? "", edits);
		assert(
			isDeepStrictEqual((JSON.parse(after.replace(/,\s*\}/, "}")) as { server?: unknown }).server, "redis-7.2"),
			`the release stands there: ${after}`,
		);
	}
}
