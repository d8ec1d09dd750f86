// rules: Sentinels with this file cannot log in to each other, so that they never agree on anything.
import { say } from "../../base/say";
import { sentinelOf } from "../../model/sentinel";
import { placeOf } from "../../model/settings";
import { defineRule } from "../define";

export const sentinelPassRefused = defineRule({
	id: "sentinel-pass-refused",
	group: "authentication",
	subject: "sentinel",
	severity: { development: "info", production: "warning", strict: "warning" },
	title: say`A Sentinel with this file refuses the login of another one`,
	releases: { redis: "*", valkey: "*" },
	cwe: [287],
	compliance: ["iso-27001:A.8.14", "soc2:A1.2"],
	*check(server) {
		const { login, own } = sentinelOf(server);
		if (login !== "refused") return;
		const statement = own.get("sentinel-pass");
		const why = statement
			? say`This Sentinel would itself refuse the login that it sends to others`
			: say`This Sentinel asks for a password, but sends none to the others`;
		yield {
			at: statement
				? placeOf(statement)
				: (server.acl.defaultUser?.nameAt ?? { absent: "sentinel sentinel-pass", file: server.snapshot.root }),
			message: say`${why}. If they have the same file, no Sentinel hears another, they never agree that a primary is down, and nothing takes over. Write a password that the users of this file accept: sentinel sentinel-pass, with sentinel sentinel-user where it is not that of default.`,
		};
	},
});
