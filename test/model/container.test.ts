// model: signs of a container.
import { expect, test } from "vitest";
import { containerOf } from "../../server/src/model/container";
import { isInWritablePlace, isOfTheMachine } from "../../server/src/model/paths";
import { modelOf } from "./modelOf";

test.each<[name: string, files: string | Record<string, string>, line: number | undefined, is: boolean]>([
	["the folder of the official image", "bind 0.0.0.0\ndir /data\n", 1, true],
	["Bitnami's folders", "aclfile /opt/bitnami/redis/etc/users.acl\n", 0, true],
	["secrets that are mounted", "tls-key-file /run/secrets/redis.key\n", 0, true],
	["a name of a Kubernetes cluster", "replicaof redis-0.redis.default.svc.cluster.local 6379\n", 0, true],
	["a folder for such files", { "docker/redis.conf": "port 6379\n" }, undefined, true],
	["what goes to the background is none", "dir /data\ndaemonize yes\n", undefined, false],
	["folders of a machine", "dir /var/lib/redis\naclfile /etc/redis/users.acl\n", undefined, false],
	["a folder below /data", "dir /data/redis\n", undefined, false],
])("%s", async (_, files, line, is) => {
	const container = containerOf(await modelOf(files));
	expect(container.is).toBe(is);
	expect(container.at?.line).toBe(line);
});

test.each<[path: string, writable: boolean, machine: boolean]>([
	["/tmp/x", true, false],
	["/tmp", true, false],
	["//tmp/x", true, false],
	["/private/tmp/x", true, false],
	["/var/tmp/x", true, true],
	["/dev/shm/x", true, false],
	["/tmpfs/x", false, false],
	["/etc/redis/redis.conf", false, true],
	["/home/me/redis.conf", false, false],
])("%s", (path, writable, machine) => {
	expect([isInWritablePlace(path), isOfTheMachine(path)]).toEqual([writable, machine]);
});
