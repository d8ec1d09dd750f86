// generate/tls: the two libraries for Java.
import { type ClientName, type KitChoices, mainHost } from "./choices";
import { type ClientFile, NOT_RUN } from "./clientFile";

export const javaFiles: readonly (readonly [ClientName, (choices: KitChoices) => ClientFile])[] = [
	["jedis", jedis],
	["lettuce", lettuce],
];

function jedis(choices: KitChoices): ClientFile {
	const { mode, port, sentinelPort, primaryName, topology } = choices;
	const host = mainHost(choices);
	const own = mode === "mutual" ? '\n                .keystore(new File("client.p12"), System.getenv("STORE_PASSWORD").toCharArray())' : "";
	const ownStore =
		mode === "mutual" ? "\n//   openssl pkcs12 -export -in client.crt -inkey client.key -out client.p12 -passout env:STORE_PASSWORD" : "";
	const { made, imports } = topologyOf(topology, {
		single: { made: `new JedisPooled(new HostAndPort("${host}", ${port}), config)`, imports: ["HostAndPort", "JedisPooled"] },
		sentinel: {
			made: `new JedisSentineled("${primaryName}", config, Set.of(new HostAndPort("${host}", ${sentinelPort})), config)`,
			imports: ["HostAndPort", "JedisSentineled"],
		},
		cluster: { made: `new JedisCluster(Set.of(new HostAndPort("${host}", ${port})), config)`, imports: ["HostAndPort", "JedisCluster"] },
	});
	return {
		name: "Jedis.java",
		text: `// Jedis 5.2 or later. ${NOT_RUN}
// SslVerifyMode.FULL checks chain and name. Java reads its own kind of stores:
//   keytool -importcert -noprompt -alias redis -file ca.crt -keystore ca.p12 -storetype PKCS12 -storepass:env STORE_PASSWORD${ownStore}
import java.io.File;
import java.util.Set;
import javax.net.ssl.SSLParameters;
import redis.clients.jedis.DefaultJedisClientConfig;
${imports.map((name) => `import redis.clients.jedis.${name};`).join("\n")}
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;

public class Jedis {
    public static void main(String[] arguments) {
        var parameters = new SSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        var tls = SslOptions.builder()
                .truststore(new File("ca.p12"), System.getenv("STORE_PASSWORD").toCharArray())${own}
                .sslParameters(parameters)
                .sslVerifyMode(SslVerifyMode.FULL)
                .build();
        var user = System.getenv().getOrDefault("REDIS_USER", "default");
        var config = DefaultJedisClientConfig.builder()
                .ssl(true)
                .sslOptions(tls)
                .user(user)
                .password(System.getenv("REDIS_PASSWORD"))
                .build();
        try (var redis = ${made}) {
            System.out.println(redis.get("greeting"));
        }
    }
}
`,
	};
}

function lettuce(choices: KitChoices): ClientFile {
	const { mode, port, sentinelPort, primaryName, topology } = choices;
	const host = mainHost(choices);
	const own = mode === "mutual" ? '\n                .keyManager(new File("client.crt"), new File("client.key"), null)' : "";
	const isCluster = topology === "cluster";
	const where = topology === "sentinel" ? `sentinel("${host}", ${sentinelPort}, "${primaryName}")` : `redis("${host}", ${port})`;
	const type = isCluster ? "RedisClusterClient" : "RedisClient";
	const options = isCluster ? "ClusterClientOptions" : "ClientOptions";
	const folder = isCluster ? "cluster." : "";
	return {
		name: "Lettuce.java",
		text: `// Lettuce 6. ${NOT_RUN}
// SslVerifyMode.FULL checks chain and name.
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.${folder}${options};
import io.lettuce.core.${folder}${type};
import java.io.File;

public class Lettuce {
    public static void main(String[] arguments) {
        var tls = SslOptions.builder()
                .trustManager(new File("ca.crt"))${own}
                .protocols("TLSv1.3", "TLSv1.2")
                .build();
        var user = System.getenv().getOrDefault("REDIS_USER", "default");
        var uri = RedisURI.Builder.${where}
                .withSsl(true)
                .withVerifyPeer(SslVerifyMode.FULL)
                .withAuthentication(user, System.getenv("REDIS_PASSWORD").toCharArray())
                .build();
        var client = ${type}.create(uri);
        client.setOptions(${options}.builder().sslOptions(tls).build());
        try (var connection = client.connect()) {
            System.out.println(connection.sync().ping());
        } finally {
            client.shutdown();
        }
    }
}
`,
	};
}

function topologyOf<T>(topology: KitChoices["topology"], of: { single: T; sentinel: T; cluster: T }): T {
	return topology === "sentinel" || topology === "cluster" ? of[topology] : of.single;
}
