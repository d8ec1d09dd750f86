// model: which files are taken for Redis files, by name and text together and by text alone.
import { describe, expect, it } from "vitest";
import { guessRelease, recognize, recognizeUnnamed } from "../../server/src/model/recognize";
import { parse } from "../../server/src/syntax/parse";
import { knowledge } from "../support/knowledge";

const UPSTART =
	'description "redis"\nstart on runlevel [2345]\nrespawn\nlimit nofile 10240 10240\nexec redis-server /etc/redis/redis.conf\n';
const HAPROXY =
	"global\n  maxconn 4096\n  daemon\ndefaults\n  mode tcp\n  timeout connect 5s\nfrontend f\n  bind *:6379\n  default_backend b\nbackend b\n  option tcp-check\n";
const MONIT = "check process redis with pidfile /run/redis.pid\n  start program is x\n  if failed host 127.0.0.1 port 6379 then restart\n";
const REDIS = "# Redis\nbind 127.0.0.1\nport 6379\nappendonly yes\nmaxmemory 100mb\n";

const OPENED: readonly [what: string, name: string, text: string, kind: string | undefined][] = [
	["a plain redis.conf", "redis.conf", REDIS, "config"],
	["nothing in it", "redis.conf", "", "config"],
	["comments only", "/etc/redis/redis.conf", "# requirepass foobared\n", "config"],
	["no name, but known directives", "6379.conf", REDIS, "config"],
	["a copy", "redis.conf.bak", "port 6379\n", "config"],
	["one slip of the pen", "redis.conf", "requirepas foobared\n", "config"],
	["a byte order mark", "redis.conf", "\uFEFFport 6379\n", "config"],
	["an equals sign among proper lines", "redis.conf", "port 6379\nrequirepass=foo\nsave 900 1\n", "config"],
	["users alone, by name", "redis.conf", "user default off\nuser app on >x +@all ~*\n", "config"],
	["users alone, by name of ACLs", "redis-users.conf", "user default off\nuser app on >x +@all ~*\n", "acl"],
	["a template with tags", "redis.conf.j2", "port {{ port }}\n{% if x %}\nrequirepass {{ pw }}\n{% endif %}\nappendonly yes\n", "config"],
	["a stray line for Sentinel", "redis.conf", `${REDIS}sentinel monitor a 1.2.3.4 6379 2\n`, "config"],
	["Sentinel in a redis.conf", "redis.conf", "port 26379\ndir /tmp\nsentinel monitor a 1.2.3.4 6379 2\n", "sentinel"],
	["a sentinel.conf", "sentinel.conf", "port 26379\n", "sentinel"],
	["Sentinel of another name", "s1.conf", "sentinel monitor a 1.2.3.4 6379 2\n", "sentinel"],
	["an ACL file", "users.acl", "user default off\n", "acl"],
	["an ACL file with comments", "users.acl", "# the app\nuser app on >x ~* +@all\n", "acl"],
	["an ACL file of another name", "users.txt", "user app on >x ~* +@all\n", "acl"],
	["an ACL file whose line lacks a word", "users.acl", "app on >x ~* +@all\n", "acl"],
	["nothing in it", "users.acl", "", "acl"],
	["a valkey.conf", "valkey.conf", "primaryauth x\n", "config"],
	["a supervisor file", "redis.conf", "[program:redis]\ncommand=redis-server\nautostart=true\n", "foreign"],
	["an ini file with the same names", "redis.conf", "port = 6379\ntimeout = 5\nhost = localhost\n", "foreign"],
	["YAML", "redis.conf", "redis:\n  port: 6379\n  timeout: 3\n", "foreign"],
	["nginx", "redis.conf", "upstream redis {\n  server 127.0.0.1:6379;\n}\n", "foreign"],
	["collectd", "redis.conf", "<Plugin redis>\n  Host localhost\n  Port 6379\n</Plugin>\n", "foreign"],
	["upstart", "redis.conf", UPSTART, "foreign"],
	["HAProxy", "redis.conf", HAPROXY, "foreign"],
	["monit", "redis.conf", MONIT, "foreign"],
	["logrotate", "redis.conf", "/var/log/redis/*.log {\n  daily\n  rotate 7\n}\n", "foreign"],
	["logstash", "redis.conf", 'input {\n  redis {\n    host => "x"\n    data_type => "list"\n  }\n}\n', "foreign"],
	["tmpfiles.d", "redis.conf", "d /run/redis 0755 redis redis -\n", "foreign"],
	["limits.d", "redis.conf", "redis soft nofile 10240\nredis hard nofile 10240\n", "foreign"],
	["sysctl", "redis.conf", "vm.overcommit_memory = 1\n", "foreign"],
	["the Sentinel of a coin", "sentinel.conf", "# blank\n#x_conf=/home/x\n\nnetwork=mainnet\ndb_name=database/sentinel.db\n", "foreign"],
	["rules of Mosquitto", "mosquitto.acl", "user roger\ntopic readwrite sensors/#\n", "foreign"],
	["a list of networks", "office.acl", "10.0.0.0/8\n192.168.0.0/16\n", "foreign"],
	["somebody else's file", "app.conf", "listen 80\nroot /var/www\nindex x\n", undefined],
	["prose", "README", "This is a text.\nIt has lines.\nThey say nothing.\n", undefined],
];

