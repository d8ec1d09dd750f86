// rules: a line that Sentinel refuses.
import { say } from "../../base/say";
import { commentOut, defineProblemRule } from "../shared/problemRule";

export const refusedSentinelLine = defineProblemRule({
	id: "refused-sentinel-line",
	title: say`A line that Sentinel refuses`,
	codes: [
		"unknown-primary",
		"duplicate-monitor",
		"duplicate-instance",
		"bad-sentinel-id",
		"sentinel-line-in-server",
		"hostname-not-resolved",
	],
	fixes: (line) => (line.problem.code === "sentinel-line-in-server" ? [commentOut(line)] : []),
});
