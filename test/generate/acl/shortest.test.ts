// generate/acl: the shortest form of a user.
import { describe, expect, test } from "vitest";
import type { ShortestOptions } from "../../../server/src/generate/acl/shortest";
import { evaluatorOf, shortestRules } from "./randomUsers";

const KNOWN: ShortestOptions = { channelsByDefault: "known" };
const HASH = "b4cb6a8e8fb2f2a9e6f39e4e9f8b7d5fb4cb6a8e8fb2f2a9e6f39e4e9f8b7d5f";

function shortened(rules: string, evaluator = evaluatorOf("redis-7.4"), options = KNOWN): string | undefined {
	return shortestRules(rules.split(" "), evaluator, options)
		?.rules.map(({ text }) => text)
		.join(" ");
}

describe("the shortest form", () => {
	test.each([
		["nothing to do", "on nopass ~* -@all +get", "on nopass ~* -@all +get"],
		["a command that its category holds", "on nopass ~* -@all +@read +get +mget", "on nopass ~* -@all +@read"],
		["undone by a later rule", "on nopass ~* -@all +set -set +get", "on nopass ~* -@all +get"],
		["rules before the base count for nothing", "on nopass ~* +get +@all -@all +set", "on nopass ~* -@all +set"],
		["the base stays, in its short name, once", "on nopass ~* nocommands -@all +get", "on nopass ~* -@all +get"],
		["no base is added", "on nopass ~* +get +get", "on nopass ~* +get"],
		[
			"another order saves a rule",
			"on nopass ~* -@all +flushall +@read -@dangerous +flushall",
			"on nopass ~* -@all +@read -@dangerous +flushall",
		],
		["everything, and then nothing taken away", "on nopass ~* +@all -get +get", "on nopass ~* +@all"],
		[
			"no category is put in place of its list",
			"on nopass ~* -@all +multi +exec +discard +watch +unwatch",
			"on nopass ~* -@all +multi +exec +discard +watch +unwatch",
		],
		[
			"no list is put in place of a category",
			"on nopass ~* -@all +@transaction -watch -unwatch -multi",
			"on nopass ~* -@all +@transaction -watch -unwatch -multi",
		],
		["first arguments", "on nopass ~* -@all +select|1 +select|0 +select|1 +get|x +get", "on nopass ~* -@all +select|1 +select|0 +get"],
		["first arguments that a later rule drops", "on nopass ~* -@all +select|1 -select +get", "on nopass ~* -@all +get"],
		["subcommands of a container", "on nopass ~* -@all +config|get +config -config|set", "on nopass ~* -@all +config -config|set"],
		["words", "off on resetpass nopass allkeys resetchannels allcommands sanitize-payload", "on nopass ~* +@all"],
		["off stays where it is written", "on nopass off ~* +get", "nopass off ~* +get"],
		["passwords", `on nopass >a <a >b >b #${HASH} ~* +get`, `on >b #${HASH} ~* +get`],
		["keys", "on nopass %R~a %W~a ~b ~b %RW~c resetkeys %R~a %W~a ~b ~b %rw~c +get", "on nopass ~a ~b ~c +get"],
		["keys that another pattern covers", "on nopass ~app:user:* %R~app:* ~app:* %R~x:1 %W~x:* +get", "on nopass ~app:* %R~x:1 %W~x:* +get"],
		["keys after all keys were taken back", "on nopass ~* resetkeys ~a +get", "on nopass ~a +get"],
		["all keys by two permissions are not the word for all keys", "on nopass %R~* %W~* +get", "on nopass %RW~* +get"],
		["channels are never merged, since PSUBSCRIBE names the pattern", "on nopass &a:* &a:b &a:b +get", "on nopass &a:* &a:b +get"],
		["selectors", "on nopass (~a +get +get) () (~x) (~a +get) (%R~b +@read +get)", "on nopass (~a +get) (%R~b +@read)"],
		["selectors that were cleared", "on nopass (~a +get) clearselectors +get", "on nopass +get"],
		["reset", "on >x ~a +get reset on nopass ~b +set", "on nopass ~b +set"],
	])("%s", (_, rules, expected) => {
		expect(shortened(rules)).toBe(expected);
	});

	test("databases of Valkey 9.1", () => {
		expect(shortened("on nopass ~* db=2 db=3,1,1 +get", evaluatorOf("valkey-9.1"))).toBe("on nopass ~* db=1,3 +get");
		expect(shortened("on nopass ~* db=2 alldbs +get", evaluatorOf("valkey-9.1"))).toBe("on nopass ~* +get");
	});

	test("what another file may set is not relied on", () => {
		const unknown = { channelsByDefault: "unknown" } as const;
		expect(shortened("on nopass resetchannels &a resetchannels &a +get", undefined, unknown)).toBe("on nopass resetchannels &a +get");
		expect(shortened("on nopass resetchannels &a +get", evaluatorOf("redis-6.2"))).toBe("on nopass resetchannels &a +get");
	});

	test("nothing is made of a user with a rule that is refused", () => {
		expect(shortened("on nopass +nosuch +get +get")).toBeUndefined();
	});

	test("rules that are not about commands stay where they are", () => {
		expect(shortened(`+get on ~a >b (~x +set) +get &c #${HASH}`)).toBe(`+get on ~a >b (~x +set) &c #${HASH}`);
	});
});
