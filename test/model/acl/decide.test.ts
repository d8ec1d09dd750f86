// model/acl: whether a user may run a command, and what decided it.
import { describe, expect, test } from "vitest";
import { decide } from "../../../server/src/model/acl/decide";
import { decisionOn, evaluatorOf, userOf } from "./support";

/** In short: "yes TOKEN", "yes TOKEN in SELECTOR.RULE", "always", "no REASON TOKEN|ARGUMENT". Token 0 is `on`. */
function answer(rules: string, command: string, id: string): string {
	const decision = decisionOn(rules, command, evaluatorOf(id));
	if (decision.allowed) {
		const inside = decision.selector === undefined ? "" : ` in ${decision.selector}.${decision.inner}`;
		return decision.token === undefined ? "always" : `yes ${decision.token}${inside}`;
	}
	return ["no", decision.because, decision.token, decision.argument].filter((part) => part !== undefined).join(" ");
}

/** Rules, a command, the answer, releases. */
test.each([
	["", "GET k", "no command", "redis-6.0 redis-7.0 valkey-9.1"],
	["+get ~*", "GET k", "yes 1", "redis-6.0 redis-7.0 valkey-9.1"],
	["+get ~*", "get k", "yes 1", "redis-7.0"],
	["+@all -get ~*", "GET k", "no command 2", "redis-6.2 redis-7.0"],
	["+@all -@all ~*", "GET k", "no command 2", "redis-7.0"],
	["-@all +@read -@string +get ~*", "GET k", "yes 4", "redis-6.0 redis-7.0"],
	["+@read +get ~*", "GET k", "yes 1", "redis-7.0"],
	["+@all", "NOSUCH x", "no no-such-command", "redis-6.0 redis-7.0"],
	["+@all", "CONFIG NOSUCH", "no no-such-command", "redis-7.0"],
	["+@all", "CONFIG NOSUCH", "yes 1", "redis-6.2"],
	["+@all", "CONFIG|GET x", "no no-such-command", "redis-7.0"],
	["+config|get", "CONFIG GET x", "yes 1", "redis-6.2 redis-7.0"],
	["+config|get", "CONFIG SET x y", "no command", "redis-6.2 redis-7.0"],
	["+@all -config|set", "CONFIG SET x y", "no command 2", "redis-7.0 valkey-9.1"],
	["+select|0", "SELECT 0", "yes 1", "redis-6.0 redis-7.0"],
	["+select|0 +select|1", "SELECT 1", "yes 2", "redis-7.0"],
	["+select|0", "SELECT 1", "no command", "redis-6.0 redis-7.0"],
	["", "AUTH x", "always", "redis-6.0 redis-6.2 redis-7.0 valkey-9.1"],
	["", "HELLO 3", "no command", "redis-6.0"],
	["", "HELLO 3", "always", "redis-6.2 redis-7.0"],
	["", "QUIT", "always", "redis-6.0 redis-6.2 redis-7.0"],
	["", "RESET", "no command", "redis-6.2"],
	["", "RESET", "always", "redis-7.0 valkey-9.1"],
])("%s: %s is %s", (rules, command, expected, releases) => {
	for (const id of releases.split(" ")) expect([id, answer(rules, command, id)]).toEqual([id, expected]);
});

