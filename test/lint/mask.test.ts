// lint: lines as they are shown. In each case "S3" marks what must not be seen; the rest must stay.
import { describe, expect, it } from "vitest";
import { english } from "../../server/src/base/say";
import { maskLine, maskName, shownName } from "../../server/src/lint/mask";
import { ChangeMask } from "../../server/src/lint/maskChange";
import type { FileKind } from "../../server/src/model/types";
import { parse } from "../../server/src/syntax/parse";
import type { Line } from "../../server/src/syntax/tree";
import { knowledge } from "../support/knowledge";
import { openFiles } from "../support/rules";

const HASH = "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8";
const M = "********";

function lineOf(text: string, kind: FileKind): Line {
	return parse(text, kind === "acl" ? "acl" : "config").lines[0] as Line;
}

const CONFIG: readonly [text: string, shown: string][] = [
	["requirepass S3cret", `requirepass ${M}`],
	['  RequirePass "S3 cret"  ', `  RequirePass ${M}  `],
	['requirepass ""', 'requirepass ""'],
	["requirepass", "requirepass"],
	["requirepass S3 cret # S3note", `requirepass ${M}`],
	['requirepass "S3cret', `requirepass ${M}`],
	['requirepass "a"S3', `requirepass ${M}`],
	["\uFEFFrequirepass S3", `\uFEFFrequirepass ${M}`],
	["requirepas S3cret", `requirepas ${M}`],
	["# requirepas S3cret", `# requirepas ${M}`],
	["require-pass S3cret", `require-pass ${M}`],
	["requirepass:S3cret", `requirepass:${M}`],
	["requirepass=S3cret x", `requirepass=${M}`],
	['requirepass"S3cret"', `requirepass"${M}`],
	["redis_password: S3cret", `redis_password: ${M}`],
	["password S3cret", `password ${M}`],
	["masterauth S3cret", `masterauth ${M}`],
	["primaryauth S3cret", `primaryauth ${M}`],
	["masteruser S3", `masteruser ${M}`],
	["tls-key-file-pass S3", `tls-key-file-pass ${M}`],
	["tls-client-key-file-pass S3", `tls-client-key-file-pass ${M}`],
	["tls-key-file /etc/secret/redis.key", "tls-key-file /etc/secret/redis.key"],
	["port 6379 requirepass S3cret", `port 6379 requirepass ${M}`],
	["maxmemory 1gbrequirepass S3cret", `maxmemory 1gbrequirepass ${M}`],
	["dir /tmpuser app on >S3cret ~app:*", `dir /tmpuser app on >${M} ~app:*`],
	["ser app on >S3cret", `ser app on >${M}`],
	["logfile > /var/log/redis.log", "logfile > /var/log/redis.log"],
	["rename-command CONFIG S3", `rename-command CONFIG ${M}`],
	['rename-command CONFIG ""', 'rename-command CONFIG ""'],
	["rename-command CONFIG S3 S3", `rename-command CONFIG ${M}`],
	["renamecommand CONFIG S3", `renamecommand CONFIG ${M}`],
	["sentinel auth-pass mymaster S3cret", `sentinel auth-pass mymaster ${M}`],
	["sentinel auth-user mymaster alice", "sentinel auth-user mymaster alice"],
	["sentinel sentinel-pass S3cret", `sentinel sentinel-pass ${M}`],
	["sentinel auth-pas mymaster S3cret", `sentinel auth-pas ${M}`],
	["sentinel rename-command mymaster CONFIG S3", `sentinel rename-command mymaster CONFIG ${M}`],
	["sentinel known-replica mymaster 127.0.0.1 6380", "sentinel known-replica mymaster 127.0.0.1 6380"],
	["sentinel myid 0123456789abcdef0123456789abcdef01234567", "sentinel myid 0123456789abcdef0123456789abcdef01234567"],
	["user alice on >S3cret ~app:* +@read -config|get", `user alice on >${M} ~app:* +@read -config|get`],
	['user alice on ">S3 cret" +get', `user alice on ${M} +get`],
	["USER alice on <S3cret", `USER alice on <${M}`],
	[`user alice on #${HASH} &news`, `user alice on #${M} &news`],
	[`user alice on !${HASH}`, `user alice on !${M}`],
	["user alice on S3cret nopass", `user alice on ${M} nopass`],
	["user alice on +S3cret -@S3 +@dangerous +select|0", `user alice on +${M} -${M} +@dangerous +select|0`],
	["user alice on (~x +get) (%RW~y:* +S3)", `user alice on (~x +get) (%RW~y:* ${M}`],
	["user alice on (>S3 +get)", `user alice on (>${M} +get)`],
	['user alice on "(~x +get)" "(~x S3)"', `user alice on "(~x +get)" ${M}`],
	["user >S3cret on", `user >${M} on`],
	["user alice on db=0,1 alldbs", "user alice on db=0,1 alldbs"],
	["user alice on %S3~x %R~x", `user alice on ${M} %R~x`],
	["maxmemory 100mb", "maxmemory 100mb"],
	["slowlog-log-slower-thann 100", "slowlog-log-slower-thann 100"],
	['tls-protocols "TLSv1.2 TLSv1.3"', 'tls-protocols "TLSv1.2 TLSv1.3"'],
	["loadmodule /lib/x.so redis://app:S3cret@10.0.0.1", `loadmodule /lib/x.so redis://app:${M}@10.0.0.1`],
	["port 6379\0 S3", `port 6379${M}`],
	["loadmodule /lib/x.so TOKEN S3cret", `loadmodule /lib/x.so TOKEN ${M}`],
	["MIIS3IBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQCTLXmeMqvWRe7A", M],
	["S3v+xQ==", M],
	["root:$6$S3salt$S3hash0123456789:19000:0:99999", `root:${M}`],
	["localhost:5432:db:app:S3cret", `localhost:${M}`],
	["AWS_KEY=S3cret", `AWS_KEY=${M}`],
	["port=6379", "port=6379"],
	["--port 6379", "--port 6379"],
	["//registry/:_auth=S3cret more", M],
	['{"auths":{"x":"S3cret"}} more', M],
	["export X=S3cret y", `export X=${M} y`],
	["client-key-data: LS0tLS1CRUdJTiBS3UZJQ0FURQo", `client-key-data: ${M}`],
	["{{ redis_extra }}", "{{ redis_extra }}"],
	["tls-cert-file /etc/Redis2/certificates/Server.crt", "tls-cert-file /etc/Redis2/certificates/Server.crt"],
	["# the key is LS0tLS1CRUdJTiBS3UZJQ0FURQo", `# the key is ${M}`],
	["# the hash is $6$S3salt$S3hash0123456789", `# the hash is ${M}`],
	["# requirepass S3cret", `# requirepass ${M}`],
	["#requirepass S3cret", `#requirepass ${M}`],
	["##  Masterauth S3cret", `##  Masterauth ${M}`],
	["# the old requirepass was S3cret", `# the old requirepass ${M}`],
	["# password: S3cret", `# password: ${M}`],
	["# admin password is S3cret", `# admin password ${M}`],
	["# AUTH S3cret", `# AUTH ${M}`],
	["# redis-cli -a S3cret ping", `# redis-cli -a ${M}`],
	["# user bob on >S3cret +get", `# user bob on >${M} +get`],
	["# user bob on S3cret +get", `# user bob on ${M} +get`],
	[`# user bob on #${HASH} +get`, `# user bob on #${M} +get`],
	["# rename-command CONFIG S3", `# rename-command CONFIG ${M}`],
	['# rename-command CONFIG ""', '# rename-command CONFIG ""'],
	["# sentinel auth-pass mymaster S3", `# sentinel auth-pass mymaster ${M}`],
	["# a token: S3", `# a token: ${M}`],
	["# each user on this server has its own line", "# each user on this server has its own line"],
	["# bind 127.0.0.1 -::1", "# bind 127.0.0.1 -::1"],
	["# By default Redis listens on all addresses.", "# By default Redis listens on all addresses."],
];

