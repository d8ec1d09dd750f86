// model/verdict: lines as they are split, lines that depend on others, and mistakes with whole lines.
import { describe } from "vitest";
import { type Case, testCases } from "./cases";

const SPLITTING: readonly Case[] = [
	["redis-7.2", 'requirepass «"a b»', "reject 1", "unbalanced-quotes"],
	["redis-7.2", 'timeout "5"«x»', "reject 1", "text-after-quote"],
	["valkey-8.1", 'timeout "5"«x»', "reject 1", "text-after-quote"],
	["valkey-9.0", 'timeout "5"«x»', "reject 1", "text-after-quote"],
	["valkey-9.1", 'timeout «"5"x»', "reject 1", "not-a-number"],
	["valkey-9.1", 'timeout "5"0', "accept"],
	["valkey-9.1", 'masterauth "a"b«"c»', "reject 1", "unbalanced-quotes"],
	["redis-7.2", "«\uFEFF»timeout 5\ntimeout 6", "reject 1", "byte-order-mark"],
	["redis-8.6", "«\uFEFF»# comment here", "reject 1", "byte-order-mark"],
	["redis-7.2", "timeout 5\r\n\ttimeout\t6\t\r\n", "accept"],
	["redis-7.2", "\vtimeout 5", "accept"],
	["redis-7.2", "«timeout\v5»", "reject 1", "unknown-directive"],
	["redis-7.2", "timeout 5\0 6\n", "accept"],
	["redis-7.2", "timeout «5»\0\nx\n", "reject 1", "not-a-number"],
	["redis-7.2", "# a\0\nfoo 1\ntimeout 5\n«foo» 2", "reject 3", "unknown-directive"],
];

const DEPENDENT: readonly Case[] = [
	["redis-7.2", "cluster-enabled yes\n«replicaof 10.0.0.1 6379»", "reject", "replica-in-cluster"],
	["redis-6.2", "«replicaof 10.0.0.1 6379»\ncluster-enabled yes", "reject 1", "replica-in-cluster"],
	["redis-7.2", "cluster-enabled yes\nreplicaof 10.0.0.1 6379\nreplicaof no one", "accept"],
	["redis-7.2", "«aclfile /a.acl»\nuser app on", "reject", "users-in-two-places"],
	["redis-7.2", 'aclfile ""\nuser app on', "accept"],
	["redis-7.2", "«tls-port 6380»", "reject", "tls-without-certificate"],
	["redis-7.2", "tls-port 0", "accept"],
	["redis-7.2", "«tls-cluster yes»\ntls-cert-file /c", "reject", "tls-without-key"],
	["redis-7.2", "tls-cert-file /c\ntls-key-file /k\n«tls-port 1»", "reject", "tls-without-ca"],
	["redis-7.2", "tls-cert-file /c\ntls-key-file /k\ntls-port 1\ntls-auth-clients no", "accept"],
	["redis-7.2", "tls-cert-file /c\ntls-key-file /k\n«tls-replication yes»\ntls-auth-clients no", "reject", "tls-without-ca"],
	[
		"redis-7.2",
		'tls-cert-file /c\ntls-key-file /k\ntls-ca-cert-file /ca\ntls-port 1\n«tls-protocols "TLSv1.2,TLSv1.3"»',
		"reject",
		"bad-tls-protocols",
	],
	["redis-7.2", 'tls-protocols "TLSv1.2,TLSv1.3"', "accept"],
	["redis-7.2", "«dbfilename .»", "reject", "path-instead-of-name"],
	["redis-7.2", "«port 0»", "accept", "listens-nowhere"],
	["redis-7.2", "port 0\nunixsocket /s", "accept"],
	["redis-7.2", "cluster-enabled yes\n«port 60000»", "accept", "cluster-port-too-high"],
	["redis-6.0", "«hz 0»", "crash", "out-of-range"],
	["redis-6.0", "«hz 1001»", "accept", "out-of-range"],
	["redis-6.0", "hz 0\nhz 1000", "accept"],
	["redis-6.2", "hz 0", "accept"],
];

