// generate/tls: how clients of each language connect: they check the server's chain and name, and ask for at least TLS 1.2.
import { type ClientName, isAddress, type KitChoices, mainHost } from "./choices";
import { type ClientFile, NOT_RUN } from "./clientFile";
import { javaFiles } from "./clientsJava";

export function clientFiles(choices: KitChoices): ClientFile[] {
	const write = new Map<ClientName, (choices: KitChoices) => ClientFile>([
		["redis-cli", redisCli],
		["python", python],
		["node-redis", nodeRedis],
		["ioredis", ioredis],
		["go", go],
		["dotnet", dotnet],
		["php", php],
		["ruby", ruby],
		["azure", azure],
		...javaFiles,
	]);
	return choices.clients.flatMap((client) => write.get(client)?.(choices) ?? []);
}

/** The topology as a client sees it: a replica is a server like any other. */
function shapeOf({ topology }: KitChoices): "single" | "sentinel" | "cluster" {
	return topology === "sentinel" || topology === "cluster" ? topology : "single";
}

function redisCli(choices: KitChoices): ClientFile {
	const { mode, topology, port, sentinelPort } = choices;
	const host = mainHost(choices);
	const own = mode === "mutual" ? " --cert client.crt --key client.key" : "";
	const shown = mode === "mutual" ? " -cert client.crt -key client.key" : "";
	const sentinel =
		topology === "sentinel" ? `\n# Sentinel\nredis-cli -h ${host} -p ${sentinelPort} --tls --cacert ca.crt${own} sentinel masters\n` : "";
	return {
		name: "redis-cli.sh",
		text: `#!/bin/sh
# redis-cli checks that the server's certificate leads to ca.crt. It cannot check the server's name, and cannot ask for a
# least version of TLS. So look at the name with openssl first: this ends with "Verify return code: 0 (ok)" or says why not.
openssl s_client -connect ${connectTo(host, port)} -CAfile ca.crt${shown} ${verifyName(host)} -verify_return_error </dev/null

# The password comes from the environment, so that no other user sees it: export REDISCLI_AUTH=...
redis-cli -h ${host} -p ${port} --tls --cacert ca.crt${own}${topology === "cluster" ? " -c" : ""} --user "\${REDIS_USER:-default}" ping
${sentinel}`,
	};
}

function python(choices: KitChoices): ClientFile {
	const { mode, port, sentinelPort, primaryName } = choices;
	const host = mainHost(choices);
	const own = mode === "mutual" ? '    "ssl_certfile": "client.crt",\n    "ssl_keyfile": "client.key",\n' : "";
	const connect = {
		single: `client = redis.Redis(host="${host}", port=${port}, **TLS, **LOGIN)`,
		sentinel: `from redis.sentinel import Sentinel\n\nsentinel = Sentinel([("${host}", ${sentinelPort})], sentinel_kwargs=TLS, **TLS, **LOGIN)\nclient = sentinel.master_for("${primaryName}")`,
		cluster: `client = redis.RedisCluster(host="${host}", port=${port}, **TLS, **LOGIN)`,
	}[shapeOf(choices)];
	return {
		name: "python.py",
		text: `# redis-py. ssl_check_hostname is what checks the server's name: it is off by default in releases before 6.
import os
import ssl

import redis

TLS = {
    "ssl": True,
    "ssl_cert_reqs": "required",
    "ssl_check_hostname": True,
    "ssl_ca_certs": "ca.crt",
${own}}
# Releases before 5.1 cannot ask for a version. OpenSSL then takes the system's least one, today TLS 1.2.
if tuple(int(part) for part in redis.__version__.split(".")[:2]) >= (5, 1):
    TLS["ssl_min_version"] = ssl.TLSVersion.TLSv1_2
LOGIN = {"username": os.environ.get("REDIS_USER", "default"), "password": os.environ.get("REDIS_PASSWORD")}

${connect}
print(client.ping())
`,
	};
}

