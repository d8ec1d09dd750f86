// The wizard's questions as a person walks through them, checked by the server's own check, without a window.

import { describe, expect, test } from "vitest";
import {
	type Answers,
	type Choices,
	chosenParts,
	firstAnswers,
	PARTS,
	type Proposal,
	readRemembered,
	type Setting,
	toChoices,
	toRemember,
} from "../../../client/src/tlsWizard/answers";
import { type Asked, applicable, type Host, type Reply, runWizard } from "../../../client/src/tlsWizard/flow";
import { STEPS } from "../../../client/src/tlsWizard/steps";
import { english } from "../../../server/src/base/say";
import { checkChoices, KIT_DEFAULTS } from "../../../server/src/generate/tls/choices";
import { newestRelease } from "../../../server/src/knowledge/release";
import { ENGLISH, translatorTo } from "../../support/translator";

const RELEASE = newestRelease("redis");
const PLACE = { label: "redis-tls", detail: "", uri: "file:///w/redis-tls" };

function setting(said: Partial<Choices> = {}, more: Partial<Proposal> = {}, l10n = ENGLISH): Setting {
	const proposal: Proposal = {
		...{ server: "redis-7.4", serverName: "Redis 7.4", kind: "config", primaries: [] },
		...{ defaults: KIT_DEFAULTS, said },
		...more,
	};
	return { l10n, proposal, places: [PLACE], targets: { config: "redis.conf" } };
}

/** What a person does at a question, by its words: "next" takes what is proposed. */
type Move = "next" | "back" | "cancel" | readonly string[];

interface Walk {
	readonly result: Answers | undefined;
	/** "3/14 Where do the certificates come from?" */
	readonly seen: readonly string[];
	readonly messages: readonly string[];
}

async function walk(
	given: Setting,
	script: Readonly<Record<string, readonly Move[]>>,
	ends: ("done" | "back" | "cancel")[] = ["done"],
): Promise<Walk> {
	const seen: string[] = [];
	const messages: string[] = [];
	const moves = new Map(Object.entries(script).map(([words, all]) => [words, [...all]]));
	const host: Host = {
		async ask(asked: Asked): Promise<Reply> {
			seen.push(`${asked.step}/${asked.of} ${asked.question.text}`);
			if (seen.length > 100) throw new Error(`it goes round in circles: ${seen.slice(-5).join("; ")}`);
			for (;;) {
				const words = [...moves.keys()].find((key) => asked.question.text.includes(key));
				const move = (words === undefined ? undefined : moves.get(words)?.shift()) ?? "next";
				if (move === "back" || move === "cancel") return move;
				const reply = move === "next" ? proposed(asked) : move;
				const wrong = await asked.check(reply);
				if (wrong === undefined) return { given: reply };
				messages.push(wrong);
				if (move === "next") throw new Error(`what is proposed is refused: ${wrong}`);
			}
		},
		faults: async (choices) =>
			checkChoices({ ...KIT_DEFAULTS, ...(choices as typeof KIT_DEFAULTS), release: RELEASE }).map(({ choice, message }) => ({
				choice,
				message: english(message),
			})),
		finish: async (_, step) => {
			seen.push(`${step} end`);
			return ends.shift() ?? "done";
		},
	};
	return { result: await runWizard(firstAnswers(given, {}), given, host), seen, messages };
}

function proposed({ question }: Asked): readonly string[] {
	if (question.kind === "text") return [question.value];
	return question.kind === "many" ? question.picked : [question.active ?? question.items[0]?.value ?? ""];
}

describe("taking every proposal", () => {
	test("asks each question once, in order, and changes nothing", async () => {
		const { result, seen } = await walk(setting(), {});
		expect(result).toEqual(firstAnswers(setting(), {}));
		expect(seen.map((line) => line.split(" ")[0])).toEqual([...Array.from({ length: 11 }, (_, at) => `${at + 1}/12`), "12"]);
	});

	test.each<[string, Partial<Choices>]>([
		["a replica", { topology: "replica", primary: { host: "10.0.0.4", port: 6380 } }],
		["Sentinel", { topology: "sentinel", primary: { host: "fd00::4", port: 6380 }, primaryName: "shop" }],
		["a cluster", { topology: "cluster" }],
		["files", { certificates: "existing", files: { cert: "/a.crt", key: "/a.key", ca: "/ca.crt" } }],
		["both ports", { clearText: 6390 }],
	])("of a file with %s keeps what the file says", async (_, said) => {
		const { result } = await walk(setting(said), {});
		expect(result && toChoices(result)).toEqual({ ...KIT_DEFAULTS, ...said });
	});
});

