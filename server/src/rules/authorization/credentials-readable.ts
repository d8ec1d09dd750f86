// rules: a user may read the passwords in the server's settings, or the hashes of those of users.
import { say } from "../../base/say";
import type { Place } from "../../base/span";
import type { ServerModel } from "../../model/server";
import { defineRule, type Report } from "../define";
import { CommandGroup, grantOf, inWords, isJudged, listed, SILENT, takeAwayFix, type UserOfServer } from "../shared/rights";
import { isBroad } from "../shared/takeover";

const SETTINGS = new CommandGroup(["config|get"]);
const USERS = new CommandGroup(["acl|list", "acl|getuser"]);
/** Who may change them is said to be dangerous; that they can be read as well is the least of it. */
const CHANGES_SETTINGS = new CommandGroup(["config|set"]);
const CHANGES_USERS = new CommandGroup(["acl|setuser"]);

export const credentialsReadable = defineRule({
	id: "credentials-readable",
	group: "authorization",
	subject: "user",
	silentBy: "kind",
	severity: { development: "info", production: "warning", strict: "error" },
	title: say`A user may read passwords or their hashes`,
	releases: { redis: "*", valkey: "*" },
	cwe: [522, 200],
	compliance: ["pci-dss:8.3.2", "iso-27001:A.5.17", "soc2:CC6.1", "gdpr:32"],
	check(subject, context) {
		const { server, user } = subject;
		const { world } = server.acl.evaluator;
		const settings = CHANGES_SETTINGS.allowedTo(user.state, world).length > 0 ? [] : SETTINGS.allowedTo(user.state, world);
		const users = CHANGES_USERS.allowedTo(user.state, world).length > 0 ? [] : USERS.allowedTo(user.state, world);
		if (settings.length + users.length === 0 || !isJudged(subject, context) || isBroad(subject)) return SILENT;
		const secrets = settings.length === 0 ? [] : secretsOf(server);
		// A configuration that is not known may hold some.
		const names = [...(secrets.length > 0 || server.kind === "acl" ? settings : []), ...users];
		return names.length === 0 ? SILENT : [report(subject, names, secrets)];
	},
});

function report(subject: UserOfServer, names: readonly string[], secrets: readonly { name: string; at: Place }[]): Report {
	const { at, because } = grantOf(subject, names[0] as string);
	const what = secrets.length > 0 ? listed(secrets.map((secret) => secret.name)) : say`requirepass, masterauth and other passwords`;
	const hashes = names.some((name) => name.startsWith("acl|"));
	const message = !names.includes("config|get")
		? say`${subject.user.name} may run ${inWords(names)} and read the hashes of all users' passwords, to be tried out elsewhere.${because} Take it away from everybody but administrators.`
		: hashes
			? say`${subject.user.name} may run ${inWords(names)} and read ${what} in clear text, and the hashes of all users' passwords, to be tried out elsewhere.${because} Take it away from everybody but administrators.`
			: say`${subject.user.name} may run ${inWords(names)} and read ${what} in clear text.${because} Take it away from everybody but administrators.`;
	return {
		at,
		message,
		related: secrets.map((secret) => ({ at: secret.at, message: say`This is what it can read.` })),
		fixes: [takeAwayFix(subject, names)],
		...(secrets.length === 0 && { severity: "info" }),
	};
}

/** Settings with a secret that a line of the files sets; the server hides the name in masteruser as well, which is none. */
function secretsOf({ world, settings }: ServerModel): { name: string; at: Place }[] {
	return world.knowledge
		.directives(world.release)
		.all()
		.flatMap(({ name, sensitive }) => {
			const setting = sensitive && !name.endsWith("user") ? settings.get(name) : undefined;
			return setting?.origin.from === "line" && setting.value !== ""
				? [{ name: setting.origin.statement.name, at: setting.origin.at }]
				: [];
		});
}