/** Both libraries for Node hand these to Node's own TLS, which checks chain and name. */
function nodeTls({ mode }: KitChoices): string {
	const own = mode === "mutual" ? '\n\tcert: readFileSync("client.crt"),\n\tkey: readFileSync("client.key"),' : "";
	return `// Node checks chain and name by itself; never set rejectUnauthorized to false.
const tls = {
	ca: readFileSync("ca.crt"),${own}
	minVersion: "TLSv1.2",
};
const login = { username: process.env.REDIS_USER ?? "default", password: process.env.REDIS_PASSWORD };
`;
}

function nodeRedis(choices: KitChoices): ClientFile {
	const { port, sentinelPort, primaryName } = choices;
	const host = mainHost(choices);
	const { made, create } = {
		single: { made: `createClient({ socket: { host: "${host}", port: ${port}, tls: true, ...tls }, ...login })`, create: "createClient" },
		sentinel: {
			made: `createSentinel({\n\tname: "${primaryName}",\n\tsentinelRootNodes: [{ host: "${host}", port: ${sentinelPort} }],\n\tsentinelClientOptions: { socket: { tls: true, ...tls } },\n\tnodeClientOptions: { socket: { tls: true, ...tls }, ...login },\n})`,
			create: "createSentinel",
		},
		cluster: {
			made: `createCluster({\n\trootNodes: [{ socket: { host: "${host}", port: ${port}, tls: true, ...tls } }],\n\tdefaults: { socket: { tls: true, ...tls }, ...login },\n})`,
			create: "createCluster",
		},
	}[shapeOf(choices)];
	return {
		name: "node-redis.mjs",
		text: `// node-redis
import { readFileSync } from "node:fs";
import { ${create} } from "redis";

${nodeTls(choices)}
const client = ${made};
client.on("error", (error) => console.error(error.message));
await client.connect();
console.log(await client.${shapeOf(choices) === "single" ? "ping()" : 'get("greeting")'});
await client.close();
`,
	};
}

function ioredis(choices: KitChoices): ClientFile {
	const { port, sentinelPort, primaryName } = choices;
	const host = mainHost(choices);
	const made = {
		single: `new Redis({ host: "${host}", port: ${port}, tls, ...login })`,
		sentinel: `new Redis({\n\tname: "${primaryName}",\n\tsentinels: [{ host: "${host}", port: ${sentinelPort} }],\n\tenableTLSForSentinelMode: true,\n\tsentinelTLS: tls,\n\ttls,\n\t...login,\n})`,
		cluster: `new Redis.Cluster([{ host: "${host}", port: ${port} }], {\n\t// Names stay names, so that they can be checked.\n\tdnsLookup: (address, done) => done(null, address),\n\tredisOptions: { tls, ...login },\n})`,
	}[shapeOf(choices)];
	return {
		name: "ioredis.mjs",
		text: `// ioredis
import { readFileSync } from "node:fs";
import { Redis } from "ioredis";

${nodeTls(choices)}
const client = ${made};
client.on("error", (error) => console.error(error.message));
console.log(await client.ping());
await client.quit();
`,
	};
}

