import { wrongArgumentCount } from "../../../server/src/rules/syntax/wrong-argument-count";
import { testRule } from "../../support/rules";

testRule(wrongArgumentCount, [
	{ name: "too many", files: "bind 127.0.0.1\nport «1 2»\n" },
	{ name: "none", files: "bind 127.0.0.1\n«port»\n", says: "exactly one value" },
	{ name: "silent where it takes several", files: "bind 127.0.0.1 -::1\nsave 900 1 300 10\n", server: "redis-7.4" },
]);