const ACL: readonly [text: string, shown: string][] = [
	["user alice on >S3cret ~* +@all", `user alice on >${M} ~* +@all`],
	["user alice on >S3 S3cret ~* +@all", `user alice on >${M} ${M} ~* +@all`],
	[`user alice on  #${HASH} ~*`, `user alice on  #${M} ~*`],
	["user alice on (~x:* +get >S3)", `user alice on (~x:* +get >${M}`],
	["usr alice on >S3cret", `usr alice on >${M}`],
	["USER alice on S3cret", `USER alice on ${M}`],
	["S3cret ~* +@all", `${M} ~* +@all`],
	["requirepass S3cret", `${M} ${M}`],
	["user\talice on >S3", `${M} on >${M}`],
	["# user alice on >S3cret", `# user alice on >${M}`],
	["# password S3cret", `# password ${M}`],
];

describe.each([
	["config", CONFIG],
	["acl", ACL],
] as const)("maskLine of %s", (kind, cases) => {
	it.each(cases)("%j", (text, shown) => {
		const masked = maskLine(lineOf(text, kind), kind, knowledge);
		expect(masked.text).toBe(shown);
		expect(masked.text).not.toMatch(/S3/);
	});
});

describe("place", () => {
	const text = "user alice on >S3cret ~app:* >S3 +get";
	const masked = maskLine(lineOf(text, "config"), "config", knowledge);
	it.each([
		["user", "user"],
		["alice on", "alice on"],
		[">S3cret", `>${M}`],
		["S3c", M],
		["cret ~app:*", `${M} ~app:*`],
		["~app:*", "~app:*"],
		[">S3 +get", `>${M} +get`],
		["+get", "+get"],
		[text, `user alice on >${M} ~app:* >${M} +get`],
	])("of %j", (part, shown) => {
		const start = text.indexOf(part);
		const place = masked.place({ start, end: start + part.length });
		expect(masked.text.slice(place.start, place.end)).toBe(shown);
	});
});