describe("questions that depend on others", () => {
	const ids = (answers: Partial<Answers>) => applicable({ ...firstAnswers(setting(), {}), ...answers }, setting()).map(({ id }) => id);

	test.each<[string, Partial<Answers>, readonly string[], readonly string[]]>([
		["stand-alone", {}, ["folder", "clients", "place"], ["primary", "primaryName", "sentinelPort", "files.cert", "clearTextPort"]],
		["replica", { topology: "replica" }, ["primary"], ["primaryName", "sentinelPort"]],
		["Sentinel", { topology: "sentinel" }, ["primary", "primaryName", "sentinelPort"], []],
		["files that are there", { certificates: "existing" }, ["files.cert", "files.key", "files.ca"], ["folder"]],
		["a migration", { clearText: 6380 }, ["clearTextPort"], []],
		["lines alone", { parts: ["config"] }, [], ["clients", "place"]],
	])("%s", (_, answers, has, lacks) => {
		expect(ids(answers)).toEqual(expect.arrayContaining([...has]));
		for (const id of lacks) expect(ids(answers)).not.toContain(id);
	});
});

describe("the way back", () => {
	test("leads to the question before, with what was answered", async () => {
		const { result, seen } = await walk(setting(), {
			"Who shows": [["server"]],
			"How many": ["back"],
			"Where do the certificates": ["next"],
		});
		expect(seen.slice(0, 4).map((line) => line.slice(0, 4))).toEqual(["1/12", "2/12", "1/12", "2/12"]);
		expect(result?.mode).toBe("server");
	});

	test("from the end leads to the last question, and an answer can be changed", async () => {
		const { seen } = await walk(setting(), {}, ["back", "done"]);
		expect(seen.slice(-3).map((line) => line.split(" ")[0])).toEqual(["12", "11/12", "12"]);
	});

	test("at the first question stays there", async () => {
		const { seen } = await walk(setting(), { "Who shows": ["back"] });
		expect(seen.slice(0, 2).map((line) => line.slice(0, 4))).toEqual(["1/12", "1/12"]);
	});

	test("a changed answer takes the questions away that it brought", async () => {
		const { result, seen } = await walk(setting(), { "How many": [["sentinel"], ["standalone"]], "What Sentinel calls": ["back"] });
		expect(seen.filter((line) => line.includes("Sentinel"))).toHaveLength(1);
		expect(result?.topology).toBe("standalone");
	});
});

test.each(["Who shows", "Where do new files", "Port for TLS"])("leaving at %s gives nothing", async (words) => {
	expect((await walk(setting(), { [words]: ["cancel"] })).result).toBeUndefined();
});

describe("what cannot work is said at its own question", () => {
	test.each<[string, Move, RegExp, Partial<Choices>?]>([
		["Names and addresses", ["redis one.example"], /^$/],
		["Names and addresses", [""], /at least one/],
		["Names and addresses", ["a_b c$d"], /"c\$d" is neither/],
		["Names and addresses", ["10.0.0.256"], /neither/],
		["Names and addresses", ["fd00:::1"], /neither/],
		["Port for TLS", ["0"], /1 to 65535/],
		["Port for TLS", ["6379x"], /1 to 65535/],
		["Port for TLS", ["60000"], /10000 above/, { topology: "cluster" }],
		["Port in clear text", ["6380"], /a port each/, { clearText: 6379, port: 6380 }],
		["Folder for certificates", ["tls"], /absolute/],
		["Path of the private key", ["/etc/$(reboot)"], /absolute/, { certificates: "existing" }],
		["Name or address of the primary", ["a b c"], /neither|1 to 65535/, { topology: "replica" }],
		["Name or address of the primary", ["10.0.0.4:port"], /1 to 65535/, { topology: "replica" }],
		["What Sentinel calls", ["a b"], /letters/, { topology: "sentinel", primary: { host: "h", port: 1 } }],
		["Port of Sentinel", ["-1"], /1 to 65535/, { topology: "sentinel", primary: { host: "h", port: 1 } }],
		["What is to be written", [], /at least one/],
		["Which clients", [], /at least one/],
		["Where do new files", [""], /folder/],
	])("%s %j", async (words, move, message, said = {}) => {
		const { messages, result } = await walk(setting(said), { [words]: [move] });
		expect(messages.join("")).toMatch(message);
		expect(result).toBeDefined();
	});
});

test("Sentinel has to know the primary, a replica may be told later", async () => {
	const asSentinel = await walk(setting({ topology: "sentinel", primary: { host: "h", port: 1 } }), { "Name or address": [[""]] });
	expect(asSentinel.messages).toEqual(["Sentinel has to know where the primary is."]);
	const asReplica = await walk(setting({ topology: "replica", primary: { host: "h", port: 1 } }), { "Name or address": [[""]] });
	expect(asReplica.result?.primary).toBeUndefined();
});

