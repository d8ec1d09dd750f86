// rules: the server writes its data where another program takes files for code.
import { say, type Words } from "../../base/say";
import { isOn, lineOf, workingFolder } from "../../model/inForce";
import { defineRule } from "../define";

/** Folders whose files are run or believed, and by whom. Folders of the server's own below /etc are not among them. */
const FOLDERS: readonly (readonly [folder: RegExp, reader: Words])[] = [
	[/^\/etc\/cron|^\/var\/spool\/(?:cron|at)|^\/var\/cron|^\/usr\/lib\/cron/, say`cron runs the files there`],
	[/\/\.ssh(?:\/|$)/, say`sshd reads there who may log in`],
	[
		/^\/(?:etc|lib|usr\/lib|usr\/local\/lib|run)\/systemd(?:\/|$)|^\/etc\/(?:init|init\.d|rc\d?\.d|rc\.d|runit|supervisor|supervisord\.d)(?:\/|$)/,
		say`the system starts what is written there`,
	],
	[
		/^\/etc$|^\/etc\/(?:profile\.d|sudoers\.d|pam\.d|ld\.so\.conf\.d|update-motd\.d|logrotate\.d|apt|yum\.repos\.d|udev|skel)(?:\/|$)/,
		say`the system reads its settings there`,
	],
	[/^\/(?:usr\/|usr\/local\/)?s?bin(?:\/|$)/, say`programs that people run are there`],
	[
		/^\/var\/www(?:\/|$)|^\/srv\/(?:www|http|httpd)(?:\/|$)|^\/usr\/share\/nginx(?:\/|$)|^\/usr\/local\/(?:www|nginx|apache2?)(?:\/|$)|\/(?:public_html|htdocs|wwwroot|webapps)(?:\/|$)/,
		say`a web server hands out or runs the files there`,
	],
];

const NAMES =
	/\.(?:php\d?|phtml|phar|jspx?|aspx?|cgi|pl|py|rb|sh|so|dll|service|timer)$|^(?:authorized_keys2?|crontab|\.bashrc|\.bash_profile|\.profile|\.zshrc|\.rhosts|\.forward|id_rsa)$/i;

export const dumpWhereItBecomesCode = defineRule({
	id: "dump-where-it-becomes-code",
	group: "intrusion",
	subject: "config",
	severity: { development: "warning", production: "error", strict: "error" },
	title: say`Dumps are written where another program takes them for code`,
	releases: { redis: "*", valkey: "*" },
	cwe: [73, 434],
	compliance: ["pci-dss:2.2.6", "iso-27001:A.8.7", "soc2:CC6.8"],
	*check(server) {
		const folder = workingFolder(server) ?? "";
		const reader = FOLDERS.find(([pattern]) => pattern.test(folder))?.[1];
		const at = lineOf(server, "dir");
		if (reader && at) {
			yield {
				at,
				message: say`The server writes its data to ${folder}, and ${reader}: whoever may write one key can place a program on this machine. Attackers leave such lines behind, so look at how it came here. Use a folder of the server's own, such as /var/lib/redis.`,
			};
			return;
		}
		for (const name of ["dbfilename", ...(isOn(server, "appendonly") ? ["appendfilename"] : [])]) {
			const line = lineOf(server, name);
			const value = server.settings.get(name)?.value ?? "";
			if (!line || !NAMES.test(value)) continue;
			yield {
				at: line,
				message: say`The server writes its data to a file named ${value}, which other programs take for code: whoever may write one key decides what is in it. Attackers leave such lines behind, so look at how it came here. Use a name such as ${name === "dbfilename" ? "dump.rdb" : "appendonly.aof"}.`,
			};
		}
	},
});