describe("a change", () => {
	it.each([
		["config", "GH=S3one", "# GH=S3one", `# GH=${M}`],
		["config", 'unknown-password "S3one S3two"', "# S3two S3one port", `# ${M} ${M} port`],
		["config", "MIIEvgS3cretADANBgkqhkiG9w0BAQEFAASC", "# MIIEvgS3cretADANBgkqhkiG9w0BAQEFAASC", `# ${M}`],
		["acl", "user a on S3bare +get", "user a on >S3bare +get", `user a on >${M} +get`],
		["config", "port 1", "# port 1", "# port 1"],
	] as const)("hides in a %s what was hidden before: %s", (kind, before, after, shown) => {
		const mask = new ChangeMask(kind, knowledge);
		expect(mask.before(lineOf(before, kind))).not.toContain("S3");
		expect(mask.after(lineOf(after, kind))).toBe(shown);
	});
});

describe("a name of a user", () => {
	it.each([
		["app", "app"],
		[">S3cret", `>${M}`],
		["app on >S3cret ~app:*", `app ${M}`],
		[">S3cret on", `>${M} ${M}`],
	])("%s", (name, shown) => expect([maskName(name), shownName(name)]).toEqual([shown, shown]));

	it("is cut in tables where it is very long", () => {
		expect(shownName("a".repeat(200))).toBe("a".repeat(200));
		expect(shownName("a".repeat(1_000_000))).toBe(`${"a".repeat(100)}...`);
		expect(shownName(`>${"a".repeat(1_000_000)}`)).toBe(`>${M}`);
	});
});

describe("findings about a value into which another line has got", () => {
	it.each([
		['dir "/data user x on >S3cret"', `/data user x on >${M}`],
		['dir "/data requirepass S3cret"', `/data requirepass ${M}`],
		["dir '/data\tmasterauth S3 cret'", `masterauth ${M}`],
	])("%s", async (line, shown) => {
		const view = await openFiles({ "redis.conf": `port 6379\n${line}\n` });
		const said = view
			.allFindings()
			.flatMap(({ message, words, related, fixes }) => [
				message,
				english(words),
				...related.map((other) => other.message),
				...fixes.map(({ title }) => title),
			]);
		expect(said.join("\n")).not.toMatch(/S3/);
		expect(said.join("\n")).toContain(shown);
	});
});