test("of several primaries one is chosen, and its address comes with it", async () => {
	const primaries = [
		{ name: "a", host: "10.0.0.1", port: 1 },
		{ name: "b", host: "10.0.0.2", port: 2 },
	];
	const said = { topology: "sentinel", primaryName: "a", primary: { host: "10.0.0.1", port: 1 } } as const;
	const { result } = await walk(setting(said, { primaries }), { "Which primary": [["b"]] });
	expect(result).toMatchObject({ primaryName: "b", primary: { host: "10.0.0.2", port: 2 } });
});

describe("ports", () => {
	test.each<[string, Partial<Choices>, readonly Move[], Pick<Choices, "clearText" | "port">]>([
		["closed at once: TLS takes the number", { port: 7000 }, [["off"]], { clearText: "off", port: 7000 }],
		["migration: clear text keeps the number", { port: 7000 }, [["migrate"]], { clearText: 7000, port: 7001 }],
		["migration of the usual port", {}, [["migrate"]], { clearText: 6379, port: 6380 }],
		["migration of the last port", { port: 65535 }, [["migrate"]], { clearText: 65535, port: 6380 }],
		["a migration that is under way stays", { port: 6380, clearText: 6379 }, [["migrate"]], { clearText: 6379, port: 6380 }],
		["a migration that ends", { port: 6380, clearText: 6379 }, [["off"]], { clearText: "off", port: 6380 }],
	])("%s", async (_, said, moves, ports) => {
		expect((await walk(setting(said), { "What becomes of": moves })).result).toMatchObject(ports);
	});

	test("to and fro ends where it began", async () => {
		const script = { "What becomes of": [["migrate"], ["off"]], "Port for TLS": ["back", "next"] } as const;
		expect((await walk(setting({ port: 7000 }), script)).result).toMatchObject({ clearText: "off", port: 7000 });
	});
});

describe("remembered answers", () => {
	const answers = (): Answers => ({
		...firstAnswers(setting(), {}),
		mode: "server",
		level: "modern",
		hosts: ["a.example"],
		parts: ["config"],
	});

	test("come back", () => {
		const kept = readRemembered(JSON.parse(JSON.stringify(toRemember(answers()))), KIT_DEFAULTS);
		expect(firstAnswers(setting(), kept)).toMatchObject({ mode: "server", level: "modern", hosts: ["a.example"], parts: ["config"] });
	});

	test("give way to what the file says", () => {
		expect(firstAnswers(setting({ mode: "mutual" }), toRemember(answers())).mode).toBe("mutual");
	});

	test("hold nothing that belongs to one file", () => {
		expect(Object.keys(toRemember(answers())).sort()).toEqual(["certificates", "clients", "hosts", "level", "mode", "parts"]);
	});

	test.each([undefined, null, 7, "x", [], { mode: "none", hosts: "a", clients: ["cobol"], parts: [1, "all"], certificates: {} }])(
		"that make no sense are left out: %j",
		(kept) => {
			const { clients = [], parts = [], ...rest } = readRemembered(kept, KIT_DEFAULTS);
			expect([clients, parts, rest]).toEqual([[], [], {}]);
		},
	);
});

test("parts that there cannot be are not chosen, and come back when they can", () => {
	const all = firstAnswers(setting(), {});
	expect(chosenParts(all)).toEqual(PARTS.filter((part) => part !== "sentinel"));
	expect(chosenParts({ ...all, topology: "sentinel", certificates: "existing" })).toEqual(PARTS.filter((part) => part !== "certificates"));
});

/** Letters that a line of VS Code's picker has room for; signs of Chinese are nearly twice as wide. */
const ROOM = 88;

test.each(["en", "de", "zh-cn"])("what is asked in %s fits into a line", (language) => {
	const l10n = language === "en" ? ENGLISH : translatorTo(language);
	const primaries = ["one", "two"].map((name) => ({ name, host: "10.0.0.5", port: 6379 }));
	const given = setting({}, { primaries }, l10n);
	const answers = { ...firstAnswers(given, {}), topology: "sentinel", clients: given.proposal.defaults.clients } as const;
	const lines = STEPS.flatMap((step) => {
		const question = step.question(answers, given);
		return question.kind === "text" ? [] : [question.text, ...question.items.flatMap(({ label, detail = "" }) => [label, detail])];
	});
	const width = (line: string) => [...line].reduce((sum, sign) => sum + (/[\p{scx=Han}，。：；（）]/u.test(sign) ? 1.75 : 1), 0);
	expect(lines.length).toBeGreaterThan(40);
	expect(lines.filter((line) => width(line) > ROOM)).toEqual([]);
});
