// model/acl: how a rule that the server refuses is told, and what was meant.
import { expect, test } from "vitest";
import { evaluatorOf, userOf } from "./support";

const A = "a".repeat(64);
const KEYS_SAYS = "Adding a pattern after the * pattern (or the 'allkeys' flag)";
const CHANNELS_SAYS = "Adding a pattern after the * pattern (or the 'allchannels' flag)";

/** Rules, then each error as "token[.inner] code", what the server says (its beginning), and the releases, Redis before Valkey. */
test.each([
	["on +nosuch +get", "1 unknown-command", "Unknown command or category", "redis-6.0 redis-7.0 valkey-9.1"],
	["-nosuch +@nosuch", "0 unknown-command, 1 unknown-category", "Unknown command or category", "redis-6.0 redis-7.0 valkey-9.1"],
	["+ - +@", "0 unknown-command, 1 unknown-command, 2 unknown-category", "Unknown", "redis-6.2 redis-7.4"],
	["+config|nosuch", "0 unknown-command", "Unknown", "redis-7.0 redis-8.6 valkey-7.2"],
	["-config|nosuch", "0 unknown-command", "Unknown", "redis-7.0"],
	["-config|set", "0 subcommand-removal", "Unknown", "redis-6.0 redis-6.2"],
	["-select|0", "0 subcommand-removal", "Unknown", "redis-6.2 redis-7.0 valkey-8.1"],
	["+config|get|x", "0 not-a-container", "Allowing first-arg", "redis-7.0 valkey-9.1"],
	["+select|0|1", "0 unknown-command", "Unknown", "redis-7.0"],
	["+get| +config|", "0 empty-subcommand, 1 empty-subcommand", "Syntax error", "redis-6.0 redis-7.0"],
	["+nosuch|", "0 unknown-command", "Unknown", "redis-6.0 redis-7.0"],
	["onn secret", "0 unknown-rule, 1 unknown-rule", "Syntax error", "redis-6.0 redis-7.0"],
	["@read", "0 unknown-rule", "Syntax error", "redis-6.0 redis-7.0"],
	["#abc", "0 bad-hash", "The password hash must be", "redis-6.0 valkey-9.1"],
	[`#${A.toUpperCase()} !x`, "0 bad-hash, 1 bad-hash", "The password hash must be", "redis-6.0 valkey-9.1"],
	[`<x !${A}`, "0 no-such-password, 1 no-such-password", "The password you are trying", "redis-6.0 valkey-9.1"],
	["allkeys ~a", "1 after-all-keys", KEYS_SAYS, "redis-6.0 redis-7.0"],
	["~* %R~a", "1 after-all-keys", KEYS_SAYS, "redis-7.0"],
	["&* &a", "1 after-all-channels", CHANNELS_SAYS, "redis-6.2 valkey-9.1"],
	["%R~a", "0 bad-key-permission", "Syntax error", "redis-6.0 redis-6.2"],
	[
		"%~a %X~a %RR~a %r w~a",
		"0 bad-key-permission, 1 bad-key-permission, 2 bad-key-permission, 4 unknown-rule",
		"Syntax error",
		"redis-7.0",
	],
	["%", "0 bad-key-permission", "Syntax error", "redis-7.0 redis-8.0 redis-7.2.7 redis-7.4.2 valkey-8.1"],
	["(+get)", "0 bad-selector", "Syntax error", "redis-6.0 redis-6.2"],
	["clearselectors", "0 unknown-rule", "Syntax error", "redis-6.2"],
	["(+get +nosuch) on", "0.1 unknown-command", "Unknown", "redis-7.0 valkey-9.1"],
	["(~a on)", "0.1 bad-selector", "Syntax error", "redis-7.0"],
	["(allkeys ~b)", "0.1 after-all-keys", KEYS_SAYS, "redis-7.2"],
	["on )", "1 unknown-rule", "Syntax error", "redis-6.0 redis-7.0"],
	["db=x db=", "0 unknown-rule, 1 unknown-rule", "Syntax error", "valkey-9.1"],
	["db=1, db=,1 db=1,,2", "0 unknown-rule, 1 unknown-rule, 2 unknown-rule", "Syntax error", "valkey-9.1"],
	["db=-1 db=2147483648", "0 bad-database, 1 bad-database", "The provided database ID", "valkey-9.1"],
])("%s: %s", (rules, expected, says, releases) => {
	for (const id of releases.split(" ")) {
		const { errors } = userOf(rules, evaluatorOf(id));
		const found = errors.map(({ token, inner, code }) => `${token}${inner === undefined ? "" : `.${inner}`} ${code}`);
		expect([id, found.join(", ")]).toEqual([id, expected]);
		expect(errors[0]?.serverSays.startsWith(says), `${id}: ${errors[0]?.serverSays}`).toBe(true);
		for (const error of errors) expect(`${error.message}`).toMatch(/^[A-Z].+\.$/s);
	}
});