describe("keys", () => {
	/** Rules, with +@all before them; a command; the first key that is out of bounds, or "" where all are within. */
	test.each([
		["~a", "GET a", "", "redis-6.0 redis-7.0"],
		["~a", "GET b", "b", "redis-6.0 redis-7.0"],
		["", "GET a", "a", "redis-6.0 redis-7.0"],
		["~a", "MGET a b", "b", "redis-6.0 redis-7.0"],
		["~a", "MSET a 1 b 2", "b", "redis-6.0 redis-7.0"],
		["~a", "PING", "", "redis-6.0 redis-7.0"],
		["~a", "FLUSHALL", "", "redis-6.0 redis-7.0 valkey-9.1"],
		["~a", "KEYS *", "", "redis-6.0 redis-7.0"],
		["%R~a", "GET a", "", "redis-7.0"],
		["%R~a", "SET a 1", "a", "redis-7.0"],
		["%W~a", "SET a 1", "", "redis-7.0"],
		["%W~a", "SET a 1 GET", "a", "redis-7.0"],
		["%W~a", "GETDEL a", "a", "redis-7.0"],
		["%R~a %W~a", "GETDEL a", "", "redis-7.0"],
		["%R~a* %W~*a", "GETDEL aa", "aa", "redis-7.0"],
		["%W~a", "EXISTS a", "", "redis-7.0"],
		["%W~a", "TYPE b", "b", "redis-7.0"],
		["%R~a %W~b", "COPY a b", "", "redis-7.0"],
		["%R~a %W~b", "COPY b a", "b", "redis-7.0"],
		["%W~a", "BITFIELD a GET u8 0", "a", "redis-7.0"],
		["%R~a", "BITFIELD a GET u8 0", "", "redis-7.0"],
		["%R~a", "BITFIELD a GET u8 0 SET u8 0 1", "a", "redis-7.0"],
		["%R~*", "GET any", "", "redis-7.0"],
		["~a", "EVAL s 1 a b", "", "redis-6.0 redis-7.0"],
		["~a", "EVAL s 2 a b", "b", "redis-6.0 redis-7.0"],
		["~a", "EVAL s 0 b", "", "redis-6.0 redis-7.0"],
		["~a", "EVAL s 3 b", "", "redis-6.0 redis-7.0"],
		["~a", "FCALL f 2 a b", "b", "redis-7.0"],
		["~d ~a", "ZUNIONSTORE d 2 a b WEIGHTS 1 2", "b", "redis-6.0 redis-7.0"],
		["~a", "ZUNIONSTORE d 1 a", "d", "redis-6.0 redis-7.0"],
		["~a", "ZUNION 2 a b", "b", "redis-6.2 redis-7.0"],
		["~a", "XREAD COUNT 2 STREAMS a b 0 0", "b", "redis-6.0 redis-7.0"],
		["~a", "XREADGROUP GROUP streams c STREAMS a >", "", "redis-6.0 redis-7.0"],
		["~a", "MIGRATE h 1 b 0 1", "b", "redis-6.0 redis-7.0"],
		["~a", 'MIGRATE h 1 "" 0 1 AUTH keys KEYS a b', "b", "redis-6.0 redis-7.0"],
		["~a", "GEORADIUS a 1 1 1 m STORE b", "b", "redis-6.0 redis-7.0 valkey-9.1"],
		["~a", "SORT a BY store STORE b", "b", "redis-6.0 redis-7.0"],
		["~a", "SORT a LIMIT store x", "", "redis-6.0 redis-7.0"],
		["~a", "MEMORY USAGE b", "b", "redis-6.0 redis-7.0"],
		["~a", "MEMORY DOCTOR", "", "redis-6.0 redis-7.0"],
		["~a", "OBJECT ENCODING b", "b", "redis-6.0 redis-7.0"],
		["~a", "STRALGO LCS KEYS a b", "b", "redis-6.0 redis-6.2"],
		["~a", "STRALGO LCS STRINGS a b", "", "redis-6.0"],
		["~a", "LMPOP 2 a b LEFT", "b", "redis-7.0"],
		["~é:*", "GET é:1", "", "redis-6.0 redis-7.0"],
		["~?", "GET é", "é", "redis-6.0 redis-7.0"],
		["~a", "VADD b x", "b", "redis-8.0 redis-8.6"],
	])("%s: %s", (rules, command, expected, releases) => {
		for (const id of releases.split(" ")) {
			const evaluator = evaluatorOf(id);
			const decision = decide(userOf(`on +@all ${rules}`.trimEnd(), evaluator), command.replace('""', "").split(" "), evaluator.world);
			const key = decision.allowed ? "" : decision.because === "key" ? decision.argument : `not the key: ${decision.because}`;
			expect([id, key]).toEqual([id, expected]);
		}
	});

	test("SORT that follows other keys needs every key for reading", () => {
		const sort = (rules: string, command: string, id: string) => decisionOn(`+sort +sort_ro ${rules}`, command, evaluatorOf(id)).allowed;
		for (const id of ["redis-7.0", "redis-7.4", "valkey-8.0"]) {
			expect([id, sort("~a", "SORT a", id)]).toEqual([id, true]);
			expect([id, sort("~a", "SORT a BY nosort", id)]).toEqual([id, true]);
			expect([id, sort("~a", "SORT a BY w_*", id)]).toEqual([id, false]);
			expect([id, sort("~a", "SORT_RO a GET #", id)]).toEqual([id, false]);
			expect([id, sort("~a %R~*", "SORT a BY w_* GET x_*", id)]).toEqual([id, true]);
			expect([id, sort("~*", "SORT a GET x_*", id)]).toEqual([id, true]);
			expect([id, sort("~a (~* +get)", "SORT a GET x_*", id)]).toEqual([id, false]);
			expect([id, sort("~a (~* +sort)", "SORT a GET x_*", id)]).toEqual([id, true]);
		}
		expect(decisionOn("+sort ~a", "SORT a GET x_*", evaluatorOf("redis-6.2")).allowed).toBe(true);
	});
});

