// rules: a password that somebody meant to fill in, and did not.
import { say } from "../../base/say";
import { defineRule, type Report } from "../define";
import { SILENT } from "../shared/rights";
import { isPlaceholder } from "../shared/weakPasswords";

/** Files that a program fills in before a server sees them. */
const TEMPLATE = /\.(?:j2|jinja2?|tpl|tmpl|template|erb|mustache|hbs|gotmpl|in|dist|ctmpl|ejs)$/i;

/** Signs of programs that write whole files, so that this one is most likely not the file that the server reads. */
const FILLED_IN = /\{\{.{0,100}\}\}|<%.{0,100}%>/;

export const placeholderPassword = defineRule({
	id: "placeholder-password",
	group: "authentication",
	subject: "password",
	silentBy: "hashes",
	severity: { development: "info", production: { network: "error", local: "warning" }, strict: "error" },
	title: say`A placeholder stands where a password should be`,
	releases: { redis: "*", valkey: "*" },
	cwe: [1392, 798],
	compliance: ["pci-dss:2.2.2", "iso-27001:A.5.17", "soc2:CC6.1", "gdpr:32"],
	check({ server, password }) {
		const { text, of, user } = password;
		if (text === undefined || !isPlaceholder(text) || TEMPLATE.test(password.at.file) || TEMPLATE.test(server.snapshot.root)) return SILENT;
		const isSent = of === "masterauth" || of === "auth-pass" || of === "sentinel-pass";
		const effect = isSent
			? say`These very characters are sent as the password.`
			: say`These very characters are the password${user ? say` of ${user.name}` : ""}.`;
		const report: Report = {
			at: password.at,
			message: say`The server fills in no variables and runs no commands in this file. ${effect} Everybody who has seen the template knows them. Have the file written by a program that puts the real password in, or write the password itself.`,
			reach: password.reach,
		};
		return [FILLED_IN.test(text) ? { ...report, severity: "info" } : report];
	},
});