function go(choices: KitChoices): ClientFile {
	const { mode, port, sentinelPort, primaryName } = choices;
	const host = mainHost(choices);
	const own =
		mode === "mutual"
			? '\tpair, err := tls.LoadX509KeyPair("client.crt", "client.key")\n\tif err != nil {\n\t\tlog.Fatal(err)\n\t}\n\tconfig.Certificates = []tls.Certificate{pair}\n'
			: "";
	const login = 'Username: envOr("REDIS_USER", "default"), Password: os.Getenv("REDIS_PASSWORD"), TLSConfig: config';
	const made = {
		single: `redis.NewClient(&redis.Options{Addr: "${connectTo(host, port)}", ${login}})`,
		sentinel: `redis.NewFailoverClient(&redis.FailoverOptions{MasterName: "${primaryName}", SentinelAddrs: []string{"${connectTo(host, sentinelPort)}"}, ${login}})`,
		cluster: `redis.NewClusterClient(&redis.ClusterOptions{Addrs: []string{"${connectTo(host, port)}"}, ${login}})`,
	}[shapeOf(choices)];
	return {
		name: "go/main.go",
		text: `// go-redis 9. ${NOT_RUN}
// Go checks chain and name by itself; never set InsecureSkipVerify.
package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"log"
	"os"

	"github.com/redis/go-redis/v9"
)

func envOr(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}

func main() {
	authority, err := os.ReadFile("ca.crt")
	if err != nil {
		log.Fatal(err)
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(authority) {
		log.Fatal("ca.crt holds no certificate")
	}
	config := &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: roots}
${own}	client := ${made}
	defer client.Close()
	fmt.Println(client.Ping(context.Background()).Result())
}
`,
	};
}

function dotnet(choices: KitChoices): ClientFile {
	const { mode, port, sentinelPort, primaryName } = choices;
	const host = mainHost(choices);
	const isSentinel = shapeOf(choices) === "sentinel";
	const own = mode === "mutual" ? '\noptions.SetUserPemCertificate("client.crt", "client.key");' : "";
	return {
		name: "dotnet.cs",
		text: `// StackExchange.Redis 2.8 or later. ${NOT_RUN}
// SslHost is the name that the certificate must hold.
using System.Security.Authentication;
using StackExchange.Redis;

var options = new ConfigurationOptions
{
    EndPoints = { { "${host}", ${isSentinel ? sentinelPort : port} } },${isSentinel ? `\n    ServiceName = "${primaryName}",` : ""}
    Ssl = true,
    SslHost = "${host}",
    SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
    User = Environment.GetEnvironmentVariable("REDIS_USER"),
    Password = Environment.GetEnvironmentVariable("REDIS_PASSWORD"),
};
options.TrustIssuer("ca.crt");${own}

using var redis = await ConnectionMultiplexer.ConnectAsync(options);
Console.WriteLine(await redis.GetDatabase().PingAsync());
`,
	};
}

function php(choices: KitChoices): ClientFile {
	const { mode, port, sentinelPort, primaryName } = choices;
	const host = mainHost(choices);
	const own = mode === "mutual" ? "\n    'local_cert' => 'client.crt',\n    'local_pk' => 'client.key'," : "";
	const auth = "if ($login !== null) {\n    $redis->auth($login);\n}\n";
	const made = {
		single: `$redis = new Redis();\n$redis->connect('tls://${bracketed(host)}', ${port}, 2.5, null, 0, 0, ['stream' => $tls]);\n${auth}var_dump($redis->ping());`,
		sentinel: `// This needs phpredis 6.\n$sentinel = new RedisSentinel(['host' => 'tls://${bracketed(host)}', 'port' => ${sentinelPort}, 'ssl' => $tls]);\n[$address, $port] = $sentinel->getMasterAddrByName('${primaryName}');\n$redis = new Redis();\n// Sentinel names the primary by its address: the certificate must hold it.\n$redis->connect("tls://$address", (int) $port, 2.5, null, 0, 0, ['stream' => ['peer_name' => $address] + $tls]);\n${auth}var_dump($redis->ping());`,
		cluster: `// The name is left out here, since each node has its own.\nunset($tls['peer_name']);\n$redis = new RedisCluster(null, ['${connectTo(host, port)}'], 2.5, 2.5, false, $login, $tls);\nvar_dump($redis->get('greeting'));`,
	}[shapeOf(choices)];
	return {
		name: "phpredis.php",
		text: `<?php
// phpredis 5.3 or later
$tls = [
    'verify_peer' => true,
    'verify_peer_name' => true,
    'peer_name' => '${host}',
    'cafile' => 'ca.crt',${own}
    'crypto_method' => STREAM_CRYPTO_METHOD_TLSv1_2_CLIENT | STREAM_CRYPTO_METHOD_TLSv1_3_CLIENT,
];
$login = getenv('REDIS_PASSWORD') ? [getenv('REDIS_USER') ?: 'default', getenv('REDIS_PASSWORD')] : null;

${made}
`,
	};
}