describe("channels", () => {
	test.each([
		["&news", "PUBLISH news x", ""],
		["&news", "PUBLISH old x", "old"],
		["&n*", "SUBSCRIBE news old", "old"],
		["&n*", "PSUBSCRIBE n*", ""],
		["&n*", "PSUBSCRIBE news", "news"],
		["&n*", "PSUBSCRIBE *", "*"],
		["&*", "PSUBSCRIBE x*", ""],
		["&n", "UNSUBSCRIBE x", ""],
		["&n", "PUBSUB CHANNELS *", ""],
	])("%s: %s", (rules, command, expected) => {
		for (const id of ["redis-6.2", "redis-7.0", "valkey-9.1"]) {
			const decision = decisionOn(`+@all resetchannels ${rules}`, command, evaluatorOf(id));
			expect([id, decision.allowed ? "" : decision.argument]).toEqual([id, expected]);
		}
	});

	test("shards, from 7.0", () => {
		expect(decisionOn("+@all &a", "SPUBLISH b x", evaluatorOf("redis-7.0"))).toMatchObject({ because: "channel", argument: "b" });
		expect(decisionOn("+@all &a", "SSUBSCRIBE a", evaluatorOf("redis-7.0")).allowed).toBe(true);
	});
});

describe("selectors", () => {
	test.each([
		["+set ~a (+get ~b)", "GET b", "yes 3 in 0.0"],
		["(+set ~*) (+@read ~*)", "GET b", "yes 2 in 1.0"],
		["+set ~a (+get ~b)", "GET a", "no key a"],
		["+set ~a (+get ~b)", "SET b x", "no key b"],
		["+set ~a (+get ~b)", "DEL b", "no command"],
		["+mget ~a (+mget ~b)", "MGET a b", "no key b"],
		["+mget ~a (+mget ~b)", "MGET b a", "no key a"],
		["+publish (+publish &x)", "PUBLISH y m", "no channel y"],
		["(+getdel %R~*) (+getdel %W~*)", "GETDEL k", "no key k"],
	])("%s: %s is %s", (rules, command, expected) => {
		for (const id of ["redis-7.0", "redis-8.6", "valkey-8.1"]) expect([id, answer(rules, command, id)]).toEqual([id, expected]);
	});
});

describe("databases of Valkey 9.1", () => {
	test.each([
		["db=0", "GET k", 0, "yes"],
		["db=1", "GET k", 0, "database"],
		["db=1", "GET k", 1, "yes"],
		["db=1,2", "SELECT 1", 0, "yes"],
		["db=1,2", "SELECT 0", 0, "database"],
		["db=0,1", "SWAPDB 0 1", 0, "yes"],
		["db=0,1", "SWAPDB 0 2", 0, "database"],
		["db=0,1", "MOVE k 1", 0, "yes"],
		["db=0,1", "MOVE k 2", 0, "database"],
		["db=0,1", "COPY a b DB 1", 0, "yes"],
		["db=0,1", "COPY a b REPLACE DB 2", 0, "database"],
		["db=0", "FLUSHALL", 0, "database"],
		["db=0", "FLUSHDB", 0, "yes"],
		["db=1", "FLUSHDB", 0, "database"],
		["db=1", "DBSIZE", 0, "database"],
		["db=1", "PING", 0, "yes"],
		["db=1", "INFO", 0, "yes"],
		["db=1", "ACL WHOAMI", 0, "yes"],
		["resetdbs", "AUTH x", 0, "yes"],
		["alldbs", "FLUSHALL", 0, "yes"],
		["db=0 -get", "GET k", 1, "database"],
		["db=0 (db=1 +get ~x)", "SELECT 1", 0, "command"],
		["db=0 (db=1 +get ~x)", "GET x", 1, "yes"],
		["db=0 (db=1 +get ~x)", "GET k", 1, "key"],
	])("%s: %s in database %i", (rules, command, database, expected) => {
		const evaluator = evaluatorOf("valkey-9.1");
		const decision = decide(userOf(`on +@all ~* ${rules}`, evaluator), command.split(" "), evaluator.world, { database });
		expect(decision.allowed ? "yes" : decision.because).toBe(expected);
	});
});

test("a user who is off runs nothing", () => {
	const evaluator = evaluatorOf("redis-7.4");
	expect(decide(userOf("+@all ~*", evaluator), ["GET", "k"], evaluator.world)).toEqual({ allowed: false, because: "off" });
});

describe("rename-command", () => {
	const renamed = new Map([
		["config", "xcfg"],
		["flushall", null],
		["get", "GETX"],
	]);
	test.each([
		["+@all ~*", "XCFG GET port", "yes"],
		["+@all ~*", "CONFIG GET port", "no-such-command"],
		["+@all ~*", "FLUSHALL", "no-such-command"],
		["+@all -config", "XCFG GET port", "command"],
		["+config|get", "xcfg get port", "yes"],
		["+config|get", "XCFG SET port 1", "command"],
		["+get ~*", "getx k", "yes"],
		["+@all ~*", "GET k", "no-such-command"],
	])("%s: %s", (rules, command, expected) => {
		for (const id of ["redis-6.2", "redis-7.0", "valkey-9.1"]) {
			const decision = decisionOn(rules, command, evaluatorOf(id, { renamed }));
			expect([id, decision.allowed ? "yes" : decision.because]).toEqual([id, expected]);
		}
	});
});