test("% alone passes in some patch releases", () => {
	for (const id of ["redis-7.2", "redis-7.2.6", "redis-7.4.1", "valkey-7.2", "valkey-8.0.1"]) {
		expect([id, userOf("%", evaluatorOf(id)).root.keys]).toEqual([id, [{ pattern: "", read: false, write: false, token: 0 }]]);
	}
});

test("patterns without spaces", () => {
	for (const id of ["redis-6.2", "redis-7.0"]) {
		const errors = evaluatorOf(id).evaluate(["~a b", "&a\tb", "~a\0"]).errors;
		expect(errors.map((error) => error.code)).toEqual(["bad-pattern", "bad-pattern", "bad-pattern"]);
	}
});

test("no word of the line is repeated", () => {
	const secret = "hunter2";
	for (const id of ["redis-6.0", "redis-6.2", "redis-7.0", "valkey-9.1"]) {
		const rules = ["", ">", "#", "<", "!", "+", "-", "+@", "+config|", "-config|", "%", "%R", "(", "(+", "db="].map(
			(sign) => sign + secret,
		);
		for (const error of evaluatorOf(id).evaluate([...rules, "(hunter2)", "(+hunter2)", "(>hunter2)"]).errors) {
			expect(`${error.message} ${error.serverSays} ${error.suggestions}`).not.toContain(secret);
		}
	}
});

test("a rule that is refused changes nothing, and the rules after it count", () => {
	const user = userOf("+get +nosuch +set <x on", evaluatorOf("redis-7.0"));
	expect(user.root.commands.size).toBe(2);
	expect(user.enabled).toBe(true);
});

test.each([
	["+flushal", ["+flushall"]],
	["-GETT", ["-get"]],
	["+@reed", ["+@read"]],
	["+config|gett", ["+config|get"]],
	["+zzzzzz", []],
])("%s: suggestions", (rule, expected) => {
	const [error] = userOf(rule, evaluatorOf("redis-7.4")).errors;
	expect(error?.suggestions.slice(0, expected.length)).toEqual(expected);
	if (expected.length === 0) expect(error?.suggestions).toEqual([]);
});

test("a new name of rename-command is not a name for rules", () => {
	const evaluator = evaluatorOf("redis-7.4", {
		renamed: new Map([
			["config", "xcfg"],
			["debug", null],
		]),
	});
	expect(userOf("+XCFG +xcfg|get -xcfg", evaluator).errors.map((error) => error.code)).toEqual(Array(3).fill("renamed-command"));
	expect(userOf("+config|get +debug", evaluator).errors).toEqual([]);
});

test("names that are not known are told apart from other errors", () => {
	const { errors } = userOf("+nosuch +@nosuch -get|x onn <x +get|", evaluatorOf("redis-7.4"));
	expect(errors.map((error) => error.lookup)).toEqual([true, true, true, false, false, false]);
});