function ruby(choices: KitChoices): ClientFile {
	const { mode, port, sentinelPort, primaryName } = choices;
	const host = mainHost(choices);
	const own =
		mode === "mutual"
			? '\n  cert: OpenSSL::X509::Certificate.new(File.read("client.crt")),\n  key: OpenSSL::PKey.read(File.read("client.key")),'
			: "";
	const { gem, made } = {
		single: { gem: "redis", made: `Redis.new(url: "rediss://${connectTo(host, port)}", ssl_params: tls, **login)` },
		sentinel: {
			gem: "redis",
			made: `Redis.new(name: "${primaryName}", sentinels: [{ host: "${host}", port: ${sentinelPort} }], ssl: true, ssl_params: tls, **login)`,
		},
		cluster: {
			gem: "redis-clustering",
			made: `Redis::Cluster.new(nodes: ["rediss://${connectTo(host, port)}"], ssl: true, ssl_params: tls, **login)`,
		},
	}[shapeOf(choices)];
	return {
		name: "ruby.rb",
		text: `# ${gem} ${shapeOf(choices) === "single" ? "4.8 or later" : "5 or later"}. VERIFY_PEER checks chain and name.
require "openssl"
require "${gem}"

tls = {
  ca_file: "ca.crt",${own}
  verify_mode: OpenSSL::SSL::VERIFY_PEER,
  min_version: OpenSSL::SSL::TLS1_2_VERSION,
}
login = { username: ENV.fetch("REDIS_USER", "default"), password: ENV["REDIS_PASSWORD"] }

redis = ${made}
puts redis.${shapeOf(choices) === "cluster" ? 'get("greeting")' : "ping"}
`,
	};
}

/** The cloud's own certificates lead to public authorities, and it asks clients for none. */
function azure(): ClientFile {
	return {
		name: "azure.md",
		text: `# Azure

Azure brings its own certificates, which every system trusts. So clients need neither ca.crt nor a certificate of their own.

| service | host | port |
|---|---|---|
| Azure Cache for Redis | NAME.redis.cache.windows.net | 6380 |
| Azure Managed Redis | NAME.REGION.redis.azure.net | 10000 |

* Leave out ca.crt, client.crt and client.key in the other files, and keep the check of the name.
* Switch the port in clear text (6379) off in the portal, and set the least version of TLS to 1.2.
* Log in with Microsoft Entra ID where you can, else with an access key out of a secret store.

    redis-cli -h NAME.redis.cache.windows.net -p 6380 --tls --sni NAME.redis.cache.windows.net ping

    # node-redis
    createClient({ url: "rediss://NAME.redis.cache.windows.net:6380", password: process.env.REDIS_PASSWORD })

    # redis-py
    redis.Redis(host="NAME.redis.cache.windows.net", port=6380, ssl=True, ssl_check_hostname=True, password=os.environ["REDIS_PASSWORD"])

    # StackExchange.Redis
    NAME.redis.cache.windows.net:6380,ssl=true,sslProtocols=tls12|tls13,abortConnect=false
`,
	};
}

/** "host:port", with brackets around an IPv6 address. */
export function connectTo(host: string, port: number): string {
	return `${bracketed(host)}:${port}`;
}

function bracketed(host: string): string {
	return host.includes(":") ? `[${host}]` : host;
}

/** The option of openssl that checks the name. */
export function verifyName(host: string): string {
	return isAddress(host) ? `-verify_ip ${host}` : `-verify_hostname ${host}`;
}
