// rules: Sentinel watches a primary without a password.
import { say } from "../../base/say";
import type { SentinelModel, WatchedPrimary } from "../../model/sentinel";
import { sentinelOf } from "../../model/sentinel";
import { placeOf } from "../../model/settings";
import { defineRule, type Report } from "../define";

export const sentinelWithoutAuthPass = defineRule({
	id: "sentinel-without-auth-pass",
	group: "authentication",
	subject: "sentinel",
	severity: { development: "off", production: { network: "warning", local: "info" }, strict: "warning" },
	title: say`Sentinel has no password for a primary that it watches`,
	releases: { redis: "*", valkey: "*" },
	cwe: [306],
	compliance: ["pci-dss:8.3.1", "iso-27001:A.8.5", "soc2:CC6.1"],
	*check(server) {
		if (server.settings.unread.length > 0) return;
		const sentinel = sentinelOf(server);
		const without = sentinel.primaries.filter((primary) => primary.authPass === undefined);
		for (const primary of without) if (primary.authUser) yield nameOnly(primary);
		const silent = without.filter((primary) => !primary.authUser);
		const first = silent[0];
		if (first) yield nothing(first, silent, sentinel);
	},
});

function nameOnly({ name, authUser, monitor }: WatchedPrimary): Report {
	return {
		at: placeOf(authUser ?? monitor),
		message: say`auth-user alone does nothing: without auth-pass Sentinel sends no login to ${name}. Add the password with sentinel auth-pass ${name}.`,
		atLeast: "warning",
	};
}

function nothing(first: WatchedPrimary, all: readonly WatchedPrimary[], { primaries }: SentinelModel): Report {
	const which = all.length === 1 ? first.name : say`${first.name} and ${all.length - 1} more`;
	const others = primaries.some((primary) => primary.authPass) ? say` Other primaries in this file have one.` : "";
	return {
		at: placeOf(first.monitor),
		message: say`Sentinel has no password for ${which}.${others} Either the primary asks for none, and everybody who reaches it gets in; or it does ask, and Sentinel takes it for down. Give the primary and its replicas a password, and write it here with sentinel auth-pass ${first.name}.`,
		reach: all.some(({ reach }) => reach !== "loopback") ? "network" : "local",
	};
}
