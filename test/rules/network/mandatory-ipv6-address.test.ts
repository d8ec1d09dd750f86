import { mandatoryIpv6Address } from "../../../server/src/rules/network/mandatory-ipv6-address";
import { testRule } from "../../support/rules";

const strict = { profile: "strict" } as const;

testRule(mandatoryIpv6Address, [
	{ name: "beside another address", files: "bind 127.0.0.1 «::1»\n", settings: strict, severity: "info", fixed: "bind 127.0.0.1 -::1\n" },
	{ name: "from 6.2", files: "bind 127.0.0.1 «::1»\n", settings: strict, server: "redis-6.2" },
	{ name: "silent where it is optional", files: "bind 127.0.0.1 -::1\n", settings: strict },
	{ name: "silent where it is all there is", files: "bind ::1\n", settings: strict },
	{ name: "silent up to 6.0, which knows no optional addresses", files: "bind 127.0.0.1 ::1\n", settings: strict, server: "redis-6.0" },
	{ name: "silent in production", files: "bind 127.0.0.1 ::1\n" },
]);