describe("recognize", () => {
	it.each(OPENED)("%s: %s", (_, name, text, kind) => {
		expect(recognize(`file:///x/${name}`, text, knowledge)).toBe(kind);
	});

	it("looks at no more than the beginning of a large file", () => {
		const text = `user a on >x ~* +@all\n`.repeat(200_000);
		const start = performance.now();
		expect(recognize("file:///x/users.acl", text, knowledge)).toBe("acl");
		expect(performance.now() - start).toBeLessThan(500);
	});
});

const FOUND: readonly [what: string, text: string, kind: string | undefined][] = [
	["a redis.conf", REDIS, "config"],
	["one telling directive", "requirepass foobared\n", "config"],
	["one telling directive and a slip", "requirepass foobared\nprotected-mod no\n", undefined],
	["three common names and nothing else", "port 6379\nbind 127.0.0.1\ntimeout 0\n", "config"],
	["a list of files to pack", "include LICENSE.txt\ninclude *.py\ninclude README\ninclude a\n", undefined],
	["settings of apt", 'Dir::Cache::pkgcache ""; Dir::Cache::srcpkgcache "";\n', undefined],
	["two common names", "port 80\ntimeout 5\n", undefined],
	["users", "user app on >x ~* +@all\n", "acl"],
	["Sentinel", "port 26379\nsentinel monitor a 1.2.3.4 6379 2\n", "sentinel"],
	["HAProxy", HAPROXY, undefined],
	["ini", "port = 6379\nrequirepass = x\nappendonly = yes\n", undefined],
	["prose about Redis", "requirepass is a word.\nIt sets a password.\nUse it.\nIt helps.\n", undefined],
	["nothing", "", undefined],
	["a shell script", "#!/bin/sh\nset -e\nredis-server --port 6379\nsave 900 1\n", undefined],
];

describe("recognizeUnnamed", () => {
	it.each(FOUND)("%s", (_, text, kind) => {
		expect(recognizeUnnamed(text, knowledge)).toBe(kind);
	});
});

describe("guessRelease", () => {
	it.each<[what: string, name: string, text: string, release: string]>([
		["a file of Redis", "redis.conf", "port 6379\n", "redis"],
		["a directive of Valkey alone", "redis.conf", "lua-enable-insecure-api no\n", "valkey"],
		["a setting of Sentinel that only Valkey has", "sentinel.conf", "SENTINEL primary-reboot-down-after-period main 0\n", "valkey"],
		["the same under the name that both know", "sentinel.conf", "sentinel master-reboot-down-after-period main 0\n", "redis"],
		["a setting of Sentinel that nobody knows", "sentinel.conf", "sentinel main-reboot main 0\n", "redis"],
	])("%s", (_, name, text, product) => {
		expect(guessRelease(`file:///x/${name}`, parse(text, "config"), knowledge).release.product).toBe(product);
	});
});
