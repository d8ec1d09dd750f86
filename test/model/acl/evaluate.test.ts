// model/acl: what the rules of a user come to.
import { describe, expect, test } from "vitest";
import { decisionOn, evaluatorOf, namesOf, tokensOf, userOf } from "./support";

const OLD = ["redis-6.0", "redis-6.2"];
const NEW = ["redis-7.0", "redis-7.2", "redis-7.4", "redis-8.0", "redis-8.6", "valkey-7.2", "valkey-8.0", "valkey-8.1", "valkey-9.1"];
const ALL = [...OLD, ...NEW];
const A = "a".repeat(64);
const SECRET_HASH = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";

describe.each(ALL)("%s: login", (id) => {
	const evaluator = evaluatorOf(id);

	test.each([
		["", "off"],
		["on", "on"],
		["ON Off oN", "on"],
		["on off", "off"],
		["on reset", "off"],
		["nopass", "off nopass"],
		["NoPass", "off nopass"],
		["nopass resetpass", "off"],
		[`#${A}`, `off #${A}`],
		[`>secret`, `off #${SECRET_HASH}`],
		[`>secret #${SECRET_HASH} >secret`, `off #${SECRET_HASH}`],
		[`#${A} >secret`, `off #${A} #${SECRET_HASH}`],
		[`>secret <secret`, "off"],
		[`>secret !${SECRET_HASH}`, "off"],
		[`#${SECRET_HASH} <secret`, "off"],
		[`>secret nopass`, "off nopass"],
		[`nopass >secret`, `off #${SECRET_HASH}`],
		["nopass >x <x", "off"],
		[">", "off #e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
	])("%s", (rules, expected) => {
		const { enabled, nopass, passwords, errors } = userOf(rules, evaluator);
		expect(errors).toEqual([]);
		const words = [enabled ? "on" : "off", ...(nopass ? ["nopass"] : []), ...passwords.map(({ hash }) => `#${hash}`)];
		expect(words.join(" ")).toBe(expected);
	});
});

/** What a user gets: the names of the commands, or how many there are. */
describe.each(NEW)("%s: commands", (id) => {
	const evaluator = evaluatorOf(id);
	const all = evaluator.world.commands.all();
	const inCategory = (name: string) => all.filter((command) => command.categories.includes(name)).map((command) => command.name);

	test.each([
		["", []],
		["+get", ["get"]],
		["+GET +Set -gEt", ["set"]],
		["+get -@all", []],
		["+@hyperloglog", inCategory("hyperloglog")],
		["+@ALL -@all", []],
		["+config|get +CONFIG|Set", ["config|get", "config|set"]],
		["+config -config|set -config|rewrite -config|resetstat -config|help", ["config", "config|get"]],
		["+@string -@write -@read", inCategory("string").filter((name) => !/@/.test(name) && !isIn(name, "write") && !isIn(name, "read"))],
		["+select|0", []],
		["+get reset", []],
		["nocommands +get", ["get"]],
	])("%s", (rules, expected) => {
		const user = userOf(rules, evaluator);
		expect(user.errors).toEqual([]);
		expect(namesOf(user.root.commands, evaluator)).toEqual([...expected].sort());
	});

	function isIn(name: string, category: string): boolean {
		return evaluator.world.commands.find(name)?.categories.includes(category) ?? false;
	}

	test("everything, and everything but something", () => {
		expect(userOf("+@all", evaluator).root).toMatchObject({ allCommands: true, futureCommands: true });
		expect(userOf("AllCommands", evaluator).root.commands.size).toBe(all.length);
		const but = userOf("+@all -get", evaluator).root;
		expect([but.allCommands, but.futureCommands, but.commands.size]).toEqual([false, true, all.length - 1]);
		expect(userOf("+@all -@all", evaluator).root).toMatchObject({ allCommands: false, futureCommands: false });
	});

	test("a container carries its subcommands, also by way of a category", () => {
		const { root } = userOf("+@all -@slow", evaluator);
		expect(namesOf(root.commands, evaluator).filter((name) => name.startsWith("config"))).toEqual([]);
		const config = all.filter((command) => command.name === "config" || command.container === "config").map((command) => command.name);
		expect(namesOf(userOf("+config", evaluator).root.commands, evaluator)).toEqual(config.sort());
	});

	test("first arguments last until the command is named again", () => {
		const select = evaluator.world.commands.find("select")?.index ?? -1;
		const firstArguments = (rules: string) => userOf(rules, evaluator).root.firstArguments.get(select);
		expect(firstArguments("+select|0 +SELECT|A +select|0")).toEqual(["0", "a"]);
		for (const rule of ["-select", "+select", "-@connection", "+@connection", "-@all", "+@all", "reset"]) {
			expect([rule, firstArguments(`+select|0 ${rule}`)]).toEqual([rule, undefined]);
		}
	});
});

describe.each(OLD)("%s: commands", (id) => {
	const evaluator = evaluatorOf(id);

	test.each([
		["+get +set -get", ["set"]],
		["+config|get", []],
		["+config|nosuch +config|a|b", []],
	])("%s", (rules, expected) => {
		const user = userOf(rules, evaluator);
		expect(user.errors).toEqual([]);
		expect(namesOf(user.root.commands, evaluator)).toEqual(expected);
	});

	test("a subcommand is allowed by its first argument", () => {
		expect(decisionOn("+config|get", "CONFIG GET port", evaluator)).toMatchObject({ allowed: true, token: 1 });
		expect(decisionOn("+config|get", "CONFIG SET port 1", evaluator)).toMatchObject({ allowed: false, because: "command" });
	});
});

test("a subcommand of a command that is already allowed: refused by 6.0, nothing in 6.2", () => {
	expect(userOf("+config +config|get", evaluatorOf("redis-6.0")).errors).toMatchObject([{ code: "already-allowed", token: 1 }]);
	expect(userOf("+config +config|get", evaluatorOf("redis-6.2")).errors).toEqual([]);
});

const written = (rules: string, id: string) =>
	userOf(rules, evaluatorOf(id))
		.root.keys.map(({ pattern, read, write }) => `${read ? "r" : ""}${write ? "w" : ""}~${pattern}`)
		.join(" ");

describe("keys", () => {
	test.each([
		["~a ~b ~a", "rw~a rw~b", ALL],
		["~a resetkeys ~b", "rw~b", ALL],
		["allkeys ResetKeys ~b", "rw~b", ALL],
		["~", "rw~", ALL],
		["%R~a %W~b", "r~a w~b", NEW],
		["%r~a %w~a", "rw~a", NEW],
		["%RW~a %wr~b", "rw~a rw~b", NEW],
		["%R~*", "r~*", NEW],
		["%R", "r~", NEW],
	] as const)("%s", (rules, expected, releases) => {
		for (const id of releases) expect([id, written(rules, id)]).toEqual([id, expected]);
	});

	test.each(ALL)("%s: ~* and allkeys stand for every key and forget the others", (id) => {
		expect(userOf("~a ~*", evaluatorOf(id)).root).toMatchObject({ allKeys: true, keys: [] });
		expect(userOf("ALLKEYS", evaluatorOf(id)).root.allKeys).toBe(true);
	});

	test("the token that added a pattern, or widened it", () => {
		expect(userOf("on %R~a %W~a ~b", evaluatorOf("redis-7.0")).root.keys.map((key) => key.token)).toEqual([2, 3]);
	});
});

describe("channels", () => {
	const channels = (rules: string, id: string, channelsByDefault: "all" | "none" = "none") => {
		const { allChannels, channels } = userOf(rules, evaluatorOf(id, { channelsByDefault })).root;
		return allChannels ? "*" : channels.map(({ pattern }) => pattern).join(" ");
	};

	test.each(ALL.slice(1))("%s", (id) => {
		expect(channels("&a &b &a", id)).toBe("a b");
		expect(channels("", id)).toBe("");
		expect(channels("", id, "all")).toBe("*");
		expect(channels("ResetChannels &a", id, "all")).toBe("a");
		expect(channels("&a &*", id)).toBe("*");
		expect(channels("AllChannels resetchannels", id)).toBe("");
		expect(channels("&a reset", id, "all")).toBe("*");
		expect(channels("allchannels reset", id)).toBe("");
	});

	test("Redis 6.0 lets everybody use every channel", () => {
		expect(channels("", "redis-6.0")).toBe("*");
		expect(userOf("&a", evaluatorOf("redis-6.0")).errors).toMatchObject([{ code: "unknown-rule" }]);
	});
});

describe.each(NEW)("%s: selectors", (id) => {
	const evaluator = evaluatorOf(id);
	const selectors = (rules: string) =>
		userOf(rules, evaluator).selectors.map(({ token, commands, keys, allKeys }) =>
			[token, ...namesOf(commands, evaluator), ...(allKeys ? ["~*"] : keys.map((key) => `~${key.pattern}`))].join(" "),
		);

	test.each([
		["(+get ~a)", ["0 get ~a"]],
		["on (+get ~a) (+set ~*)", ["1 get ~a", "2 set ~*"]],
		["( +get ~a )", ["0 get ~a"]],
		["()", ["0"]],
		["(+get) clearselectors (+set)", ["2 set"]],
		["(+get) reset", []],
		["(\"+get\" '~a')", ["0 get ~a"]],
		['("+get)', ["0"]],
	])("%s", (rules, expected) => {
		expect(userOf(rules, evaluator).errors).toEqual([]);
		expect(selectors(rules)).toEqual(expected);
	});
});

test("text after a quote inside a selector: the selector is empty, but Valkey 9.1 joins it", () => {
	expect(userOf('("+ge"t)', evaluatorOf("valkey-8.1")).selectors[0]?.commands.size).toBe(0);
	expect(userOf('("+ge"t)', evaluatorOf("valkey-9.1")).selectors[0]?.commands.size).toBe(1);
});

test("Redis 7.0 begins a selector anew at an opening parenthesis, others do not", () => {
	expect(tokensOf("( +get (+set ~a)", evaluatorOf("redis-7.0"))).toEqual(["(+set ~a)"]);
	expect(tokensOf("( +get (+set ~a)", evaluatorOf("redis-7.2"))).toEqual(["( +get (+set ~a)"]);
	expect(tokensOf("( +get (+set ~a)", evaluatorOf("redis-6.2"))).toEqual(["(", "+get", "(+set", "~a)"]);
});

describe("databases of Valkey 9.1", () => {
	test.each([
		["", "all"],
		["db=0", "0"],
		["DB=1,2", "1,2"],
		["db=2,0,2", "0,2"],
		["db=0 db=1", "1"],
		["resetdbs", ""],
		["db=0 AllDbs", "all"],
		["db=0 reset", "all"],
	])("%s", (rules, expected) => {
		expect(String(userOf(rules, evaluatorOf("valkey-9.1")).root.databases)).toBe(expected);
	});

	test("others do not know them", () => {
		expect(userOf("", evaluatorOf("valkey-8.1")).root).not.toHaveProperty("databases");
		expect(userOf("db=0 alldbs", evaluatorOf("valkey-8.1")).errors.map((error) => error.code)).toEqual(["unknown-rule", "unknown-rule"]);
		expect(userOf("db=0", evaluatorOf("valkey-9.0")).errors).toHaveLength(1);
	});
});

test("what RESTORE gets is checked unless a rule says otherwise", () => {
	const evaluator = evaluatorOf("redis-7.0");
	expect(userOf("", evaluator)).toMatchObject({ sanitizePayload: true, payload: undefined });
	expect(userOf("Skip-Sanitize-Payload", evaluator)).toMatchObject({ sanitizePayload: false, payload: "skip" });
	expect(userOf("skip-sanitize-payload reset", evaluator)).toMatchObject({ sanitizePayload: true, payload: "sanitize" });
	expect(userOf("skip-sanitize-payload", evaluatorOf("valkey-9.1"))).toMatchObject({ sanitizePayload: true, payload: "skip", errors: [] });
	expect(userOf("sanitize-payload", evaluatorOf("redis-6.0")).errors).toMatchObject([{ code: "unknown-rule" }]);
});

test("users with equal command rules share their commands", () => {
	const evaluator = evaluatorOf("redis-7.4");
	const one = userOf("on >a ~a:* -@all +@read", evaluator);
	const other = userOf("off >b ~b:* -@all +@read", evaluator);
	expect(other.root.commands).toBe(one.root.commands);
	expect(other.root.trail).toBe(one.root.trail);
});

test("equal worlds have the same evaluator", () => {
	const renamed = new Map([["config", "x"]]);
	expect(evaluatorOf("redis-7.4", { renamed })).toBe(evaluatorOf("redis-7.4", { renamed: new Map(renamed) }));
	expect(evaluatorOf("redis-7.4", { renamed })).not.toBe(evaluatorOf("redis-7.4"));
	expect(evaluatorOf("redis-7.4", { channelsByDefault: "all" })).not.toBe(evaluatorOf("redis-7.4"));
	expect(evaluatorOf("redis-7.4.1")).not.toBe(evaluatorOf("redis-7.4"));
});

test("an empty word does nothing", () => {
	expect(evaluatorOf("redis-7.0").evaluate(["", "on", ""])).toMatchObject({ enabled: true, errors: [] });
});
