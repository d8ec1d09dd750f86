import { dumpWhereItBecomesCode } from "../../../server/src/rules/intrusion/dump-where-it-becomes-code";
import { testRule } from "../../support/rules";

const bad = (name: string, line: string, says?: string) => ({
	name,
	files: `bind 127.0.0.1\n«${line}»\n`,
	severity: "error" as const,
	...(says === undefined ? {} : { says }),
});
const good = (name: string, ...lines: string[]) => ({ name: `silent for ${name}`, files: `bind 127.0.0.1\n${lines.join("\n")}\n` });

testRule(dumpWhereItBecomesCode, [
	bad("cron's folder", "dir /etc/cron.d", "cron runs"),
	bad("cron's spool", "dir /var/spool/cron/crontabs/"),
	bad("keys of ssh", "dir /root/.ssh", "who may log in"),
	bad("keys of ssh of somebody", "dir /home/app/.ssh/"),
	bad("services", "dir /etc/systemd/system", "starts what is written"),
	bad("init scripts", "dir /etc/init.d"),
	bad("all settings", "dir /etc", "reads its settings"),
	bad("settings of shells", "dir /etc/profile.d"),
	bad("programs", "dir /usr/local/bin"),
	bad("the web", "dir /var/www/html", "a web server"),
	bad("the web of an account", "dir /home/app/public_html"),
	bad("a roundabout way", "dir /var/lib/redis/../../www/./html//"),
	{ name: "dir after dir", files: "bind 127.0.0.1\ndir /var\n«dir www»\n" },
	{ name: "with the name of a file there: said once", files: "bind 127.0.0.1\n«dir /root/.ssh»\ndbfilename authorized_keys\n" },
	bad("a page", "dbfilename shell.php", "shell.php"),
	bad("a module", "dbfilename exp.so"),
	bad("keys of ssh by name", "dbfilename authorized_keys"),
	{ name: "the append-only file", files: "bind 127.0.0.1\nappendonly yes\n«appendfilename run.sh»\n", says: "appendonly.aof" },
	good("a folder of its own", "dir /var/lib/redis", "dbfilename dump.rdb"),
	good("the folder it starts in", "dir ./"),
	good("the folder of its settings", "dir /etc/redis"),
	good("a folder whose name begins alike", "dir /var/www-data-redis", "dir /etcetera"),
	good("an append-only file that is not written", "appendfilename run.sh"),
	good("the last dir counts", "dir /etc/cron.d", "dir /data"),
]);