const USERS: readonly Case[] = [
	["redis-7.2", "user app on >pw ~app:* +@read", "accept"],
	["redis-7.2", "user app on «wrong»", "reject 1", "unknown-rule"],
	["redis-7.2", "user app on «+nosuch»", "reject", "unknown-command"],
	["redis-7.2", "user app on «+nosuch»\ntimeout «x»", "reject 2", "unknown-command", "not-a-number"],
	["redis-7.2", "user app on\nuser «app» off", "reject 2", "duplicate-user"],
	["redis-6.2", "user app on\nuser app off", "accept"],
	["redis-6.2", "user app on «&c»", "reject 1", "after-all-channels"],
	["redis-6.2", "acl-pubsub-default resetchannels\nuser app on &c", "accept"],
	["redis-6.0", "user app on «&c»", "reject 1", "unknown-rule"],
	["redis-7.2", "«user»", "reject 1", "wrong-argument-count"],
	["redis-7.2", "rename-command CONFIG x\nuser app on +config", "accept"],
];

const MISTAKES: readonly Case[] = [
	["redis-7.2", "maxmemory 1gb «# half»", "reject 1", "trailing-comment"],
	["redis-7.2", "save 900 1 «# often»", "reject 1", "trailing-comment"],
	["redis-6.2", "save 900 1 «# often»", "accept", "trailing-comment"],
	["redis-7.2", "bind 127.0.0.1 «# local»", "accept", "trailing-comment"],
	["redis-7.2", "user app on ~* «# the app»", "reject 1", "trailing-comment"],
	["redis-8.6", 'rename-command CONFIG "" «# off»', "reject 1", "trailing-comment"],
	["redis-7.2", "requirepass foo#bar", "accept"],
	["redis-7.2", "«; comment here»", "reject 1", "foreign-comment"],
	["redis-7.2", "«// comment»", "reject 1", "foreign-comment"],
	["redis-7.2", "save 900 1 «\\»\n«300» 10", "reject 1", "line-continuation", "unknown-directive"],
	["redis-7.2", "timeout 5 «tcp-keepalive 60»", "reject 1", "two-directives"],
	["redis-7.2", "tls-protocols «TLSv1.2 TLSv1.3»", "reject 1", "unquoted-list"],
	["redis-7.2", "requirepass «my long secret»", "reject 1", "unquoted-text"],
	["redis-7.2", "maxmemory«=»1gb", "reject 1", "assignment-style"],
	["redis-7.2", "maxmemory«:» 1gb", "reject 1", "assignment-style"],
	["redis-7.2", "maxmemory «=» 1gb", "reject 1", "assignment-style"],
	["redis-8.6", "maxmemory«=»1gb", "reject 1", "assignment-style"],
	["redis-7.2", "«CONFIG SET» maxmemory 1gb", "reject 1", "pasted-command"],
	["redis-7.2", "«ACL SETUSER» app on nopass", "reject 1", "pasted-command"],
	["redis-7.2", "«redis-cli CONFIG SET» maxmemory 1gb", "reject 1", "pasted-command"],
	["redis-7.2", "«--»maxmemory 1gb", "reject 1", "command-line-style"],
	["redis-7.2", `requirepass «\${REDIS_PASSWORD}»`, "accept", "unexpanded-variable"],
	["redis-7.2", 'requirepass «"$(cat /run/secrets/redis)"»', "accept", "unexpanded-variable"],
	["redis-7.2", `timeout «\${TIMEOUT}»`, "reject 1", "unexpanded-variable"],
	["redis-7.2", "masterauth «<password>»", "accept", "placeholder"],
	["redis-7.2", "replicaof «<host>» <port>", "reject 1", "placeholder"],
];

describe("splitting", () => testCases(SPLITTING));
describe("lines that depend on others", () => testCases(DEPENDENT));
describe("users", () => testCases(USERS));
describe("mistakes", () => testCases(MISTAKES));
