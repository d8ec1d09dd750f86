// model/verdict: sentinel.conf, whose lines depend on each other and are not read in their order.
import { describe } from "vitest";
import { type Case, testCases } from "./cases";

const M = "sentinel monitor m 127.0.0.1 6379 2\n";

const CASES: readonly Case[] = [
	["redis-7.2", M, "accept"],
	["redis-7.2", "port 26379\n", "accept"],
	["redis-7.2", "SENTINEL Monitor m 127.0.0.1 6379 2", "accept"],
	["redis-7.2", "sentinel monitor m 127.0.0.1 6379 «0»", "reject 1", "out-of-range"],
	["redis-7.2", "sentinel monitor m 127.0.0.1 6379 «x»", "reject 1", "out-of-range"],
	["redis-7.2", "sentinel monitor m 127.0.0.1 «65536» 2", "reject 1", "out-of-range"],
	["redis-7.2", "sentinel «monitor m 127.0.0.1 6379»", "reject 1", "wrong-argument-count"],
	["redis-7.2", "sentinel monitor m «redis.example» 6379 2", "reject 1", "hostname-not-resolved"],
	["redis-7.2", "sentinel monitor m redis.example 6379 2\nsentinel resolve-hostnames yes", "accept"],
	["redis-6.0", "sentinel monitor m redis.example 6379 2", "accept"],
	["redis-7.2", "sentinel monitor m 127.1 6379 2", "accept"],
	["redis-7.2", "sentinel monitor m fe80::1%eth0 6379 2", "accept"],
	["redis-7.2", `${M}sentinel monitor «m» 127.0.0.2 6379 2`, "reject 2", "duplicate-monitor"],
	["redis-7.2", `sentinel down-after-milliseconds m 3000\n${M}`, "accept"],
	["redis-6.0", `sentinel down-after-milliseconds «m» 3000\n${M}`, "reject 1", "unknown-primary"],
	["redis-7.2", `${M}sentinel auth-pass «n» x`, "reject 2", "unknown-primary"],
	["redis-7.2", "sentinel monitor m 127.0.0.1 6379 «0»\nsentinel auth-pass m x", "reject 1", "out-of-range"],
	["redis-7.2", `${M}sentinel down-after-milliseconds m «0»`, "reject 2", "out-of-range"],
	["redis-7.2", `${M}sentinel failover-timeout m «2147483648»`, "reject 2", "out-of-range"],
	["redis-7.2", `${M}sentinel known-replica m 127.0.0.1 1\nsentinel known-slave m «127.0.0.1» 1`, "reject 3", "duplicate-instance"],
	["redis-7.2", `${M}sentinel known-sentinel m 127.0.0.1 1`, "accept"],
	["redis-7.2", `${M}sentinel rename-command m CONFIG a\nsentinel rename-command m «config» b`, "reject 3", "duplicate-rename"],
	["redis-7.2", "sentinel deny-scripts-reconfig «maybe»", "reject 1", "not-yes-or-no"],
	["redis-7.2", "sentinel myid «abc»", "reject 1", "bad-sentinel-id"],
	["redis-7.2", "sentinel «announce-hostname» yes", "reject 1", "unknown-sentinel-directive"],
	["redis-6.0", "sentinel «resolve-hostnames» yes", "reject 1", "unknown-sentinel-directive"],
	["valkey-8.0", `${M}sentinel primary-reboot-down-after-period m 0`, "accept"],
	["redis-7.2", `${M}sentinel «primary-reboot-down-after-period» m 0`, "reject 2", "unknown-sentinel-directive"],
	// A line that cannot be read comes before all of Sentinel's, which wait until the end.
	["redis-7.2", "sentinel monitor m 127.0.0.1 6379 «0»\ntimeout «x»", "reject 2", "out-of-range", "not-a-number"],
	["redis-6.0", "sentinel monitor m 127.0.0.1 6379 «0»\ntimeout «x»", "reject 1", "out-of-range", "not-a-number"],
	// Settings of Sentinel itself come before monitors, wherever they stand.
	["redis-7.2", "sentinel monitor m 127.0.0.1 6379 «0»\nsentinel myid «x»", "reject 2", "out-of-range", "bad-sentinel-id"],
	["redis-7.2", `${M}«foo» bar`, "reject 2", "unknown-directive"],
	["redis-8.6", `${M}foo bar`, "accept"],
	["redis-7.2", `${M}foo.bar 1`, "accept"],
	["redis-7.2", `${M}rename-command «GET» ""`, "reject 2", "unknown-renamed-command"],
	["redis-7.2", `${M}rename-command PING ""`, "accept"],
	["redis-7.2", `${M}user app on «+get»`, "reject", "unknown-command"],
	["redis-7.2", `${M}user app on +sentinel|masters`, "accept"],
	["redis-6.0", `${M}user app on +get`, "accept"],
];

describe("sentinel.conf", () => testCases(CASES, "sentinel"));
